"""From RawArticle to Article: the steps in their order, each a pure function of what came before."""

from __future__ import annotations

from dataclasses import replace

from indexer.understand.datelines import find_dateline
from indexer.understand.dates import Evidence, explicit_dates, mentioned, publication
from indexer.understand.defaults import Defaults
from indexer.understand.headers import find_header
from indexer.understand.ids import article_id
from indexer.understand.language import LanguageGuess, declared_language, detect_language, says_nothing
from indexer.understand.outlet import find_outlet, is_known_outlet
from indexer.understand.reading import Reading, read
from search.errors import RejectedArticleError
from search.model import Article, Dateline, MentionedDate, RawArticle
from search.urls import canonical_url


def understand(raw: RawArticle, *, defaults: Defaults) -> Article:
    """What can be known of `raw`. Raises RejectedArticleError for a page, and for what has neither title nor text."""
    if raw.markup != "text":
        raise RejectedArticleError(
            f"{raw.origin}: the text is a page of {raw.markup}; extract the article first", reason="markup"
        )
    title = _title(raw.title)
    if title is None and not raw.text.strip():
        raise RejectedArticleError(f"{raw.origin}: neither title nor text", reason="empty")
    warnings = list(raw.warnings)
    reading = read(raw.text)
    header = find_header(reading.text)
    dateline = find_dateline(reading.text, start=header.end if header else 0, is_outlet=is_known_outlet)
    language = _language(raw, reading.text or title or "", defaults, warnings)
    found = tuple(explicit_dates(reading.text, language=language.language))
    published, wrong = publication(
        Evidence(
            raw=raw,
            header=header,
            text=reading.text,
            start=header.end if header else 0,
            found=found,
            language=language.language,
            defaults=defaults,
        )
    )
    warnings += wrong
    dates = mentioned(reading.text, found, published=published, language=language.language, today=defaults.today)
    return Article(
        id=article_id(raw, defaults),
        url=_url(raw.url, warnings),
        title=title,
        body=raw.text,
        language=language.language,
        language_confidence=language.confidence,
        outlet=find_outlet(raw, dateline, defaults),
        dateline=dateline and _in_original(dateline, reading),
        published=published,
        mentioned_dates=tuple(_date_in_original(date, reading) for date in dates),
        author=raw.author,
        section=raw.section,
        tags=raw.tags,
        archives=(raw.origin.archive,),
        breaks=reading.breaks,
        origins=(raw.origin,),
        warnings=tuple(dict.fromkeys(warnings)),
        raw_hash=raw.raw_hash,
    )


def _title(title: str | None) -> str | None:
    plain = " ".join((title or "").split())
    return plain or None


def _url(url: str | None, warnings: list[str]) -> str | None:
    """The address as it came, if it leads to a web page; nothing else may become a link."""
    if url is None or not url.strip(" -"):
        return None
    if canonical_url(url) is None:
        warnings.append("invalid-url")
        return None
    return url.strip()


def _in_original(dateline: Dateline, reading: Reading) -> Dateline:
    start, end = reading.span(dateline.start, dateline.end)
    return replace(dateline, start=start, end=end)


def _date_in_original(date: MentionedDate, reading: Reading) -> MentionedDate:
    start, end = reading.span(date.start, date.end)
    return replace(date, start=start, end=end)


def _language(raw: RawArticle, text: str, defaults: Defaults, warnings: list[str]) -> LanguageGuess:
    for declared in (raw.language, defaults.language):
        if declared is None or says_nothing(declared):
            continue
        code = declared_language(declared)
        if code is not None:
            return LanguageGuess(code, 1.0)
        warnings.append("unknown-language")
    return detect_language(text)
