from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest

import search
from search.actors import default_registry
from search.engines.whoosh import open_engine
from search.errors import ArticleNotFoundError, EngineError, InvalidParameterError, QuerySyntaxError
from search.headline import headline
from search.model import Article, Dateline, OutletRef, Statement
from search.outlets import default_outlets
from search.query import And, Query, SearchRequest, Selection, Term, Word
from search.results import Bucket, EngineResult, Facet, Histogram, IndexStatus
from search.service import SearchService, open_service
from search.settings import Settings
from tests.builders import actor, article, outlet, span, stored

KIRBY = article(
    title="Korea Utara bantah pasok senjata",
    body="Pyongyang tidak memasok Rusia dengan senjata apa pun. Washington tidak percaya.",
    actors=(actor("country:KP", label="Korea Utara", count=2), actor("person:john-doe", label="John J. Doe")),
)
OTHER = article(title=None, body="Harga beras naik lagi di pasar induk, kata pedagang kemarin. Stok masih cukup.")


@dataclass
class FakeEngine:
    """Finds what it is told, and remembers what it was asked."""

    articles: tuple[Article, ...] = (KIRBY, OTHER)
    answer: dict[str, Any] = field(default_factory=dict)
    languages: dict[str, int] = field(default_factory=lambda: {"en": 1, "id": 9})
    corrections: dict[str, str] = field(default_factory=dict)
    buckets: tuple[Bucket, ...] = ()
    vanishing: int = 0  # how often fetching fails
    generation: str = "g1"
    asked: list[Query] = field(default_factory=list)
    status_calls: int = 0
    is_closed: bool = False

    def search(self, query: Query, request: SearchRequest) -> EngineResult:
        self.asked.append(query)
        given = {"ids": tuple(a.id for a in self.articles), "total": len(self.articles), "generation": self.generation}
        ids = (given | self.answer)["ids"]
        return EngineResult(**({"scores": tuple(1.0 for _ in ids)} | given | self.answer))

    def get(self, ids: tuple[str, ...]) -> tuple[Article, ...]:
        if self.vanishing:
            self.vanishing -= 1
            raise ArticleNotFoundError("feed")
        by_id = {a.id: a for a in self.articles}
        missing = [i for i in ids if i not in by_id]
        if missing:
            raise ArticleNotFoundError(missing[0])
        return tuple(by_id[i] for i in ids)

    def scan(self, query: Query, request: SearchRequest) -> Iterator[Article]:
        self.asked.append(query)
        return iter(self.articles)

    def facet_values(self, query, request, facet, *, contains, limit) -> tuple[Bucket, ...]:
        self.asked.append(query)
        return tuple(bucket for bucket in self.buckets if contains in bucket.value)[:limit]

    def story(self, story_id: str) -> tuple[str, ...]:
        return tuple(a.id for a in self.articles if a.story_id == story_id)

    def correct(self, word: str) -> str | None:
        return self.corrections.get(word)

    def status(self) -> IndexStatus:
        self.status_calls += 1
        return IndexStatus(
            engine="fake", location="", generation=self.generation, articles=2, languages=dict(self.languages)
        )

    def close(self) -> None:
        self.is_closed = True


def service(engine: FakeEngine | None = None, **settings: Any) -> SearchService:
    return SearchService(
        engine or FakeEngine(), Settings(**settings), actors=default_registry(), outlets=default_outlets()
    )


def marked(fragments) -> list[str]:
    return [fragment.text for fragment in fragments if fragment.match]


def asked(text: str = "", *, engine: FakeEngine | None = None, **request: Any) -> Query:
    engine = engine or FakeEngine()
    service(engine).search(SearchRequest(text=text, **request))
    return engine.asked[-1]


# ---- hits --------------------------------------------------------------------------------------------------------


def test_hits_are_the_articles_in_the_order_of_the_engine_with_their_scores():
    engine = FakeEngine(answer={"ids": (OTHER.id, KIRBY.id), "scores": (2.5, 1.25)})
    result = service(engine).search(SearchRequest(text="pasok"))
    assert [(hit.article.id, hit.score) for hit in result.hits] == [(OTHER.id, 2.5), (KIRBY.id, 1.25)]


def test_what_matched_is_marked_in_title_and_snippets_by_stem():
    [hit, _] = service().search(SearchRequest(text="pasok senjata")).hits
    assert marked(hit.title_fragments) == ["pasok", "senjata"]
    assert [marked(snippet.fragments) for snippet in hit.snippets] == [["memasok", "senjata"]]


