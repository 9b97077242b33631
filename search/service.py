"""All that page, API and command line call: from a request to an answer that is ready to show.

The life of a request: its text is parsed for the languages of the index, the engine answers with ids and facets,
the articles are fetched, and what matched is marked in them.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from search.actors import ActorRegistry, registry_beside
from search.analysis.amounts import is_amount
from search.engines.base import Engine
from search.engines.whoosh import open_engine
from search.errors import ArticleNotFoundError, EngineError, InvalidParameterError
from search.headline import first_sentence
from search.highlight import best_snippets, highlight_all, matched_spans, spans_in_statements, together
from search.labels import Labels
from search.model import Article
from search.outlets import OutletRegistry, default_outlets
from search.parser import ParsedQuery, parse_query
from search.query import ACTOR_FACETS, FACETS, PageLanguage, Query, SearchRequest, Word, words
from search.results import (
    ArticleView,
    Bucket,
    Completion,
    EngineResult,
    Facet,
    Fragment,
    Hit,
    IndexStatus,
    SearchResult,
    Snippet,
    Story,
    Understood,
)
from search.settings import Settings, env_name
from search.stories import story_of

_TRIES = 3  # at a page of articles that a writer takes away between finding and fetching them
_MAX_STORY_ARTICLES = 200  # that are looked at to tell who tells a story
_MAX_CORRECTIONS = 5  # words of one query that a suggestion is sought for
_FIELDS = ("title:", "said:")  # of words, which may be misspelt behind them

_Span = tuple[int, int]


def open_service(settings: Settings) -> SearchService:
    """The service on the index of `settings`; EngineError says what keeps it from being opened."""
    if settings.engine != "whoosh":
        name = env_name("engine")
        raise InvalidParameterError(f"{name}={settings.engine!r} is no engine; there is whoosh", parameter=name)
    return SearchService(
        open_engine(settings), settings, actors=registry_beside(settings.index), outlets=default_outlets()
    )


class SearchService:
    """Searches one index. Safe to share between threads; `close` it when done, or use it as a context."""

    def __init__(self, engine: Engine, settings: Settings, *, actors: ActorRegistry, outlets: OutletRegistry) -> None:
        self._engine = engine
        self._settings = settings
        self._actors = actors
        self._outlets = outlets
        self._languages: tuple[str, tuple[str, ...]] = ("", ())  # generation, and what it holds

    def __enter__(self) -> SearchService:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    def search(self, request: SearchRequest) -> SearchResult:
        """A page of the answer. Raises RequestError for what the reader can mend, EngineError for the operator."""
        begin = time.perf_counter()
        parsed = self._parsed(request)
        found, articles = self._found(parsed.query, request)
        labels = self._labels(request.lang)
        marker = _Marker(words(parsed.query) if request.highlight else ())
        hits = tuple(
            marker.hit(_labelled(article, labels), score, with_snippets=request.highlight)
            for article, score in zip(articles, found.scores, strict=True)
        )
        return SearchResult(
            request=request,
            understood=parsed.understood,
            relaxed=found.relaxed,
            total=found.total,
            hits=hits,
            facets=tuple(self._labelled_facet(facet, labels) for facet in found.facets),
            histogram=found.histogram,
            next=found.next,
            index_changed=found.index_changed,
            generation=found.generation,
            suggestion=self._suggestion(request.text, parsed.understood) if found.relaxed or not found.total else None,
            took_ms=(time.perf_counter() - begin) * 1000,
        )

    def article(self, article_id: str, *, text: str = "", lang: PageLanguage = "id") -> ArticleView:
        """The article with what `text` matches in it marked; ArticleNotFoundError if there is none of this id."""
        [article] = self._engine.get([article_id])
        parsed = self._parsed(SearchRequest(text=text, lang=lang))
        view = _Marker(words(parsed.query)).view(_labelled(article, self._labels(lang)))
        return replace(view, story=self._story(article))

    def _story(self, article: Article) -> Story | None:
        """The story that others tell too: of very many copies the first ones."""
        ids = self._engine.story(article.story_id) if article.story_id else ()
        try:
            members = self._engine.get(ids[:_MAX_STORY_ARTICLES])
        except ArticleNotFoundError:  # a writer took one away meanwhile
            return None
        return story_of(members, known=self._outlets) if len(members) > 1 else None

    def facet_values(
        self, request: SearchRequest, facet: str, *, contains: str = "", limit: int = 10
    ) -> tuple[Bucket, ...]:
        """The buckets of one facet whose value or label has words that begin with those of `contains`."""
        if facet not in FACETS:
            raise InvalidParameterError(
                f"there is no facet {facet[:80]!r}; there are {', '.join(FACETS)}", parameter="facet"
            )
        query = self._parsed(request).query
        buckets = self._engine.facet_values(query, request, facet, contains=contains, limit=limit)
        return self._labelled_buckets(facet, buckets, self._labels(request.lang))

    def complete(self, prefix: str, *, limit: int = 10) -> tuple[Completion, ...]:
        """Words of the index that begin with `prefix`, by falling article count."""
        return self._engine.complete(prefix, limit=limit)

    def scan(self, request: SearchRequest, *, limit: int | None = None) -> Iterator[Article]:
        """Every match in the order of the request, at most `limit` (by default the `max_export` of the settings).

        A request that cannot be read is refused at once, not at the first step.
        """
        parsed = self._parsed(request)
        articles = self._engine.scan(parsed.query, request)
        labels = self._labels(request.lang)
        most = self._settings.max_export if limit is None else limit
        return (_labelled(article, labels) for article in islice(articles, most))

    def status(self) -> IndexStatus:
        """What the index holds."""
        return self._engine.status()

    def close(self) -> None:
        """Let go of the index; the service cannot be used after."""
        self._engine.close()

    def _parsed(self, request: SearchRequest) -> ParsedQuery:
        chosen = request.selection("language").include
        held = self._index_languages()
        return parse_query(
            request.text,
            languages=tuple(code for code in held if code in chosen) or held,
            function_languages=(request.lang, *sorted(chosen)),
            actors=self._actors,
            outlets=self._outlets,
            lang=request.lang,
            max_chars=self._settings.max_query_chars,
            max_terms=self._settings.max_query_terms,
        )

    def _index_languages(self) -> tuple[str, ...]:
        """The languages of the index, the commonest first; asked for once in a generation."""
        generation, languages = self._languages
        if generation != self._engine.generation:
            generation, held = self._engine.generation, self._engine.status().languages
            languages = tuple(sorted(held, key=lambda code: (-held[code], code)))
            self._languages = (generation, languages)
        return languages

    def _found(self, query: Query, request: SearchRequest) -> tuple[EngineResult, tuple[Article, ...]]:
        """A page of the answer with its articles; searched again where a writer took one of them away meanwhile."""
        for _ in range(_TRIES):
            found = self._engine.search(query, request)
            try:
                return found, self._engine.get(found.ids)
            except ArticleNotFoundError as error:
                missing = error.article_id
        raise EngineError(f"the index changes faster than it can be read: article {missing} was found and is gone")

    def _labels(self, lang: PageLanguage) -> Labels:
        return Labels(actors=self._actors, outlets=self._outlets, lang=lang)

    def _labelled_facet(self, facet: Facet, labels: Labels) -> Facet:
        return replace(facet, buckets=self._labelled_buckets(facet.name, facet.buckets, labels))

    def _labelled_buckets(self, facet: str, buckets: Sequence[Bucket], labels: Labels) -> tuple[Bucket, ...]:
        """The buckets with labels; the archive's own country, which nearly every article names, behind the others."""
        named = (replace(bucket, label=labels.of(facet, bucket.value, known=bucket.label)) for bucket in buckets)
        return tuple(sorted(named, key=lambda b: facet in ACTOR_FACETS and self._actors.is_home_country(b.value)))

    def _suggestion(self, text: str, understood: Sequence[Understood]) -> str | None:
        """`text` with the words that the index does not hold replaced by near ones that it does; None if none is."""
        corrected = text
        for part in reversed([part for part in understood if _is_plain_word(part)][:_MAX_CORRECTIONS]):
            if correction := self._engine.correct(part.alternatives[0].term):
                typed = part.text[:-1].lower()  # with nothing behind its colon, "title:" is the word
                field = next((part.text[: len(f)] for f in _FIELDS if typed.startswith(f)), "")
                corrected = corrected[: part.start] + field + correction + corrected[part.end :]
        return corrected if corrected != text else None


