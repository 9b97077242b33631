"""One segment in one file: what is written for a batch of articles.

title, body              postings of the exact words
title_id, body_id, ...   which exact words have which stem, for languages with a stemmer
title.more, body.more    postings of what stands in stem fields besides
title.length, ...        (documents,) distinct positions of the exact field
said                     where the statements of each document lie in its body
language_field           (documents,) the language whose stem fields an article is in, by its place in the property
                         "languages"
id                       dictionary of ids; `id.documents` by ordinal, `id.ordinals` by document
place                    `place.hashes` (rising uint64) and `place.documents` of where articles were read
start, end, instant      (documents,) days of the proleptic calendar, 0 when undated; microseconds since 1970 in UTC
story.number             (documents,) hashes of the ids of stories, 0 without one
outlet, actor, ...       value columns
record                   raw hash, places and place of the raw article, in compressed blocks
article                  the articles as JSON, in compressed blocks
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec
import numpy as np

from search import analysis
from search.engines.whoosh.codec.byte_order import byte_order
from search.engines.whoosh.codec.container import Array, ContainerWriter, narrowed
from search.engines.whoosh.codec.dictionary import write_dictionary
from search.engines.whoosh.codec.inversion import Inverted, inverted
from search.engines.whoosh.codec.lexicon import BatchTokens, Lexicon
from search.engines.whoosh.codec.occurrences import Occurrences, joined
from search.engines.whoosh.codec.postings_writer import write_postings
from search.engines.whoosh.codec.stems import words_by_language, write_stems
from search.engines.whoosh.codec.values import write_records, write_values
from search.engines.whoosh.columns import NO_INSTANT
from search.engines.whoosh.raw_store import RawPlace
from search.engines.whoosh.records import VALUE_COLUMNS, instant_of
from search.model import Article, to_json

_encoder = msgspec.msgpack.Encoder()


class SegmentRecord(msgspec.Struct, array_like=True, frozen=True):
    """What is kept of a document besides its columns and its article."""

    raw_hash: str
    places: tuple[str, ...]  # Origin.place of each origin
    raw: RawPlace | None


@dataclass(frozen=True, slots=True)
class SegmentDocument:
    """An article to be written, and where its raw article lies."""

    article: Article
    raw: RawPlace | None


def hash_of(text: str) -> int:
    """64 bits that stand for a text."""
    return int.from_bytes(hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


def write_segment(path: Path, documents: Sequence[SegmentDocument], lexicon: Lexicon) -> None:
    """Write the documents, whose ids differ, as one file.

    Raises UnicodeEncodeError where an article holds a half of a surrogate pair, and ValueError where there are too many
    documents with too many words for one segment. An error leaves no file behind.
    """
    articles = [document.article for document in documents]
    with ContainerWriter(path) as writer:
        writer.properties["documents"] = len(articles)
        codes, language_of = _languages(articles)
        writer.properties["languages"] = codes
        writer.add("language_field", language_of.astype(np.uint8))
        texts = _Texts(lexicon, codes, language_of)
        texts.write(writer, "title", lexicon.tokens([a.title or "" for a in articles], [()] * len(articles)))
        said = [[(statement.start, statement.end) for statement in article.statements] for article in articles]
        body = lexicon.tokens([a.body for a in articles], [a.boilerplate for a in articles], said)
        texts.write(writer, "body", body)
        body.said.write(writer)
        places = [_places(article) for article in articles]
        _write_keys(writer, articles, places)
        _write_dates(writer, articles)
        stories = [hash_of(article.story_id) if article.story_id else 0 for article in articles]
        writer.add("story.number", np.array(stories, np.uint64))
        for name, read in VALUE_COLUMNS.items():
            write_values(writer, name, list(map(read, articles)))
        write_records(writer, "record", [_record(*both) for both in zip(documents, places, strict=True)])
        write_records(writer, "article", [to_json(article) for article in articles])


def _languages(articles: Sequence[Article]) -> tuple[list[str], Array]:
    """The codes of the stem fields that the articles are in, and (articles,) the place of each one's."""
    code_of = {language: analysis.stem_language(language) for language in {article.language for article in articles}}
    codes = sorted(set(code_of.values()))
    place_of = {language: codes.index(code) for language, code in code_of.items()}
    return codes, np.array([place_of[article.language] for article in articles], np.int64)


