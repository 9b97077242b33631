"""What a segment says, as plain values: read from its file, and worked out from the articles the slow way."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import TypeAlias

import numpy as np

from search import analysis
from search.engines.whoosh.codec.segment_file import SegmentDocument, SegmentRecord, hash_of
from search.engines.whoosh.codec.segment_view import MORE, SegmentView
from search.engines.whoosh.columns import NO_INSTANT
from search.engines.whoosh.records import VALUE_COLUMNS, instant_of
from search.model import Article, to_json
from search.query import TEXT_FIELDS

Positions: TypeAlias = dict[int, list[int]]  # by document, rising
Terms: TypeAlias = dict[bytes, Positions]


@dataclass(kw_only=True)
class Said:
    """All that a segment says of its documents."""

    terms: dict[str, Terms] = field(default_factory=dict)  # by text field
    lengths: dict[str, list[int]] = field(default_factory=dict)
    rows: dict[str, list[list[tuple[str, str]]]] = field(default_factory=dict)  # by value column: of each document
    having: dict[str, dict[str, list[int]]] = field(default_factory=dict)  # by value column: documents of each value
    statements: list[list[tuple[int, int]]] = field(default_factory=list)  # of each document: positions [first, last)
    dates: list[tuple[int, int, int]] = field(default_factory=list)
    stories: list[int] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    found: list[int | None] = field(default_factory=list)  # by id, and then what an id that is not there gives
    at_places: dict[str, list[int]] = field(default_factory=dict)
    records: list[SegmentRecord] = field(default_factory=list)
    articles: list[bytes] = field(default_factory=list)


def said_by(view: SegmentView, documents: Sequence[SegmentDocument]) -> Said:
    """What the file says; every array is looked at. `documents` are asked for by their ids and places."""
    numbers = range(view.size)
    return Said(
        terms={name: _terms(view, name) for name in view.text_fields},
        lengths={name: view.lengths(name).tolist() for name in (*TEXT_FIELDS, "said")},
        statements=[*_statements(view)],
        rows={name: [*_rows(view, name)] for name in VALUE_COLUMNS},
        having={name: _having(view, name) for name in VALUE_COLUMNS},
        dates=[*zip(*(view.container[name].tolist() for name in ("start", "end", "instant")), strict=True)],
        stories=view.container["story.number"].tolist(),
        ids=[view.id_of(number) for number in numbers],
        found=[view.find(article_id) for article_id in (*(d.article.id for d in documents), "\ud800?")],
        at_places={place: sorted(view.at_place(place)) for place in ("nowhere", *_all_places(documents))},
        records=[view.record(number) for number in numbers],
        articles=[view.article(number) for number in numbers],
    )


def _terms(view: SegmentView, name: str) -> Terms:
    exact, _, code = name.partition("_")
    stems = view.stems(name) if code else None
    words = view.exact(exact).terms if stems is None else stems.terms
    terms = {*words, *view.exact(exact + MORE).terms} if code else {*words}
    found = ((term, _postings(view, name, term)) for term in terms)
    return {term: postings for term, postings in found if postings}


def _postings(view: SegmentView, name: str, term: bytes) -> Positions:
    every = np.ones(view.size, bool)
    found: Positions = {}
    for part in view.parts(name, term):
        counted = dict(zip(*(array.tolist() for array in view.documents_and_frequencies(part)), strict=True))
        own: defaultdict[int, list[int]] = defaultdict(list)
        for document, position in zip(*(array.tolist() for array in view.positions(part, every)), strict=True):
            own[document].append(position)
        assert {document: len(positions) for document, positions in own.items()} == counted
        for document, positions in own.items():
            found[document] = sorted({*found.get(document, ()), *positions})
    return found


def _statements(view: SegmentView) -> Iterator[list[tuple[int, int]]]:
    counts, firsts, sizes = (view.container[f"said.{name}"].tolist() for name in ("counts", "firsts", "sizes"))
    spans = iter(zip(firsts, sizes, strict=True))
    for count in counts:
        yield [(first, first + size) for first, size in islice(spans, count)]


def _rows(view: SegmentView, name: str) -> Iterator[list[tuple[str, str]]]:
    column = view.values(name)
    for document in range(view.size):
        first, last = column.offsets[document : document + 2].tolist()
        ordinals = column.ordinals[first:last].tolist()
        yield [(column.values[ordinal].decode(), column.labels[ordinal].decode()) for ordinal in ordinals]


def _having(view: SegmentView, name: str) -> dict[str, list[int]]:
    column = view.values(name)
    having = {value.decode(): column.documents_with(value).tolist() for value in column.values}
    for ordinal, documents in enumerate(having.values()):
        place = column.postings.place(ordinal)
        assert column.postings.frequencies(place).tolist() == [1] * len(documents)
    return having


def said_of(documents: Sequence[SegmentDocument]) -> Said:
    """What a segment of these documents has to say, by way of `tokenize` and `stem_tokens`."""
    articles = [document.article for document in documents]
    said = Said(
        dates=[_dates(article) for article in articles],
        stories=[hash_of(article.story_id) if article.story_id else 0 for article in articles],
        ids=[article.id for article in articles],
        found=[*range(len(articles)), None],
        at_places={place: [] for place in ("nowhere", *_all_places(documents))},
        records=[SegmentRecord(d.article.raw_hash, _places(d.article), d.raw) for d in documents],
        articles=[to_json(article) for article in articles],
    )
    codes = sorted({analysis.stem_language(article.language) for article in articles})
    for name in TEXT_FIELDS:
        said.terms |= {stems: {} for stems in (name, *(f"{name}_{code}" for code in codes))}
        said.lengths[name] = [_say_text(said, name, document, article) for document, article in enumerate(articles)]
    said.statements = [_statement_positions(article) for article in articles]
    said.lengths["said"] = [sum(last - first for first, last in own) for own in said.statements]
    for column, read in VALUE_COLUMNS.items():
        _say_values(said, column, [[*read(article)] for article in articles])
    for document, article in enumerate(articles):
        for place in _places(article):
            said.at_places[place].append(document)
    return said


def _say_text(said: Said, name: str, document: int, article: Article) -> int:
    """Put down one text of one document; how many positions it has."""
    text, skipped = (article.title or "", ()) if name == "title" else (article.body, article.boilerplate)
    tokens = [t for t in analysis.tokenize(text) if not any(start < t.end and t.start < end for start, end in skipped)]
    code = analysis.stem_language(article.language)
    stems = analysis.analyzer_for(article.language).stem_tokens(text, tokens)
    for stem_field, found in ((name, tokens), (f"{name}_{code}", stems)):
        for token in found:
            positions = said.terms[stem_field].setdefault(token.text.encode(), {}).setdefault(document, [])
            if token.position not in positions:
                positions.append(token.position)
    return len({token.position for token in tokens})


def _statement_positions(article: Article) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    tokens = {t.position: t for t in analysis.tokenize(article.body)}.values()  # of a domain its labels
    for one in article.statements:
        free = found[-1][1] if found else 0
        own = [t.position for t in tokens if t.start < one.end and one.start < t.end and t.position >= free]
        found += [(min(own), max(own) + 1)] if own else []
    return found


def _say_values(said: Said, column: str, rows: list[list[tuple[str, str]]]) -> None:
    labels: dict[str, str] = {}
    having: dict[str, list[int]] = {}
    for document, row in enumerate(rows):
        for value, label in row:
            labels.setdefault(value, label)  # the first article's name for it is everybody's
            having.setdefault(value, []).append(document)
    said.rows[column] = [[(value, labels[value]) for value, _ in row] for row in rows]
    said.having[column] = having


def _dates(article: Article) -> tuple[int, int, int]:
    span, instant = article.published, instant_of(article)
    days = (span.start.toordinal(), span.end.toordinal()) if span else (0, 0)
    return *days, NO_INSTANT if instant is None else instant


def _places(article: Article) -> tuple[str, ...]:
    return tuple(dict.fromkeys(origin.place for origin in article.origins))


def _all_places(documents: Sequence[SegmentDocument]) -> list[str]:
    return [place for document in documents for place in _places(document.article)]
