"""The one shape of a document, from reader to template.

A reader makes a `RawArticle` (what the source said), understanding makes an `Article` (what we know of it), the
engine keeps both as a `StoredArticle`. Unknown is None, never a guess dressed as a fact. All values are frozen, and
`to_json`/`article_from_json`/`raw_from_json` carry them over every border that is not Python's.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

import msgspec

Precision = Literal["time", "day", "week", "month", "year"]
DateOrigin = Literal["metadata", "header", "url", "byline", "text", "file"]
ActorKind = Literal["country", "organisation", "person", "place"]
ReasonKind = Literal["name", "alias", "acronym", "metonym", "short"]
SourceRole = Literal["publisher", "relay", "origin"]
VerbClass = Literal["says", "denies", "accuses", "confirms", "demands"]
Markup = Literal["text", "html"]

UNDETERMINED = "und"
"""The language of a text without letters (BCP 47)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where an article was read: enough to name it in a report and to recognise it when it comes again."""

    archive: str
    file: str  # relative to the PATH that was added, with forward slashes
    member: str | None = None  # name inside a .zip or .tar
    line: int | None = None  # 1-based line that it begins at (JSONL, CSV), or its number in a JSON list

    def __str__(self) -> str:
        place = self.file if self.member is None else f"{self.file}!{self.member}"
        return place if self.line is None else f"{place}:{self.line}"

    @property
    def place(self) -> str:
        """Names archive, file, member and line in one string; equal for equal places."""
        return f"{self.archive}:{self}"


@dataclass(frozen=True, slots=True, kw_only=True)
class RawArticle:
    """An article as it came: the text or page, and whatever fields its source gave, unchecked."""

    text: str  # the body; for markup "html" the whole page; may be '' for a headline-only article
    origin: Origin
    markup: Markup = "text"
    title: str | None = None
    url: str | None = None
    outlet: str | None = None
    published: str | None = None  # as printed or ISO 8601, also just 2022-11; a date column
    time: str | None = None  # a time column to go with it
    author: str | None = None
    section: str | None = None
    tags: tuple[str, ...] = ()
    language: str | None = None
    actors: tuple[str, ...] = ()
    id: str | None = None  # the source's own id
    path_date: str | None = None  # a date in the path it was found under (--path), the weakest evidence
    defaults: tuple[tuple[str, str], ...] = ()  # what the run said for articles that do not say it: ("outlet", "Suara")
    warnings: tuple[str, ...] = ()  # what the reader noticed, such as "guessed-charset"
    raw_hash: str = ""  # of everything but origin and warnings; computed when left empty

    def __post_init__(self) -> None:
        if not self.raw_hash:
            object.__setattr__(self, "raw_hash", _raw_hash(self))


def _raw_hash(raw: RawArticle) -> str:
    """32 hex digits of SHA-256 over what the source said: equal hashes mean nothing new to understand."""
    said = (
        raw.text, raw.markup, raw.title, raw.url, raw.outlet, raw.published, raw.time, raw.author, raw.section,
        raw.tags, raw.language, raw.actors, raw.id, raw.path_date, *raw.defaults,
    )  # fmt: skip
    return hashlib.sha256(msgspec.json.encode(said)).hexdigest()[:32]


@dataclass(frozen=True, slots=True, kw_only=True)
class DateSpan:
    """A date as precisely as it is known: the local days from `start` to `end`, both included."""

    start: date
    end: date
    precision: Precision
    origin: DateOrigin
    instant: datetime | None = None  # in UTC, where the time is known
    raw: str = ""  # the words it was read from
    conflict: bool = False  # its parts contradict each other (a weekday that is not that day's)

    @property
    def is_estimate(self) -> bool:
        """Whether this is the day of an event in the text, not a date that somebody gave the article."""
        return self.origin == "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class MentionedDate:
    """A date that the text speaks of, and where: [start, end) in code points of the body."""

    span: DateSpan
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletRef:
    """Who published: `id` is the registry's, else the folded name; `group` is the house it belongs to."""

    id: str
    name: str
    group: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dateline:
    """The opening "KOTA, outlet.com - " of a story."""

    outlet: str | None
    place: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why an actor was seen: the form in the text and what makes it count."""

    form: str
    kind: ReasonKind
    count: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorMention:
    """An actor of an article; `count` mentions at `offsets`, [start, end) in code points of the body.

    Mentions in the title count too but have no offset, so `count` may exceed len(offsets).
    """

    actor_id: str  # country:KP, org:kcna, person:john-kirby, place:jawa-barat
    label: str  # in Indonesian
    kind: ActorKind
    count: int
    offsets: tuple[tuple[int, int], ...] = ()
    reasons: tuple[Reason, ...] = ()
    role: str | None = None
    is_certain: bool = True  # else a name by its form alone: kept here, but no value of the facet


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceMention:
    """A link of the chain publisher ← relay ← origin, in that order."""

    id: str  # registry id, else the folded name
    name: str
    role: SourceRole
    raw: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What somebody said: [start, end) of the body are the words themselves, without quotation marks and the speaker.

    A speaker whom the text does not name is called by the role it gives: "pejabat senior pertahanan Korea Utara".
    """

    start: int
    end: int
    verb_class: VerbClass
    is_quote: bool  # word for word, else in the words of the article
    speaker: str  # a label: of the actor, else the name or the role as printed
    speaker_start: int  # where the text says who it is; for "ujarnya" the name that it goes back to
    speaker_end: int
    actor_id: str | None = None  # the actor who speaks
    speaks_for: str | None = None  # of a role: the actor whose official, member or lawyer it is


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """An earlier text of the same article, by its hash."""

    raw_hash: str
    replaced_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageShare:
    """A language of a text (BCP 47) and how much of its letters are in it, more than 0 to 1."""

    language: str
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """What we know of an article. Title and body keep the original characters."""

    id: str  # 16 hex digits
    body: str
    language: str = UNDETERMINED  # BCP 47, or "und"
    language_confidence: float = 0.0  # 0 to 1; 1 where the source declared it
    languages: tuple[LanguageShare, ...] = ()  # of its parts, largest first; one in most articles, none for "und"
    url: str | None = None
    title: str | None = None
    outlet: OutletRef | None = None
    dateline: Dateline | None = None
    published: DateSpan | None = None
    mentioned_dates: tuple[MentionedDate, ...] = ()
    actors: tuple[ActorMention, ...] = ()  # by falling count, ties by id
    sources: tuple[SourceMention, ...] = ()
    statements: tuple[Statement, ...] = ()  # in reading order
    author: str | None = None
    section: str | None = None
    tags: tuple[str, ...] = ()
    archives: tuple[str, ...] = ()  # sorted
    boilerplate: tuple[tuple[int, int], ...] = ()  # [start, end) of the body, none empty: shown, but not indexed
    breaks: tuple[int, ...] = ()  # offsets of the body where a space is missing between two glued sentences
    story_id: str | None = None  # equal for articles that tell the same text
    revisions: tuple[Revision, ...] = ()
    warnings: tuple[str, ...] = ()
    origins: tuple[Origin, ...] = ()  # where it was read, one for each archive and file
    raw_hash: str = ""
    indexed_at: datetime | None = None

    @property
    def certain_actors(self) -> tuple[ActorMention, ...]:
        """The actors by which the article is found and that a page shows."""
        return tuple(actor for actor in self.actors if actor.is_certain)

    @property
    def cited_sources(self) -> tuple[SourceMention, ...]:
        """The sources that it is found by: the chain without its publisher."""
        return tuple(source for source in self.sources if source.role != "publisher")


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredArticle:
    """What an engine keeps: the article and, unless it was told to drop it, what it came from."""

    article: Article
    raw: RawArticle | None = field(default=None)


_encoder = msgspec.json.Encoder()
_article_decoder = msgspec.json.Decoder(Article)
_raw_decoder = msgspec.json.Decoder(RawArticle)


def to_json(value: Article | RawArticle) -> bytes:
    """The value as UTF-8 JSON that `article_from_json` or `raw_from_json` reads back equal."""
    return _encoder.encode(value)


def article_from_json(data: bytes) -> Article:
    """Raises msgspec.ValidationError or DecodeError for what is no article."""
    return _article_decoder.decode(data)


def raw_from_json(data: bytes) -> RawArticle:
    """Raises msgspec.ValidationError or DecodeError for what is no raw article."""
    return _raw_decoder.decode(data)