def test_a_negated_word_and_a_filter_mark_nothing():
    [hit, _] = service().search(SearchRequest(text="pasok -senjata actor:korut")).hits
    assert marked(hit.title_fragments) == ["pasok"]


def test_a_title_word_is_marked_in_the_title_only():
    [hit, _] = service().search(SearchRequest(text="title:senjata")).hits
    assert marked(hit.title_fragments) == ["senjata"]
    assert [marked(snippet.fragments) for snippet in hit.snippets] == [[]]


def test_without_highlighting_there_are_no_snippets_and_no_marks():
    [hit, _] = service().search(SearchRequest(text="senjata", highlight=False)).hits
    assert hit.snippets == ()
    assert marked(hit.title_fragments) == []
    assert hit.headline == KIRBY.title


def test_an_article_without_a_title_is_headed_by_its_first_sentence_with_its_matches():
    [_, hit] = service().search(SearchRequest(text="beras stok")).hits
    assert hit.headline == "Harga beras naik lagi di pasar induk, kata pedagang kemarin."
    assert marked(hit.title_fragments) == ["beras"]


def test_actors_of_hits_are_labelled_in_the_language_of_the_page():
    [hit, _] = service().search(SearchRequest(lang="en")).hits
    assert [a.label for a in hit.article.actors] == ["North Korea", "John J. Doe"]


def test_an_article_taken_away_between_finding_and_fetching_is_searched_for_again():
    engine = FakeEngine(vanishing=2)
    assert len(service(engine).search(SearchRequest()).hits) == 2
    assert len(engine.asked) == 3


def test_an_index_that_never_stands_still_is_an_error_and_no_half_answer():
    with pytest.raises(EngineError, match="feed was found and is gone"):
        service(FakeEngine(vanishing=3)).search(SearchRequest())


# ---- the query ---------------------------------------------------------------------------------------------------


def test_words_are_searched_by_the_stems_of_the_languages_of_the_index():
    word = asked("memasok")
    assert {a.language for a in word.alternatives} == {None, "id", "en"}


def test_a_language_that_is_chosen_narrows_the_stems_and_widens_the_function_words():
    chosen = (("language", Selection(include=frozenset({"en"}))),)
    query = asked("the supply di", selections=chosen)
    assert isinstance(query, And)
    assert {a.language for word in query.children for a in word.alternatives} == {None, "en"}
    assert [word.is_optional for word in query.children] == [True, False, True]


def test_function_words_of_other_languages_than_the_page_s_count():
    assert [word.is_optional for word in asked("the supply di").children] == [False, False, True]


@pytest.mark.parametrize("chosen", ["none", "sw"])
def test_a_chosen_language_that_the_index_does_not_hold_narrows_no_stems(chosen):
    word = asked("memasok", selections=(("language", Selection(include=frozenset({chosen}))),))
    assert Term("pasok", "id", "stem") in word.alternatives


def test_an_excluded_language_keeps_its_stems():
    word = asked("memasok", selections=(("language", Selection(exclude=frozenset({"id"}))),))
    assert Term("pasok", "id", "stem") in word.alternatives


def test_the_languages_of_the_index_are_asked_for_once_in_a_generation():
    engine = FakeEngine()
    searching = service(engine)
    searching.search(SearchRequest(text="a1"))
    searching.search(SearchRequest(text="b1"))
    assert engine.status_calls == 1
    engine.generation, engine.languages = "g2", {"ru": 1}
    searching.search(SearchRequest(text="memasok"))
    assert {a.language for a in engine.asked[-1].alternatives} <= {None, "ru"}


def test_the_limits_of_the_settings_hold():
    with pytest.raises(QuerySyntaxError, match="5 characters"):
        service(max_query_chars=5).search(SearchRequest(text="senjata"))
    with pytest.raises(QuerySyntaxError, match="1 words"):
        service(max_query_terms=1).search(SearchRequest(text="pasok senjata"))


def test_a_broken_query_never_reaches_the_engine():
    engine = FakeEngine()
    with pytest.raises(QuerySyntaxError):
        service(engine).search(SearchRequest(text='"senjata'))
    assert engine.asked == []


# ---- the rest of the answer --------------------------------------------------------------------------------------


