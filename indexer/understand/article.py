"""From RawArticle to Article: the steps in their order, each a pure function of what came before."""

from __future__ import annotations

from dataclasses import dataclass, replace

from indexer.understand.actors import find_actors
from indexer.understand.boilerplate import Signature, boilerplate, find_byline_author, find_signature, merged
from indexer.understand.datelines import find_dateline
from indexer.understand.dates import Evidence, explicit_dates, mentioned, publication
from indexer.understand.defaults import Defaults
from indexer.understand.headers import Header, find_header
from indexer.understand.ids import article_id
from indexer.understand.language import (
    LanguageGuess,
    declared_language,
    detect_language,
    language_shares,
    says_nothing,
)
from indexer.understand.mojibake import mended
from indexer.understand.outlet import find_outlet, is_known_outlet
from indexer.understand.reading import Reading, read
from indexer.understand.sources import find_sources
from indexer.understand.statements import find_statements
from indexer.understand.story import story_id
from search.actors import ActorRegistry
from search.errors import RejectedArticleError
from search.model import ActorMention, Article, Dateline, DateSpan, MentionedDate, RawArticle, Statement
from search.urls import canonical_url

_Spans = tuple[tuple[int, int], ...]


def understand(raw: RawArticle, *, defaults: Defaults, registry: ActorRegistry | None = None) -> Article:
    """What can be known of `raw`, with the actors of `registry`, or of the packaged lists where none is given.

    Raises RejectedArticleError for a page, and for what has neither title nor text.
    """
    title = _checked_title(raw)
    warnings = list(raw.warnings)
    reading = read(raw.text)
    frame = _frame(reading, raw.outlet)
    language = _language(raw, reading.text or title or "", defaults, warnings)
    outlet = find_outlet(raw, frame.dateline, defaults, text=reading.text, start=frame.start)
    published, dates = _dates(raw, reading, frame, language.language, defaults, warnings)
    actors = find_actors(
        reading.text,
        title=title,
        language=language.language,
        excluded=frame.nobody,
        declared=raw.actors,
        publisher=outlet.id if outlet else None,
        registry=registry,
    )
    return Article(
        id=article_id(raw, defaults),
        url=_url(raw.url, warnings),
        title=title,
        body=raw.text,
        language=language.language,
        language_confidence=language.confidence,
        languages=language_shares(reading.text, language.language),
        outlet=outlet,
        dateline=_dateline(frame.dateline, reading),
        published=published,
        mentioned_dates=dates,
        actors=tuple(_actor(actor, reading) for actor in actors),
        sources=find_sources(reading.text, publisher=outlet, language=language.language),
        statements=_statements(reading, language.language, actors, frame),
        author=_author(raw, reading.text, frame.signature),
        section=_plain(raw.section),
        tags=tuple(tag for tag in map(_plain, raw.tags) if tag),
        archives=(raw.origin.archive,),
        boilerplate=merged(reading.span(start, end) for start, end in frame.boilerplate),
        breaks=reading.breaks,
        story_id=story_id(reading.text, left_out=frame.nobody),
        origins=(raw.origin,),
        warnings=tuple(dict.fromkeys(warnings)),
        raw_hash=raw.raw_hash,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Frame:
    """What stands around the story, in offsets of the reading."""

    header: Header | None
    dateline: Dateline | None
    signature: Signature | None
    boilerplate: _Spans  # with header and signature
    nobody: _Spans  # with the dateline too: where nobody is named

    @property
    def start(self) -> int:
        return self.header.end if self.header else 0


def _frame(reading: Reading, outlet: str | None) -> _Frame:
    text = reading.text
    header = find_header(text)
    start = header.end if header else 0
    dateline = find_dateline(text, start=start, is_outlet=lambda name: is_known_outlet(name, given=outlet))
    signature = find_signature(text)
    spans: list[tuple[int, int]] = [*boilerplate(text)]
    spans += [(0, header.end)] if header else []
    spans += [(signature.start, signature.end)] if signature else []
    lines = [(dateline.start, dateline.end)] if dateline else []
    return _Frame(
        header=header,
        dateline=dateline,
        signature=signature,
        boilerplate=merged(spans),
        nobody=merged([*spans, *lines]),
    )


def _dates(
    raw: RawArticle, reading: Reading, frame: _Frame, language: str, defaults: Defaults, warnings: list[str]
) -> tuple[DateSpan | None, tuple[MentionedDate, ...]]:
    found = tuple(explicit_dates(reading.text, language=language))
    evidence = Evidence(
        raw=raw,
        header=frame.header,
        text=reading.text,
        start=frame.start,
        found=found,
        language=language,
        defaults=defaults,
    )
    published, wrong = publication(evidence)
    warnings += wrong
    dates = mentioned(reading.text, found, published=published, language=language, today=defaults.today)
    inside = frame.header.end if frame.header else 0
    return published, tuple(_date(one, reading) for one in dates if one.start >= inside)


def _checked_title(raw: RawArticle) -> str | None:
    if raw.markup != "text":
        raise RejectedArticleError(
            f"{raw.origin}: the text is a page of {raw.markup}; extract the article first", reason="markup"
        )
    title = _plain(mended(raw.title or ""))
    if title is None and not raw.text.strip():
        raise RejectedArticleError(f"{raw.origin}: neither title nor text", reason="empty")
    return title


def _plain(text: str | None) -> str | None:
    """The text in one line; None for what is as good as missing."""
    plain = " ".join((text or "").split())
    return plain if plain not in ("", "-") else None


def _url(url: str | None, warnings: list[str]) -> str | None:
    """The address as it came, if it leads to a web page; nothing else may become a link."""
    if url is None or not url.strip(" -"):
        return None
    if canonical_url(url) is None:
        warnings.append("invalid-url")
        return None
    return url.strip()


def _author(raw: RawArticle, text: str, signature: Signature | None) -> str | None:
    """Who wrote it, by the source, the byline or the signature."""
    return _plain(raw.author) or find_byline_author(text) or (signature.author if signature else None)


def _dateline(dateline: Dateline | None, reading: Reading) -> Dateline | None:
    if dateline is None:
        return None
    start, end = reading.span(dateline.start, dateline.end)
    return replace(dateline, start=start, end=end)


def _date(date: MentionedDate, reading: Reading) -> MentionedDate:
    start, end = reading.span(date.start, date.end)
    return replace(date, start=start, end=end)


def _actor(actor: ActorMention, reading: Reading) -> ActorMention:
    return replace(actor, offsets=tuple(reading.span(start, end) for start, end in actor.offsets))


def _statements(
    reading: Reading, language: str, actors: tuple[ActorMention, ...], frame: _Frame
) -> tuple[Statement, ...]:
    certain = frozenset(actor.actor_id for actor in actors if actor.is_certain)
    named = tuple(actor for actor in actors if actor.is_certain or _is_full_name(actor))
    found = find_statements(reading.text, language=language, actors=named, excluded=frame.nobody)
    return tuple(_statement(statement, reading, certain) for statement in found)


def _is_full_name(actor: ActorMention) -> bool:
    """Whether it is a person by form alone, but by a name of several words, which says where the name begins."""
    return actor.kind == "person" and " " in actor.label


def _statement(statement: Statement, reading: Reading, certain: frozenset[str]) -> Statement:
    start, end = reading.span(statement.start, statement.end)
    speaker_start, speaker_end = reading.span(statement.speaker_start, statement.speaker_end)
    return replace(
        statement,
        start=start,
        end=end,
        speaker_start=speaker_start,
        speaker_end=speaker_end,
        actor_id=statement.actor_id if statement.actor_id in certain else None,
        speaks_for=statement.speaks_for if statement.speaks_for in certain else None,
    )


def _language(raw: RawArticle, text: str, defaults: Defaults, warnings: list[str]) -> LanguageGuess:
    for declared in (raw.language, defaults.language):
        if declared is None or says_nothing(declared):
            continue
        code = declared_language(declared)
        if code is not None:
            return LanguageGuess(code, 1.0)
        warnings.append("unknown-language")
    return detect_language(text)
