"""A service that answers with prepared values and remembers what it was asked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from typing import Any

from search.errors import ArticleNotFoundError
from search.model import (
    ActorMention,
    Article,
    DateSpan,
    MentionedDate,
    Origin,
    Reason,
    Revision,
    SourceMention,
    Statement,
)
from search.query import SearchRequest
from search.results import (
    ArticleView,
    Bucket,
    Completion,
    DateBucket,
    Facet,
    Fragment,
    Histogram,
    Hit,
    IndexStatus,
    SearchResult,
    Snippet,
    Story,
    Understood,
    UnderstoodAlternative,
)
from tests.builders import article, outlet, span

BODY = (
    "KABAR SAMUDRA - Seorang pejabat Pyongyang mengatakan pada Selasa (8/11) negaranya tidak memasok senjata."
    "Kirby menuduh Korea Utara.\n\nBaca juga: Rudal\n\nWashington menunggu."
)


def at(words: str) -> tuple[int, int]:
    """Where `words` stand in BODY."""
    start = BODY.index(words)
    return start, start + len(words)


ESTIMATE = DateSpan(start=date(2022, 11, 8), end=date(2022, 11, 8), precision="day", origin="text", raw="Selasa (8/11)")
_SAID = at("negaranya tidak memasok senjata")
_BY = at("Seorang pejabat Pyongyang")
_ACCUSED = at("Korea Utara")
_KIRBY = at("Kirby")
STATEMENTS = (
    Statement(
        start=_SAID[0],
        end=_SAID[1],
        verb_class="says",
        is_quote=False,
        speaker="Seorang pejabat Pyongyang",
        speaker_start=_BY[0],
        speaker_end=_BY[1],
        speaks_for="country:KP",
    ),
    Statement(
        start=_ACCUSED[0],
        end=_ACCUSED[1],
        verb_class="accuses",
        is_quote=True,
        speaker="John Kirby",
        speaker_start=_KIRBY[0],
        speaker_end=_KIRBY[1],
        actor_id="person:john-kirby",
    ),
)
RICH = article(
    title="Pejabat bantah Pyongyang memasok senjata",
    body=BODY,
    id="00000000000000a1",
    language_confidence=1.0,
    url="https://kabar.example/a?x=1&y=2",
    outlet=outlet("Kabar Samudra", group="samudra"),
    published=ESTIMATE,
    mentioned_dates=(MentionedDate(span=replace(ESTIMATE), start=at("Selasa (8/11)")[0], end=at("Selasa (8/11)")[1]),),
    actors=(
        ActorMention(
            actor_id="country:KP",
            label="Korea Utara",
            kind="country",
            count=3,
            offsets=(at("Pyongyang"), at("Korea Utara")),
            reasons=(Reason(form="Pyongyang", kind="metonym", count=2), Reason(form="Korea Utara", kind="name")),
        ),
        ActorMention(
            actor_id="person:john-kirby",
            label="John Kirby",
            kind="person",
            count=1,
            offsets=(at("Kirby"),),
            reasons=(Reason(form="Kirby", kind="short"),),
            role="Juru bicara",
        ),
    ),
    sources=(
        SourceMention(id="kabar-samudra", name="Kabar Samudra", role="publisher", raw="KABAR SAMUDRA"),
        SourceMention(id="kcna", name="KCNA", role="origin", raw="kantor berita KCNA"),
    ),
    statements=STATEMENTS,
    author="R. Wijaya",
    section="dunia",
    tags=("senjata", "rudal"),
    archives=("arsip",),
    boilerplate=(at("Baca juga: Rudal"),),
    breaks=(at("Kirby menuduh")[0],),
    revisions=(Revision(raw_hash="0" * 32, replaced_at=datetime(2022, 11, 9, tzinfo=UTC)),),
    warnings=("guessed-charset",),
    origins=(Origin(archive="arsip", file="a.jsonl", line=3),),
    story_id="s1",
    raw_hash="1" * 32,
    indexed_at=datetime(2022, 11, 10, 3, 4, tzinfo=UTC),
)
HOSTILE = article(
    title='<script>alert(1)</script> & "kutip"',
    body="Isi <img src=x onerror=alert(1)>.",
    id="00000000000000a2",
    url="javascript:alert(1)",
    outlet=outlet('=HYPERLINK("x")'),
)
ARABIC = article(
    title="بيونغ يانغ تنفي تزويد روسيا بالأسلحة",
    body="قال مسؤول كبير إن بلاده لم تزود روسيا بأي أسلحة.",
    id="00000000000000a3",
    language="ar",
    outlet=outlet("Al Marsad"),
    published=span("2022-11"),
)
UNTITLED = article(title=None, body="Kalimat pertama. Kalimat kedua.", id="00000000000000a4", language="und")
ARTICLES = (RICH, HOSTILE, ARABIC, UNTITLED)

STATUS = IndexStatus(
    engine="whoosh",
    location="/secret/place",
    generation="e1-7",
    articles=4,
    languages={"id": 2, "ar": 1, "und": 1},
    outlets=3,
    archives={"arsip": 1},
    first="2022-11-01",
    last="2022-11-30",
    undated=2,
    bytes=1000,
    segments=1,
)


def plain(text: str) -> tuple[Fragment, ...]:
    return (Fragment(text=text, match=False),) if text else ()


def hit(found: Article, score: float = 1.5) -> Hit:
    """A hit whose first word is marked."""
    headline = found.title or found.body.split(". ")[0] + "."
    first, _, rest = found.body.partition(" ")
    marked = Snippet(fragments=(Fragment(text=first, match=True), Fragment(text=f" {rest}", match=False)))
    return Hit(article=found, score=score, headline=headline, title_fragments=plain(headline), snippets=(marked,))


FACETS = (
    Facet(
        name="outlet",
        buckets=(
            Bucket(value="kabar-samudra", count=64, label="Kabar Samudra"),
            Bucket(value="harian-cakrawala", count=1041, label="Harian Cakrawala"),
        ),
        missing=3,
        other=5,
        has_more=True,
    ),
    Facet(
        name="actor",
        buckets=(
            Bucket(value="country:KP", count=160, label="Korea Utara"),
            Bucket(value="country:IR", count=22, label="Iran"),
        ),
        missing=0,
        other=0,
        has_more=False,
    ),
    Facet(name="language", buckets=(Bucket(value="id", count=3, label="Indonesia"),), missing=0, other=0),
)
HISTOGRAM = Histogram(
    interval="month",
    buckets=(
        DateBucket(value="2022-09", count=4),
        DateBucket(value="2022-10", count=0),
        DateBucket(value="2022-11", count=12),
    ),
    undated=1,
    imprecise=2,
)


def word(text: str, start: int, *stems: str) -> Understood:
    """A word of the query that is found by its stems in Indonesian."""
    alternatives = [UnderstoodAlternative(field="body", term=text, reason="exact")]
    alternatives += [UnderstoodAlternative(field="body_id", term=stem, reason="stem") for stem in stems]
    return Understood(text=text, start=start, end=start + len(text), kind="word", alternatives=tuple(alternatives))


@dataclass
class FakeService:
    """Answers every request with `answer`, changed by nothing but the request; raises `error` where there is one."""

    answer: dict[str, Any] = field(default_factory=dict)
    error: Exception | None = None
    asked: list[SearchRequest] = field(default_factory=list)
    articles: tuple[Article, ...] = ARTICLES
    story: Story | None = None  # of every article

    def _ask(self, request: SearchRequest | None = None) -> None:
        if self.error is not None:
            raise self.error
        if request is not None:
            self.asked.append(request)

    def search(self, request: SearchRequest) -> SearchResult:
        self._ask(request)
        given: dict[str, Any] = {
            "understood": (),
            "relaxed": False,
            "total": len(self.articles),
            "hits": tuple(hit(found) for found in self.articles),
            "facets": tuple(facet for facet in FACETS if facet.name in request.facets),
            "histogram": HISTOGRAM if "date" in request.facets else None,
            "next": None,
            "index_changed": False,
            "generation": "e1-7",
            "took_ms": 1.23456,
        }
        return SearchResult(request=request, **(given | self.answer))

    def article(self, article_id: str, *, text: str = "", lang: str = "id") -> ArticleView:
        self._ask(SearchRequest(text=text))
        for found in self.articles:
            if found.id == article_id:
                return ArticleView(
                    article=found,
                    headline=hit(found).headline,
                    title_fragments=hit(found).title_fragments,
                    body_fragments=plain(found.body),
                    story=self.story,
                )
        raise ArticleNotFoundError(article_id)

    def facet_values(
        self, request: SearchRequest, facet: str, *, contains: str = "", limit: int = 10
    ) -> tuple[Bucket, ...]:
        self._ask(request)
        found = next((f.buckets for f in FACETS if f.name == facet), ())
        return tuple(bucket for bucket in found if contains.casefold() in bucket.label.casefold())[:limit]

    def complete(self, prefix: str, *, limit: int = 10) -> tuple[Completion, ...]:
        self._ask()
        return tuple(Completion(text=f"{prefix}{i}", count=9 - i) for i in range(3))[:limit]

    def scan(self, request: SearchRequest, *, limit: int | None = None) -> Iterator[Article]:
        self._ask(request)
        return iter(self.articles[:limit])

    def status(self) -> IndexStatus:
        self._ask()
        return STATUS
