"""A small real archive for tests of the site: several outlets, languages, actors and precisions of dates."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from search.engines.whoosh import open_engine
from search.model import ActorMention, Article, DateSpan, Reason, SourceMention
from search.settings import Settings
from tests.builders import actor, article, outlet, span, stored

SAMUDRA = outlet("Kabar Samudra", group="samudra")
CAKRAWALA = outlet("Harian Cakrawala")
COURIER = outlet("Pacific Courier")
MARSAD = outlet("Al Marsad")

KOREA = actor("country:KP", label="Korea Utara", count=2)
RUSSIA = actor("country:RU", label="Rusia")
AMERICA = actor("country:US", label="Amerika Serikat")
KIRBY = actor("person:john-kirby", label="John Kirby")

DENIAL_BODY = (
    "Seorang pejabat Pyongyang mengatakan pada Selasa (8/11) bahwa negaranya tidak memasok senjata ke Rusia.\n\n"
    "Korea Utara menyebut tuduhan itu desas-desus."
)


def _found(words: str) -> tuple[int, int]:
    start = DENIAL_BODY.index(words)
    return start, start + len(words)


DENIAL = article(
    title="Pejabat bantah Pyongyang memasok senjata",
    body=DENIAL_BODY,
    id="aaaaaaaaaaaaaaa1",
    url="https://samudra.example/bantah",
    outlet=SAMUDRA,
    published=DateSpan(
        start=date(2022, 11, 8), end=date(2022, 11, 8), precision="day", origin="text", raw="Selasa (8/11)"
    ),
    actors=(
        ActorMention(
            actor_id="country:KP",
            label="Korea Utara",
            kind="country",
            count=2,
            offsets=(_found("Pyongyang"), _found("Korea Utara")),
            reasons=(Reason(form="Pyongyang", kind="metonym"), Reason(form="Korea Utara", kind="name")),
        ),
        RUSSIA,
    ),
    sources=(
        SourceMention(id="kabar-samudra", name="Kabar Samudra", role="publisher", raw="Kabar Samudra"),
        SourceMention(id="kcna", name="KCNA", role="origin", raw="KCNA"),
    ),
    section="dunia",
    archives=("arsip",),
)
ARABIC = article(
    title="بيونغ يانغ تنفي تزويد روسيا بالأسلحة",
    body="قال مسؤول كبير إن بلاده لم تزود روسيا بأي أسلحة ولا تعتزم القيام بذلك.",
    id="aaaaaaaaaaaaaaa2",
    language="ar",
    outlet=MARSAD,
    published=span("2022-11-09"),
    actors=(KOREA, RUSSIA),
)
HOSTILE = article(
    title="<script>document.title='rusak'</script> senjata",
    body="Isi senjata <img src=x onerror=\"document.title='rusak'\">.",
    id="aaaaaaaaaaaaaaa3",
    url="javascript:document.title='rusak'",
    published=span("2022"),
)


def _numbered() -> list[Article]:
    """Twenty-six articles of one month, so that there are pages to turn."""
    return [
        article(
            title=f"Kabar pasar hari ke-{day}",
            body=f"Harga beras pada hari ke-{day} tetap. Pedagang menunggu panen.",
            outlet=CAKRAWALA,
            published=span(f"2023-01-{day:02d}"),
        )
        for day in range(1, 27)
    ]


ARTICLES = (
    DENIAL,
    ARABIC,
    HOSTILE,
    article(
        title="Pyongyang tegaskan tak pernah ekspor senjata",
        body="Korea Utara menyatakan tidak pernah memasok senjata. Amerika Serikat menuduh sebaliknya.",
        outlet=CAKRAWALA,
        published=span("2022-09-22"),
        actors=(KOREA, AMERICA),
        section="dunia",
        archives=("arsip",),
    ),
    article(
        title="Kirby: kiriman senjata lewat negara ketiga",
        body="Juru bicara John Kirby mengatakan pasokan senjata dialihkan lewat negara lain.",
        outlet=SAMUDRA,
        published=span("2022-11"),
        actors=(KIRBY, AMERICA),
        section="dunia",
    ),
    article(
        title="Washington says arms shipments were hidden",
        body="Officials said the weapons went through third countries.",
        language="en",
        outlet=COURIER,
        published=span("2022-11-02"),
        actors=(AMERICA, KOREA),
    ),
    article(title=None, body="Persenjataan lama ditemukan warga desa di tepi sungai kemarin.", language="id"),
    *_numbered(),
)


def build(index: Path) -> None:
    """Write the archive into `index`."""
    engine = open_engine(Settings(index=index), create=True)
    try:
        engine.update(stored(*ARTICLES))
    finally:
        engine.close()
