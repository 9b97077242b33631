"""Several segments to one, without reading a text again.

The live documents of the inputs are numbered one input after the other. Everything in a segment file is then either a
list by document, which is appended, or terms with what belongs to them, which `merge_terms` brings together in order,
`merge_postings` renumbers and `merge_fields` writes. Terms, values and words of stems that no live document has are
left out. The result is the very file that `write_segment` makes of the same documents in this order.

Memory stays bounded whatever the size: a field at a time, some terms at a time, spooled beside the target; of all
documents and terms at once only numbers are held, some dozens of bytes each.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

import numpy as np

from search.engines.whoosh.codec.container import Array, ContainerWriter, narrowed
from search.engines.whoosh.codec.dictionary import DictionaryWriter
from search.engines.whoosh.codec.merge_fields import MergedFields
from search.engines.whoosh.codec.merge_postings import Input
from search.engines.whoosh.codec.merge_terms import merged_terms
from search.engines.whoosh.codec.said import joined_said, read_said
from search.engines.whoosh.codec.segment_view import MORE, SegmentView
from search.engines.whoosh.codec.spool import Spools
from search.engines.whoosh.codec.values import write_chosen_records
from search.engines.whoosh.records import VALUE_COLUMNS

_TEXTS = ("title", "body")
_BY_DOCUMENT = ("start", "end", "instant", "story.number")
_MAX_POSITIONS = (1 << 32) - 1  # of a field
_DOCUMENT_BITS = 32


def merge_segments(path: Path, inputs: Sequence[tuple[SegmentView, Collection[int]]]) -> int:
    """Write the live documents of the inputs, each a segment and its deleted documents, to one file.

    Gives how many there are. Raises CorruptIndexError when an input is damaged, ValueError when there is no input or
    when a field would have 2^32 positions. An error leaves no file behind.
    """
    _check_sizes([view for view, _ in inputs])
    sources = _numbered(inputs)
    documents = sum(int(np.count_nonzero(source.is_live)) for source in sources)
    with ContainerWriter(path) as writer:
        codes, language_of = _languages(sources)
        writer.properties["documents"] = documents
        writer.properties["languages"] = codes
        writer.add("language_field", language_of)
        fields = MergedFields(writer, sources, codes, language_of)
        for name in _TEXTS:
            fields.write_text(name)
            lengths = [source.view.lengths(name)[source.is_live] for source in sources]
            writer.add(f"{name}.length", narrowed(np.concatenate(lengths)))
        joined_said([read_said(source.view.container, source.is_live) for source in sources]).write(writer)
        _write_ids(writer, sources)
        _write_places(writer, sources)
        for name in _BY_DOCUMENT:
            arrays = [source.view.container[name][source.is_live] for source in sources]
            writer.add_parts(name, arrays[0].dtype, arrays)
        for name in VALUE_COLUMNS:
            fields.write_values(name)
        for name in ("record", "article"):
            write_chosen_records(writer, name, [(source.view.records(name), source.is_live) for source in sources])
    return documents


def _check_sizes(views: Sequence[SegmentView]) -> None:
    if not views:
        raise ValueError("no segments to merge")
    for name in (*_TEXTS, *(text + MORE for text in _TEXTS)):
        positions = sum(view.container.property_as(f"{name}.positions.items", int) for view in views)
        if positions > _MAX_POSITIONS:
            raise ValueError(f"{len(views)} segments have {positions} positions in the field {name}: merge fewer")


def _numbered(inputs: Sequence[tuple[SegmentView, Collection[int]]]) -> list[Input]:
    """The inputs with the numbers that their documents get."""
    sources = []
    before = 0
    for view, deleted in inputs:
        is_live = np.ones(view.size, bool)
        is_live[np.fromiter(deleted, np.int64, len(deleted))] = False
        numbers = np.cumsum(is_live) + (before - 1)
        before += int(np.count_nonzero(is_live))
        sources.append(Input(view=view, is_live=is_live, numbers=np.maximum(numbers, 0).astype(np.uint32)))
    return sources


def _languages(sources: Sequence[Input]) -> tuple[list[str], Array]:
    """The codes of the languages of live documents, and (documents,) uint8 the place of each one's."""
    own = [source.view.container["language_field"][source.is_live] for source in sources]
    codes = sorted({s.view.languages[n] for s, numbers in zip(sources, own, strict=True) for n in np.unique(numbers)})
    place = {code: number for number, code in enumerate(codes)}
    places = [np.array([place.get(code, 0) for code in source.view.languages], np.uint8) for source in sources]
    return codes, np.concatenate([new[numbers] for new, numbers in zip(places, own, strict=True)])


def _write_ids(writer: ContainerWriter, sources: Sequence[Input]) -> None:
    by_id = [np.zeros(0, np.int64)]
    with Spools(writer.path) as spools:
        dictionary = DictionaryWriter(spools)
        for ids in merged_terms([source.view.ids for source in sources]):
            pairs = [
                _live_ids(source, first, places)
                for source, first, places in zip(sources, ids.firsts, ids.places, strict=True)
            ]
            in_order = np.sort(np.concatenate(pairs))
            dictionary.add(ids.terms.take(in_order >> _DOCUMENT_BITS))
            by_id.append(in_order & ((1 << _DOCUMENT_BITS) - 1))
        dictionary.write(writer, "id")
    documents = np.concatenate(by_id)
    ordinals = np.empty_like(documents)
    ordinals[documents] = np.arange(len(documents))
    writer.add("id.documents", narrowed(documents))
    writer.add("id.ordinals", narrowed(ordinals))


def _live_ids(source: Input, first: int, places: Array) -> Array:
    """(n,) int64: of the ids from `first` on, at `places` in a slice, those of live documents: place << 32 | number."""
    documents = source.view.container["id.documents"][first : first + len(places)]
    pairs: Array = places << _DOCUMENT_BITS | source.numbers[documents]
    return pairs[source.is_live[documents]]


def _write_places(writer: ContainerWriter, sources: Sequence[Input]) -> None:
    hashes, documents = [], []
    for source in sources:
        own = source.view.container["place.documents"]
        is_live = source.is_live[own]
        hashes.append(source.view.container["place.hashes"][is_live])
        documents.append(source.numbers[own[is_live]])
    order = np.lexsort((np.concatenate(documents), np.concatenate(hashes)))
    writer.add("place.hashes", np.concatenate(hashes)[order])
    writer.add("place.documents", narrowed(np.concatenate(documents)[order]))
