"""The Whoosh schema, and how our tokens get into it.

Articles are tokenised once, by `search.analysis`, before Whoosh sees them: a text field takes the positions of every
term, not a text. The classes here are pickled by reference into every index, so their names and this module's are a
part of the format.
"""

from __future__ import annotations

from array import array
from collections.abc import Generator, Mapping, Sequence
from typing import Any, TypeAlias

from whoosh import columns, fields, formats

INDEX_NAME = "MAIN"  # Whoosh's own default, so that whoosh.index.open_dir finds it

Positions = Mapping[str, "array[int]"]
"""Of every term of a text the positions where it stands, rising, as unsigned 32-bit integers."""

ID = "id"
PLACE = "place"
RECORD = "record"
ARTICLE = "article"


_Postings: TypeAlias = Generator[tuple[bytes, int, float, bytes], None, None]
_NO_ANALYZER: Any = None  # texts come as positions


class PackedPositions(formats.Positions):
    """Positions as little-endian 32-bit integers, which numpy reads without a loop."""

    def encode(self, poslist: Sequence[int]) -> bytes:
        return array("I", poslist).tobytes()

    def decode_positions(self, valuestring: bytes) -> list[int]:
        return list(array("I", valuestring))

    def decode_frequency(self, valuestring: bytes) -> int:
        return len(valuestring) // 4

    def decode_weight(self, valuestring: bytes) -> float:
        return float(self.decode_frequency(valuestring)) * float(self.field_boost)


class Tokenised(fields.FieldType):
    """A text that comes as `Positions`."""

    def __init__(self, *, scorable: bool) -> None:
        super().__init__(format=PackedPositions(), analyzer=_NO_ANALYZER, scorable=scorable)

    def index(self, value: Positions, **kwargs: Any) -> _Postings:
        for term, positions in value.items():
            yield term.encode(), len(positions), float(len(positions)), positions.tobytes()


class Keys(fields.FieldType):
    """Names to find an article by, given as a tuple."""

    def __init__(self) -> None:
        super().__init__(format=formats.Existence(), analyzer=_NO_ANALYZER)

    def index(self, value: tuple[str, ...], **kwargs: Any) -> _Postings:
        for key in sorted(set(value)):
            yield key.encode(), 1, 1.0, b""


POSITIONS = PackedPositions()
EXISTENCE = formats.Existence()
BYTES = columns.VarBytesColumn()


def build_schema() -> fields.Schema:
    """Exact fields and one stem field a language for title and body; keys; the article and its columns as bytes."""
    schema = fields.Schema()
    schema.add(ID, Keys())
    schema.add(PLACE, Keys())
    schema.add(RECORD, fields.COLUMN(BYTES))
    schema.add(ARTICLE, fields.COLUMN(BYTES))
    for text_field in ("title", "body"):
        schema.add(text_field, Tokenised(scorable=True))
        schema.add(f"{text_field}_*", Tokenised(scorable=False), glob=True)
    return schema