def _is_plain_word(part: Understood) -> bool:
    """Whether this is a word that may be misspelt: neither negated nor several, nor a number, which means another."""
    if part.kind != "word" or part.is_negated:
        return False
    term = part.alternatives[0].term
    return " " not in term and not is_amount(term)


def _labelled(article: Article, labels: Labels) -> Article:
    """The article with the labels of its actors in the language of the page."""
    names = [labels.of("actor", actor.actor_id, known=actor.label) for actor in article.actors]
    if names == [actor.label for actor in article.actors]:  # they are kept as an Indonesian page shows them
        return article
    named = tuple(replace(actor, label=name) for actor, name in zip(article.actors, names, strict=True))
    labels_of = {actor.actor_id: actor.label for actor in named}
    statements = (replace(one, speaker=labels_of.get(one.actor_id or "", one.speaker)) for one in article.statements)
    return replace(article, actors=named, statements=tuple(statements))


class _Marker:
    """Marks what `query_words` match in articles."""

    def __init__(self, query_words: Sequence[Word]) -> None:
        self._words = query_words

    def hit(self, article: Article, score: float, *, with_snippets: bool) -> Hit:
        spans = self._body_spans(article)
        fragments = self._headline(article, spans)
        return Hit(
            article=article,
            score=score,
            headline=_text(fragments),
            title_fragments=fragments,
            snippets=_snippets(article, spans) if with_snippets else (),
        )

    def view(self, article: Article) -> ArticleView:
        spans = self._body_spans(article)
        fragments = self._headline(article, spans)
        return ArticleView(
            article=article,
            headline=_text(fragments),
            title_fragments=fragments,
            body_fragments=highlight_all(article.body, spans),
        )

    def _body_spans(self, article: Article) -> tuple[_Span, ...]:
        body, language, ignore = article.body, article.language, article.boilerplate
        statements = [(statement.start, statement.end) for statement in article.statements]
        anywhere = matched_spans(body, self._words, field="body", language=language, ignore=ignore)
        said = spans_in_statements(body, self._words, statements, language=language, ignore=ignore)
        return together(anywhere, said) if said else anywhere

    def _headline(self, article: Article, body_spans: Sequence[_Span]) -> tuple[Fragment, ...]:
        if article.title is not None:
            spans = matched_spans(article.title, self._words, field="title", language=article.language)
            return highlight_all(article.title, spans)
        opening = first_sentence(article)
        inside = [(max(start, opening.start), min(end, opening.end)) for start, end in body_spans]
        shifted = [(start - opening.start, end - opening.start) for start, end in inside if start < end]
        fragments = highlight_all(article.body[opening.start : opening.end], shifted)
        return (*fragments, Fragment(text="…", match=False)) if opening.is_cut else fragments


def _snippets(article: Article, spans: Sequence[_Span]) -> tuple[Snippet, ...]:
    return best_snippets(article.body, spans, breaks=article.breaks, ignore=article.boilerplate)


def _text(fragments: Sequence[Fragment]) -> str:
    return "".join(fragment.text for fragment in fragments)