def test_the_answer_carries_what_the_engine_said():
    histogram = Histogram(interval="year", buckets=(), undated=1, imprecise=2)
    said = {"histogram": histogram, "next": "abc", "index_changed": True, "relaxed": True, "total": 7}
    request = SearchRequest(text="pasok senjata")
    result = service(FakeEngine(answer=said)).search(request)
    assert {name: getattr(result, name) for name in said} == said
    assert (result.request, result.generation) == (request, "g1")
    assert result.took_ms > 0


def test_it_says_how_the_query_was_read_in_the_language_of_the_page():
    result = service().search(SearchRequest(text="senjata actor:korut", lang="en"))
    assert [(part.text, part.kind, part.label) for part in result.understood] == [
        ("senjata", "word", None), ("actor:korut", "filter", "North Korea"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("facet", "value", "given", "indonesian", "english"),
    [
        ("actor", "country:KP", "Korut", "Korea Utara", "North Korea"),
        ("actor", "person:john-doe", "John J. Doe", "John J. Doe", "John J. Doe"),
        ("actor", "person:john-doe", "", "John Doe", "John Doe"),
        ("actor", "country:KP|country:RU", "", "Korea Utara / Rusia", "North Korea / Russia"),
        ("outlet", "kompas.id", "KOMPAS", "Harian Kompas", "Harian Kompas"),
        ("outlet", "koran-desa", "Koran DESA", "Koran DESA", "Koran DESA"),
        ("group", "kompas", "", "Kompas", "Kompas"),
        ("source", "kcna", "KCNA", "KCNA", "KCNA"),
        ("language", "zh", "", "Tionghoa", "Chinese"),
        ("language", "und", "", "tidak diketahui", "unknown"),
        ("language", "xx", "", "xx", "xx"),
        ("section", "dunia", "", "dunia", "dunia"),
        ("archive", "2022", "", "2022", "2022"),
        ("outlet", "none", "", "tidak ada", "none"),
    ],
)
def test_values_are_labelled_in_the_language_of_the_page(facet, value, given, indonesian, english):
    said = Facet(name=facet, buckets=(Bucket(value=value, label=given, count=3),), missing=0, other=0)
    engine = FakeEngine(answer={"facets": (said,)})
    for lang, label in (("id", indonesian), ("en", english)):
        [answered] = service(engine).search(SearchRequest(lang=lang)).facets
        assert [bucket.label for bucket in answered.buckets] == [label]
        assert replace(answered.buckets[0], label=given) == said.buckets[0]


def test_the_country_of_the_archive_stands_last_among_the_actors():
    buckets = tuple(Bucket(value=v, count=c) for v, c in (("country:ID", 9), ("country:KP", 5), ("country:RU", 4)))
    engine = FakeEngine(answer={"facets": (Facet(name="actor", buckets=buckets, missing=0, other=0),)})
    [answered] = service(engine).search(SearchRequest()).facets
    assert [bucket.value for bucket in answered.buckets] == ["country:KP", "country:RU", "country:ID"]


# ---- did you mean ------------------------------------------------------------------------------------------------

NOTHING = {"ids": (), "total": 0}


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("snejata", "senjata"),
        ("Rusia SNEJATA, pasok", "Rusia senjata pasok"),
        ("title:snejata -snejata", "title:senjata -snejata"),
        ("title:(snejata)", "title:(senjata)"),
        ("snejata OR rsuia", "senjata OR rusia"),
        ("senjata", None),
        ('"snejata"', None),
        ("snejata*", None),
        ("-snejata", None),
        ("1,5 snejata", "1,5 senjata"),
        ("Rp1,5", None),
        ("title: rsuia", "judul rusia"),
    ],
)
def test_where_nothing_was_found_misspelt_words_are_replaced(text, suggestion):
    corrections = {"snejata": "senjata", "rsuia": "rusia", "1,5": "15", "rp1,5": "rp15", "title": "judul"}
    engine = FakeEngine(answer=NOTHING, corrections=corrections)
    assert service(engine).search(SearchRequest(text=text)).suggestion == suggestion


def test_a_relaxed_answer_has_a_suggestion_too_and_a_full_one_has_none():
    corrections = {"snejata": "senjata"}
    relaxed = service(FakeEngine(answer={"relaxed": True}, corrections=corrections))
    assert relaxed.search(SearchRequest(text="pasok snejata")).suggestion == "pasok senjata"
    full = service(FakeEngine(corrections=corrections))
    assert full.search(SearchRequest(text="pasok snejata")).suggestion is None


