"""HTML pages: the reader keeps the page, `extract` finds the article in it.

Extraction costs a hundred times what reading does, so it is a pure function that the pipeline runs in its workers and
again at a rebuild. What the page says of itself (JSON-LD, then OpenGraph and other meta elements, `<html lang>`, the
canonical link) comes first, trafilatura gives body and title, htmldate a date where the page names none.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any, BinaryIO
from urllib.parse import urljoin, urlsplit

import htmldate
import lxml.etree
import lxml.html
import trafilatura
from trafilatura.settings import Document

from indexer.readers.decoding import decode
from indexer.readers.fields import CHANGED_CHARACTERS, is_missing, made, printable_values
from indexer.readers.items import Item
from indexer.readers.options import ReadOptions
from indexer.readers.streams import read_whole
from search.errors import RejectedArticleError
from search.folding import fold_name
from search.model import Origin, RawArticle

MAX_LINK_SHARE = 0.4  # of the body of a page that does not say that it is an article; above it, it is a list of links
MIN_TITLE_CHARS = 15  # a heading below that is as likely the name of a section
MAX_LINKS = 1_000  # that are looked for in the text; each costs a pass over it
MIN_LINK_CHARS = 20  # a headline; shorter links are names and tags, which stand in articles too
_HEAD = 4096
_META_CHARSET = re.compile(rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?([\w.:-]{2,40})""", re.I)
_ARTICLE_TYPE = re.compile(r"(?:\w*NewsArticle|Article|BlogPosting|LiveBlogPosting|Report\w*)")
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_CONTROL_REFERENCE = re.compile(
    r"&#(?:0*(?:[0-8]|1[124-9]|2\d|3[01])|x0*(?:[0-8bcef]|1[0-9a-f]))(?:;|(?![0-9a-f]))", re.I
)
_GAP_BEFORE_TIME = re.compile(r"(?<=\d)\s+T(?=\d)")
_SITE_SEPARATOR = re.compile(r"\s+[-|–—:]+\s+")
_FEED = re.compile(r"<(?:rss|feed|rdf:RDF)\b", re.I)
_LIST_PATHS = re.compile(r"/?(?:inde(?:x|ks)(?:\.\w+)?/?)?")
_WRONG_TYPES = frozenset({"website", "blog", "profile"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What a page says, under the names of `RawArticle`."""

    text: str
    title: str | None = None
    url: str | None = None
    outlet: str | None = None
    published: str | None = None
    author: str | None = None
    section: str | None = None
    tags: tuple[str, ...] = ()
    language: str | None = None


def read(stream: BinaryIO, origin: Origin, options: ReadOptions) -> Iterator[Item]:
    """The page of a file, not looked into yet."""
    data = read_whole(stream, options.max_article_bytes)
    declared = _META_CHARSET.search(data[:_HEAD])
    page, warnings = decode(data, declared=declared[1].decode("ascii", "replace") if declared else None)
    yield made(page, origin, warnings=warnings, markup="html")


def extracted(raw: RawArticle) -> RawArticle:
    """`raw` with its page replaced by the article in it; what `raw` already says wins. Text stays as it is.

    The hash stays that of the page. RejectedArticleError where the page holds no article.
    """
    if raw.markup != "html":
        return raw
    page = extract(raw.text)
    found = {name: getattr(page, name) for name in Page.__slots__ if name != "text" and not getattr(raw, name)}
    said, was_changed = printable_values(found | {"text": page.text})
    warnings = (*raw.warnings, CHANGED_CHARACTERS) if was_changed else raw.warnings
    return replace(raw, markup="text", warnings=warnings, **said)


def extract(page: str) -> Page:
    """The article of an HTML page; RejectedArticleError (no-article) for a front page, a list or an empty page."""
    if _FEED.search(page[:_HEAD]):
        raise _no_article("a feed, not a page")
    tree = _parse(page)
    said = _Said(tree)
    document = trafilatura.bare_extraction(tree, fast=True, include_comments=False, with_metadata=True)
    body = (document.text or "") if isinstance(document, Document) else ""
    if not body.strip() or _is_list(said, body):
        raise _no_article("a front page, a list?")
    url = said.url()
    title = said.title() or _text(document.title if isinstance(document, Document) else None)
    return Page(
        text=_without_heading(body, title),
        title=title,
        url=url,
        outlet=said.first("publisher.name", "og:site_name"),
        published=said.published() or _guessed_date(page, url),
        author=said.author(),
        section=said.first("articleSection", "article:section"),
        tags=said.tags(),
        language=said.language(),
    )


def _parse(page: str) -> lxml.html.HtmlElement:
    try:
        page = _CONTROL_REFERENCE.sub(" ", _XML_DECLARATION.sub("", page))
        return lxml.html.document_fromstring(page, ensure_head_body=True)
    except (lxml.etree.ParserError, lxml.etree.XMLSyntaxError, ValueError) as exc:
        raise RejectedArticleError(f"an HTML page without content: {exc}", reason="no-article") from exc


def _no_article(what: str) -> RejectedArticleError:
    return RejectedArticleError(f"an HTML page without an article: {what}", reason="no-article")


def _without_heading(body: str, title: str | None) -> str:
    """The body without the title above it, where a page repeats it there and more follows."""
    first, _, rest = body.lstrip().partition("\n")
    return rest if title and rest.strip() and fold_name(first) == fold_name(title) else body


def _is_list(said: _Said, body: str) -> bool:
    """Whether the page is a front page or a list: by its address, its type and headings, or the links in its text."""
    if (url := said.url()) is not None and _LIST_PATHS.fullmatch(urlsplit(url).path):
        return True
    if said.is_typed_article:
        return False
    if said.first("og:type") in _WRONG_TYPES and not said.headings():
        return True
    text = " ".join(body.split())
    linked = sum(len(link) for link in said.link_texts(MAX_LINKS) if link in text)
    return linked > MAX_LINK_SHARE * len(text)


class _Said:
    """The metadata elements of a page, by name; JSON-LD before the rest."""

    def __init__(self, tree: lxml.html.HtmlElement) -> None:
        self._tree = tree
        self._ld = _json_ld_article(tree)
        self._meta: dict[str, list[str]] = {}
        for element in tree.iter("meta"):
            name = element.get("property") or element.get("name") or element.get("itemprop") or ""
            if content := _text(element.get("content")):
                self._meta.setdefault(name.strip().casefold(), []).append(content)

    @property
    def is_typed_article(self) -> bool:
        """Whether the page says that it is an article."""
        return bool(self._ld) or "article" in (kind.casefold() for kind in self._meta.get("og:type", ()))

    def first(self, *names: str) -> str | None:
        """The first of `names` that has a value; "author.name" looks into a JSON-LD object."""
        for name in names:
            if value := _ld_text(self._ld, name) or next(iter(self._meta.get(name.casefold(), ())), None):
                return value
        return None

    def headings(self) -> tuple[str, ...]:
        """The texts of the first-level headings."""
        return tuple(text for heading in self._tree.iter("h1") if (text := _text(heading.text_content())))

    def link_texts(self, limit: int) -> frozenset[str]:
        """The texts of the first links that are long enough to be headlines."""
        texts = (_text(link.text_content()) for link in self._tree.iter("a"))
        return frozenset(islice((text for text in texts if text and len(text) >= MIN_LINK_CHARS), limit))

    def title(self) -> str | None:
        """The headline without the site's name: a heading that the page's titles contain says which part it is."""
        window = _text(self._tree.findtext(".//title"))
        titles = [title for title in (self.first("headline"), self.first("og:title"), window) if title]
        for heading in self.headings():
            if len(heading) >= MIN_TITLE_CHARS and any(heading in title for title in titles):
                return heading
        if not titles:
            return next(iter(self.headings()), None)
        return titles[0] if self._ld else _without_site(titles[0], self.first("og:site_name"))

    def tags(self) -> tuple[str, ...]:
        keywords = self._ld.get("keywords") or self._meta.get("article:tag") or self._meta.get("keywords") or ()
        given = [keywords] if isinstance(keywords, str) else keywords if isinstance(keywords, list) else []
        parts = [part for entry in given if isinstance(entry, str) for part in entry.split(",")]
        return tuple(dict.fromkeys(tag for part in parts if (tag := _text(part))))

    def language(self) -> str | None:
        """What the page declares; `<html lang="en">` is what templates come with and says nothing."""
        lang = _text(self._tree.get("lang"))
        if lang and lang.casefold().startswith("en"):
            lang = None
        return self.first("inLanguage") or lang or self.first("content-language", "language")

    def author(self) -> str | None:
        """The byline, where it is no address."""
        named = (self.first(name) for name in ("author.name", "author", "article:author"))
        return next((name for name in named if name and "://" not in name), None)

    def published(self) -> str | None:
        """The date of first publication as the page writes it."""
        date = self.first(
            "datePublished", "article:published_time", "og:article:published_time", "publishdate", "pubdate", "date"
        )
        return _GAP_BEFORE_TIME.sub("T", date) if date else None

    def url(self) -> str | None:
        """The canonical address, absolute."""
        links = (link.get("href") for link in self._tree.iter("link") if "canonical" in (link.get("rel") or "").split())
        base = self.first("og:url")
        for link in (*links, base, self.first("url")):
            try:
                address: str = urljoin(base or "", link or "")
                if urlsplit(address).scheme in ("http", "https"):
                    return address
            except ValueError:  # such as http://[half-an-address
                continue
        return None


def _json_ld_article(tree: lxml.html.HtmlElement) -> Mapping[str, Any]:
    """The first JSON-LD object that is some kind of article; empty without one."""
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or ""):
            continue
        try:
            content = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        for node in _nodes(content):
            types = node.get("@type")
            if any(isinstance(t, str) and _ARTICLE_TYPE.fullmatch(t) for t in types if t) if types else False:
                return node
    return {}


def _nodes(content: Any) -> Iterator[dict[str, Any]]:
    """The objects of a JSON-LD document: one, a list of them, or those of a @graph; `@type` always a list."""
    for node in content if isinstance(content, list) else [content]:
        if not isinstance(node, dict):
            continue
        types = node.get("@type")
        yield node | {"@type": types if isinstance(types, list) else [types]}
        if isinstance(node.get("@graph"), list):
            yield from _nodes(node["@graph"])


def _ld_text(node: Mapping[str, Any], path: str) -> str | None:
    """The text at "author.name"; lists give their first, an object where text is wanted none."""
    value: Any = node
    for name in path.split("."):
        value = value[0] if isinstance(value, list) and value else value
        if isinstance(value, str) and name == "name":
            break  # an author given by name instead of as an object
        value = value.get(name) if isinstance(value, dict) else None
    value = value[0] if isinstance(value, list) and value else value
    return _text(value) if isinstance(value, str) else None


def _text(value: str | None) -> str | None:
    return None if value is None or is_missing(value) else " ".join(value.split())


def _without_site(title: str, site: str | None) -> str:
    """`title` without a last part that is the name of the site or looks like a domain."""
    *parts, last = _SITE_SEPARATOR.split(title)
    if not parts:
        return title
    is_site = re.search(r"\w\.\w", last) is not None or (site is not None and fold_name(last) == fold_name(site))
    return title[: title.rindex(last)].rstrip(" -|–—:") if is_site else title


def _guessed_date(page: str, url: str | None) -> str | None:
    date: str | None = htmldate.find_date(page, original_date=True, url=url)
    return date
