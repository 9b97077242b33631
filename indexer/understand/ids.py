"""The id of an article, known before it is understood, so that unchanged articles can be skipped."""

from __future__ import annotations

import hashlib

from indexer.understand.defaults import Defaults
from search.folding import fold, fold_name
from search.model import RawArticle
from search.urls import canonical_url


def article_id(raw: RawArticle, defaults: Defaults) -> str:
    """16 hex digits; equal for the same page, else the same id of an outlet, else the same title and text.

    Without an outlet the archive's name stands for it: ids such as "1" are unique in their own archive only.
    """
    return hashlib.sha256("\x1f".join(_identity(raw, defaults)).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _identity(raw: RawArticle, defaults: Defaults) -> tuple[str, ...]:
    if raw.url and (url := canonical_url(raw.url)):
        return ("url", url)
    if raw.id and raw.id.strip():
        return ("id", fold_name(raw.outlet or defaults.outlet or raw.origin.archive), raw.id.strip())
    return ("text", _plain(raw.title or ""), _plain(raw.text))


def _plain(text: str) -> str:
    """Folded, with single spaces: line ends and indents do not make another article."""
    return " ".join(fold(text).split())
