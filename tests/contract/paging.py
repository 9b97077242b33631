"""Walking through an answer page by page (docs/ranking.md, "Cursor")."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from search import cursor
from search.engines.base import Engine
from search.errors import InvalidParameterError
from search.query import Query, SearchRequest, Sort
from tests.builders import article, day, span
from tests.contract.base import EngineTests, add, search
from tests.contract.queries import exact

REQUESTS = [
    SearchRequest(size=3),
    SearchRequest(size=3, sort="newest"),
    SearchRequest(size=3, sort="oldest"),
    SearchRequest(size=3, collapse="story"),
    SearchRequest(size=3, collapse="story", sort="oldest"),
]


def walk(engine: Engine, query: Query | None, request: SearchRequest) -> list[str]:
    """The ids of all pages, one after the other."""
    ids: list[str] = []
    for _ in range(100):
        page = search(engine, query, request)
        ids += page.ids
        if page.next is None:
            return ids
        request = replace(request, cursor=page.next)
    raise AssertionError("the walk does not end")


class PagingContract(EngineTests):
    @pytest.fixture
    def many(self, engine: Engine) -> Engine:
        """Articles with many equal scores and days, a third of them without a date, in stories of four."""
        start = day("2022-11-01")
        for part in range(4):
            add(
                engine,
                *(
                    article(
                        id=f"{n * 7 % 20:02}",
                        title=None,
                        body="gempa " * (n % 3 + 1) + "jawa",
                        published=None if n % 3 == 0 else span(str(start + timedelta(days=n % 4))),
                        story_id=None if n % 2 else f"s{n // 8}",
                    )
                    for n in range(part, 20, 4)
                ),
            )
        return engine

    @pytest.mark.parametrize("request_", REQUESTS, ids=lambda r: f"{r.sort}-{r.collapse}")
    @pytest.mark.parametrize("query", [None, exact("gempa")], ids=["everything", "word"])
    def test_a_walk_gives_every_hit_once_in_order(
        self, many: Engine, query: Query | None, request_: SearchRequest
    ) -> None:
        in_one = search(many, query, replace(request_, size=100))

        assert in_one.next is None
        assert walk(many, query, request_) == list(in_one.ids)
        assert len(set(in_one.ids)) == len(in_one.ids)

    def test_a_page_says_what_the_whole_answer_has(self, many: Engine) -> None:
        first = search(many, exact("gempa"), SearchRequest(size=3))
        second = search(many, exact("gempa"), SearchRequest(size=3, cursor=first.next))

        assert (first.total, second.total) == (20, 20)
        assert first.facets == second.facets
        assert first.histogram == second.histogram
        assert not second.index_changed

    def test_the_last_page_has_no_next(self, many: Engine) -> None:
        assert search(many, None, SearchRequest(size=20)).next is None
        assert search(many, None, SearchRequest(size=19)).next is not None

    def test_pages_may_change_their_size_on_the_way(self, many: Engine) -> None:
        first = search(many, None, SearchRequest(size=3))
        rest = search(many, None, SearchRequest(size=100, cursor=first.next))

        assert (*first.ids, *rest.ids) == search(many, None, SearchRequest(size=100)).ids

    @pytest.mark.parametrize("sort", ["newest", "oldest", "relevance"])
    def test_after_a_commit_the_walk_goes_on_behind_the_last_hit_and_says_so(self, many: Engine, sort: Sort) -> None:
        request = SearchRequest(size=5, sort=sort)
        before = walk(many, None, request)
        first = search(many, None, request)
        add(many, article(id="zz", published=span("2023-01-01")), article(id="00", published=span("2021-01-01")))
        many.remove([before[6]])

        second = search(many, None, replace(request, cursor=first.next))
        assert second.index_changed
        rest = walk(many, None, replace(request, cursor=first.next))
        assert [i for i in (*first.ids, *rest) if i not in ("zz", "00")] == [
            i for i in before if i not in ("zz", "00", before[6])
        ]

    def test_the_hit_that_a_cursor_stands_behind_may_be_gone(self, many: Engine) -> None:
        request = SearchRequest(size=5)
        before = walk(many, None, request)
        first = search(many, None, request)
        many.remove([first.ids[-1]])

        assert walk(many, None, replace(request, cursor=first.next)) == before[5:]

    def test_a_cursor_belongs_to_its_request(self, many: Engine) -> None:
        following = search(many, None, SearchRequest(size=3)).next

        for other in (SearchRequest(sort="oldest"), SearchRequest(text="x"), SearchRequest(match="all")):
            with pytest.raises(InvalidParameterError) as caught:
                search(many, None, replace(other, cursor=following))
            assert caught.value.parameter == "cursor"

    def test_a_damaged_cursor_is_refused(self, many: Engine) -> None:
        following = search(many, None, SearchRequest(size=3)).next
        assert following is not None

        for text in ("", "x", following[:-2], following[:9] + "A" + following[9:]):
            with pytest.raises(InvalidParameterError):
                search(many, None, SearchRequest(cursor=text))

    @pytest.mark.parametrize(
        "key",
        [(), (1,), (1, 2, 3, 4), ("a", "b"), (2**70, 0), (True, False)],
        ids=str,
    )
    def test_a_forged_key_is_refused(self, many: Engine, key: tuple[cursor.KeyPart, ...]) -> None:
        request = SearchRequest(sort="newest")
        forged = cursor.encode(cursor.Cursor(key=key, id="a", generation=many.generation), request)

        with pytest.raises(InvalidParameterError) as caught:
            search(many, None, replace(request, cursor=forged))
        assert caught.value.parameter == "cursor"

    # ---- scanning

    @pytest.mark.parametrize("request_", REQUESTS, ids=lambda r: f"{r.sort}-{r.collapse}")
    def test_a_scan_gives_every_hit_in_the_order_of_the_request(self, many: Engine, request_: SearchRequest) -> None:
        query = exact("gempa")

        scanned = [found.id for found in many.scan(query, request_)]
        assert scanned == list(search(many, query, replace(request_, size=100)).ids)

    def test_a_scan_is_of_the_index_as_it_is_at_its_first_step(self, many: Engine) -> None:
        scanned = many.scan(exact("gempa"), SearchRequest())
        first = next(scanned)
        many.remove([f"{n:02}" for n in range(20)])

        assert len({first.id, *(found.id for found in scanned)}) == 20
        assert search(many).total == 0
