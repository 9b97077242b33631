"""Where a text quotes: pairs of marks of any kind, mixed or left open, as typesetters and keyboards make them.

Which mark opens and which closes is read from what stands around it; the kind of mark only helps. A quote that is never
closed ends with its paragraph or where the next one opens.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_MARK = re.compile("[\"“”„‟«»＂]")  # fmt: skip
_OPENING = frozenset("“„‟«")
_CLOSING = frozenset("”»")
_MAX_CHARS = 4_000  # a longer quote is two marks that do not belong together

Span = tuple[int, int]


def quotes(text: str) -> Iterator[tuple[int, int]]:
    """[start, end) of each quote, its marks included, ascending and apart."""
    opened = -1
    depth = 0
    for match in _MARK.finditer(text):
        place = match.start()
        if opened < 0:
            if not _only_closes(text, place):
                opened, depth = place, 0
            continue
        begins = _begins(text, place)
        broken = text.find("\n", opened, place)
        if place - opened > _MAX_CHARS:
            opened, depth = (place, 0) if begins else (-1, 0)
        elif begins and (broken >= 0 or _ends_sentence(text, opened, place)):
            yield opened, _last(text, opened, broken if broken >= 0 else place)
            opened, depth = place, 0
        elif begins:
            depth += 1
        elif depth:
            depth -= 1
        else:
            yield opened, place + 1
            opened = -1
    if opened >= 0:
        end = text.find("\n", opened)
        end = len(text) if end < 0 else end
        if end - opened <= _MAX_CHARS:
            yield opened, _last(text, opened, end)


def _only_closes(text: str, place: int) -> bool:
    """Whether the mark cannot open a quote: a closing one, one behind a word and before a space, or the last."""
    if text[place] in _CLOSING:
        return not _begins(text, place)
    before, following = text[max(0, place - 1) : place], text[place + 1 : place + 2]
    is_behind = bool(before) and not before.isspace() and before not in "([—–"
    return not following or (following.isspace() and is_behind) or (following == "\n" and text[place] not in _OPENING)


def _begins(text: str, place: int) -> bool:
    """Whether the mark stands where a quote begins: before a word, and behind a space or a bracket."""
    before, following = text[max(0, place - 1) : place], text[place + 1 : place + 2]
    return (
        bool(following)
        and not following.isspace()
        and following not in ",.;:!?)"
        and (not before or before.isspace() or before in "([—–")
    )


def _ends_sentence(text: str, opened: int, place: int) -> bool:
    """Whether what was quoted up to here is a sentence, so that the mark at `place` opens another."""
    return text[opened + 1 : place].rstrip()[-1:] in (".", "!", "?", ",")


def _last(text: str, opened: int, end: int) -> int:
    return opened + len(text[opened:end].rstrip())