# ---- one article, one facet, all matches -------------------------------------------------------------------------


def test_an_article_is_shown_whole_with_what_matches_marked():
    view = service().article(KIRBY.id, text="pasok senjata", lang="en")
    assert view.headline == KIRBY.title
    assert marked(view.title_fragments) == ["pasok", "senjata"]
    assert marked(view.body_fragments) == ["memasok", "senjata"]
    assert view.article.actors[0].label == "North Korea"


def test_an_article_tells_who_else_has_its_text():
    outlets = [OutletRef(id=key, name=key) for key in ("kabar", "suara")]
    first, second = (article(id=ref.id, outlet=ref, story_id="s") for ref in outlets)
    alone = article(id="c", story_id="t")
    served = service(FakeEngine(articles=(first, second, alone, KIRBY)))
    story = served.article("kabar").story
    assert (story.articles, story.outlets, story.independent) == (2, tuple(outlets), 1)
    assert served.article("c").story is None
    assert served.article(KIRBY.id).story is None


def test_words_that_must_be_said_are_marked_where_somebody_says_them():
    body = 'Senjata itu tua. "Kami tidak memasok senjata tua," kata Rusia. "Senjata lain," katanya.'
    said = [
        Statement(start=body.index(words), end=body.index(words) + len(words), verb_class="says", is_quote=True,
                  speaker="Rusia", speaker_start=0, speaker_end=1)
        for words in ("Kami tidak memasok senjata tua", "Senjata lain")
    ]  # fmt: skip
    told = article(title="Senjata", body=body, statements=tuple(said))
    shown = service(FakeEngine(articles=(told,)))
    assert marked(shown.article(told.id, text="said:senjata").body_fragments) == ["senjata", "Senjata"]
    assert marked(shown.article(told.id, text="said:senjata").title_fragments) == []
    assert marked(shown.article(told.id, text='said:"senjata tua"').body_fragments) == ["senjata", "tua"]
    assert marked(shown.article(told.id, text="said:senjata Rusia").body_fragments) == ["senjata", "Rusia", "Senjata"]


def test_a_misspelt_word_that_must_be_said_is_replaced():
    engine = FakeEngine(answer=NOTHING, corrections={"snejata": "senjata"})
    assert service(engine).search(SearchRequest(text="said:snejata")).suggestion == "said:senjata"


def test_the_fragments_of_a_body_are_the_body_to_the_character():
    glued = article(title=None, body="Satu kalimat.Kalimat lain  dengan  senjata.\n\nBaca juga: senjata", breaks=(13,),
                    boilerplate=((46, 64),))  # fmt: skip
    view = service(FakeEngine(articles=(glued,))).article(glued.id, text="senjata")
    assert "".join(fragment.text for fragment in view.body_fragments) == glued.body
    assert marked(view.body_fragments) == ["senjata"]


def test_an_article_without_a_query_is_shown_without_marks():
    view = service().article(OTHER.id)
    assert marked(view.body_fragments) == []
    assert view.headline == headline(OTHER)


def test_an_article_that_is_not_there_is_an_error():
    with pytest.raises(ArticleNotFoundError) as caught:
        service().article("0" * 16)
    assert caught.value.article_id == "0" * 16


def test_the_values_of_a_facet_are_labelled():
    engine = FakeEngine(buckets=(Bucket(value="country:KP", count=2), Bucket(value="country:RU", count=1)))
    found = service(engine).facet_values(SearchRequest(text="a1", lang="en"), "actor", contains="KP")
    assert found == (Bucket(value="country:KP", count=2, label="North Korea"),)
    assert isinstance(engine.asked[-1], Word)


@pytest.mark.parametrize("facet", ["date", "colour", ""])
def test_a_facet_without_values_is_refused(facet):
    with pytest.raises(InvalidParameterError, match="there are outlet, group, actor") as caught:
        service().facet_values(SearchRequest(), facet)
    assert caught.value.parameter == "facet"


def test_all_matches_are_as_many_as_asked_for_or_as_the_settings_allow():
    many = tuple(article(title=f"Judul {i}") for i in range(5))
    searching = service(FakeEngine(articles=many), max_export=3)
    assert len(list(searching.scan(SearchRequest()))) == 3
    assert len(list(searching.scan(SearchRequest(), limit=4))) == 4