@dataclass(frozen=True, slots=True)
class _Texts:
    """Writes text fields of documents in these languages."""

    lexicon: Lexicon
    codes: Sequence[str]
    language_of: Array  # (documents,) place in `codes`

    def write(self, writer: ContainerWriter, name: str, tokens: BatchTokens) -> None:
        words = self.lexicon.terms.words
        documents = len(self.language_of)
        exact = inverted(tokens.exact, words)
        write_postings(writer, name, exact.postings, documents=documents)
        self._write_stems(writer, name, exact)
        more = joined([self._stemmed_wholes(tokens.wholes), tokens.cased])
        write_postings(writer, f"{name}.more", inverted(more, words).postings, documents=documents)
        writer.add(f"{name}.length", narrowed(tokens.lengths))

    def _write_stems(self, writer: ContainerWriter, name: str, exact: Inverted) -> None:
        held = words_by_language(exact.postings, self.language_of, len(self.codes))
        for code, ordinals in zip(self.codes, held, strict=True):
            analyzer = analysis.analyzer_for(code)
            if analyzer.stems:
                stems = self.lexicon.stems(exact.numbers[ordinals], analyzer)
                write_stems(writer, f"{name}_{code}", ordinals, stems, self.lexicon.terms.words)

    def _stemmed_wholes(self, wholes: Occurrences) -> Occurrences:
        """The stems of words with hyphens in the languages of their documents, where the first part has another."""
        size = len(self.codes)
        pairs, which = np.unique(
            wholes.terms.astype(np.int64) * size + self.language_of[wholes.documents], return_inverse=True
        )
        stems = np.array([self._stem_of_whole(*divmod(pair, size)) for pair in pairs.tolist()], np.int32)
        found = stems[which]
        kept = found >= 0
        return Occurrences(terms=found[kept], places=wholes.places[kept])

    def _stem_of_whole(self, term: int, language: int) -> int:
        """The number of the whole's stem; -1 where it is that of the first part."""
        whole = self.lexicon.terms.words[term].decode()
        analyzer = analysis.analyzer_for(self.codes[language])
        stem = analyzer.stem(whole)
        return -1 if stem == analyzer.stem(whole.partition("-")[0]) else self.lexicon.terms[stem.encode()]


def _write_keys(writer: ContainerWriter, articles: Sequence[Article], places: Sequence[tuple[str, ...]]) -> None:
    ids = [article.id.encode() for article in articles]
    by_id = byte_order(ids)
    write_dictionary(writer, "id", [ids[document] for document in by_id.tolist()])
    ordinals = np.empty_like(by_id)
    ordinals[by_id] = np.arange(len(ids))
    writer.add("id.documents", narrowed(by_id))
    writer.add("id.ordinals", narrowed(ordinals))
    hashes = np.array([hash_of(place) for own in places for place in own], np.uint64)
    documents = np.repeat(np.arange(len(places)), np.fromiter(map(len, places), np.int64, len(places)))
    by_hash = np.lexsort((documents, hashes))
    writer.add("place.hashes", hashes[by_hash])
    writer.add("place.documents", narrowed(documents[by_hash]))


def _write_dates(writer: ContainerWriter, articles: Sequence[Article]) -> None:
    spans = [article.published for article in articles]
    writer.add("start", np.array([span.start.toordinal() if span else 0 for span in spans], np.int32))
    writer.add("end", np.array([span.end.toordinal() if span else 0 for span in spans], np.int32))
    instants = [instant_of(article) for article in articles]
    writer.add("instant", np.array([NO_INSTANT if i is None else i for i in instants], np.int64))


def _record(document: SegmentDocument, places: tuple[str, ...]) -> bytes:
    return _encoder.encode(SegmentRecord(document.article.raw_hash, places, document.raw))


def _places(article: Article) -> tuple[str, ...]:
    return tuple(dict.fromkeys([origin.place for origin in article.origins]))