def test_a_broken_query_is_refused_before_the_first_match_is_asked_for():
    with pytest.raises(QuerySyntaxError):
        service().scan(SearchRequest(text="(senjata"))


def test_closing_the_service_closes_its_engine():
    engine = FakeEngine()
    with service(engine) as searching:
        assert searching.status().articles == 2
    assert engine.is_closed


# ---- headlines ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Harga beras naik.", "Harga beras naik."),
        ("  \n Harga beras naik tajam sejak awal bulan. Stok cukup.", "Harga beras naik tajam sejak awal bulan."),
        ("Dr. H. Anies Baswedan datang ke kantor gubernur. Diam.", "Dr. H. Anies Baswedan datang ke kantor gubernur."),
        ("“Harga beras naik tajam sejak awal bulan!” Stok cukup.", "“Harga beras naik tajam sejak awal bulan!”"),
        ("Harga beras naik tajam sejak awal bulan ini\n\nStok.", "Harga beras naik tajam sejak awal bulan ini"),
        ("Harga " * 40, "Harga " * 25 + "Harga…"),
        ("北" * 200, "北" * 159 + "…"),
        ("", ""),
        ("   ", ""),
    ],
)  # fmt: skip
def test_a_first_sentence_ends_at_its_stop_or_at_a_word(body, expected):
    assert headline(article(title=None, body=body)) == expected


def test_a_first_sentence_begins_behind_dateline_and_boilerplate_and_ends_before_what_is_glued_to_it():
    body = "date 2022-11 JAKARTA - SCROLL TO CONTINUE Harga beras naik tajam awal bulan ini.Stok cukup."
    found = article(
        title=None,
        body=body,
        dateline=Dateline(outlet=None, place="JAKARTA", start=13, end=23),
        boilerplate=((23, 41),),
        breaks=(body.index("Stok"),),
    )
    assert headline(found) == "Harga beras naik tajam awal bulan ini."


# ---- on a real index ---------------------------------------------------------------------------------------------


@pytest.fixture
def index(tmp_path: Path) -> Settings:
    settings = Settings(index=tmp_path / "index")
    engine = open_engine(settings, create=True)
    engine.update(stored(replace(KIRBY, outlet=outlet("kompas.com"), published=span("2022-11-08")), OTHER))
    engine.close()
    return settings


def test_the_public_door_opens_an_index_and_finds_by_stem(index):
    with search.open_service(index) as searching:
        result = searching.search(search.SearchRequest(text="pasok senjata"))
        assert [hit.headline for hit in result.hits] == [KIRBY.title]
        assert marked(result.hits[0].snippets[0].fragments) == ["memasok", "senjata"]
        assert [(f.name, [b.label for b in f.buckets]) for f in result.facets] == [
            ("outlet", ["Kompas.com"]), ("actor", ["Korea Utara", "John J. Doe"]), ("language", ["Indonesia"]),
        ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "total"),
    [
        ('"memasok rusia"', 1), ('"pasok senjata"', 1), ('"pasok rusia"', 0), ('"pasok rusia"~0', 1), ("senj*", 1),
        ("snejata~2", 1), ("actor:korut", 1), ("-actor:korut", 1), ("outlet:kompas", 1), ("outlet:none", 1),
        ("date:2022-11", 1), ("date:none", 1), ("-date:none", 1), ("", 2), ("language:id", 2), ("title:rusia", 0),
        ("senjata OR beras", 2), ("beras -stok", 0), ('actor:"John Doe"', 1),
    ],
)  # fmt: skip
def test_every_notion_of_the_grammar_is_understood_by_the_engine(index, text, total):
    with open_service(index) as searching:
        assert searching.search(SearchRequest(text=text, match="all")).total == total


def test_a_misspelt_word_is_corrected_from_the_index(index):
    with open_service(index) as searching:
        assert searching.search(SearchRequest(text="senjaat")).suggestion == "senjata"


def test_an_engine_that_does_not_exist_is_refused_by_name():
    with pytest.raises(InvalidParameterError, match="KLIPING_ENGINE='lucene' is no engine") as caught:
        open_service(Settings(engine="lucene"))
    assert caught.value.parameter == "KLIPING_ENGINE"


def test_the_door_names_what_it_gives():
    assert all(hasattr(search, name) for name in search.__all__)
