"""The passages of a text that best show its matches, cut at sentences or words.

Matches are grouped into windows; the window with the most different words wins, the next ones are worth less for words
that were shown already. A window grows into a passage: back to the start of its sentence where that is near, on to the
end of one where that fills the passage well, else to whitespace; scripts without spaces are cut between graphemes.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from operator import itemgetter

import regex

from search.analysis import fold, is_spaceless
from search.results import Fragment, Snippet

MAX_CHARS = 200_000  # of a text, in which passages are looked for
MAX_SPANS = 1_000

_Range = tuple[int, int]

_REPEATED = 0.1  # what a match is worth whose word the window has already
_SHOWN = 0.3  # what a word is worth that an earlier passage shows
_WELL_FILLED = 0.6  # of a passage: then it may end with a sentence
_REACH = 0.8  # of a passage, from the first match of a window to its last
_LEAD_IN = 0.3  # of a passage, before the first match where no sentence starts near

_SENTENCE_START = regex.compile(r"[.!?…][\"'”’»)\]]*\s+(?=[^\p{Ll}\s])|[。！？]\p{Pe}?|\n\s*")
_SPACES = re.compile(r"\s+")
_GRAPHEME = regex.compile(r"\X")


def best_snippets(
    text: str,
    spans: Sequence[_Range],
    *,
    breaks: Sequence[int] = (),
    ignore: Sequence[_Range] = (),
    max_chars: int = 240,
    limit: int = 2,
) -> tuple[Snippet, ...]:
    """The `limit` passages of `text`, in reading order, that show most of the matches; its opening if there are none.

    `spans` are matched [start, end) offsets in code points, ascending, apart from each other; `breaks` the offsets
    where a space is missing between glued sentences, and is put in; `ignore` ascending spans that are never shown. A
    passage has at most `max_chars` characters, runs of whitespace being one space; passages do not overlap. Of longer
    texts the first MAX_CHARS characters and MAX_SPANS matches are looked at.

    Raises ValueError if a span lies outside the text.
    """
    _check(text, spans)
    cutter = _Cutter(text, breaks=breaks, max_chars=max_chars)
    free = list(_between(ignore, 0, min(len(text), MAX_CHARS)))
    left = [(span, fold(text[slice(*span)])) for span in spans[:MAX_SPANS]]
    worth: dict[str, float] = {}
    passages: list[_Range] = []
    while len(passages) < limit:
        windows = (window for segment in free for window in _windows(left, segment, worth, int(max_chars * _REACH)))
        best = max(windows, key=lambda window: window.score, default=None)
        if best is None:
            break
        passage = cutter.around(best)
        passages.append(passage)
        worth |= {word: _SHOWN for span, word in left if _overlap(span, passage)}
        left = [(span, word) for span, word in left if not _overlap(span, passage)]
        free = [rest for segment in free for rest in _between([passage], *segment)]
    if not passages and limit:
        passages = [cutter.opening(segment) for segment in free if not text[slice(*segment)].isspace()][:1]
    return tuple(_snippet(text, spans, breaks, passage) for passage in sorted(passages))


def fragments(text: str, spans: Sequence[_Range], *, breaks: Sequence[int] = ()) -> tuple[Fragment, ...]:
    """`text` in fragments that are highlighted (`spans`) or are not.

    A space is put in at each of `breaks`. ValueError if a span lies outside the text.
    """
    _check(text, spans)
    return _joined(_pieces(text, spans, breaks, (0, len(text))))


def _pieces(text: str, spans: Sequence[_Range], breaks: Sequence[int], within: _Range) -> Iterator[tuple[str, bool]]:
    """The parts of `text` `within` a range, in order, each with whether it is highlighted, and spaces put in."""
    first, last = within
    edges = {first, last} | {edge for span in spans for edge in span if first < edge < last}
    gaps = {at for at in breaks if first < at < last and not (text[at - 1].isspace() or text[at].isspace())}
    marked = iter([span for span in spans if span[1] > first and span[0] < last])
    span = next(marked, None)
    for start, end in pairwise(sorted(edges | gaps)):
        while span is not None and span[1] <= start:
            span = next(marked, None)
        if start in gaps:
            yield " ", False
        yield text[start:end], span is not None and span[0] <= start


@dataclass(frozen=True, slots=True)
class _Window:
    """Matches near each other: from the start of the first to the end of the last, and what is free around them."""

    score: float
    start: int
    end: int
    segment: _Range


def _windows(
    matches: Sequence[tuple[_Range, str]], segment: _Range, worth: Mapping[str, float], reach: int
) -> Iterator[_Window]:
    """For each match inside `segment` the window from it on, as many matches as end within `reach` characters.

    One pass: the words of the window are counted as they enter and leave it.
    """
    inside = [(span, word) for span, word in matches if segment[0] <= span[0] and span[1] <= segment[1]]
    words: Counter[str] = Counter()
    different = 0.0
    past = 0
    for i, ((start, end), word) in enumerate(inside):
        while past < len(inside) and (past == i or inside[past][0][1] - start <= reach):
            entering = inside[past][1]
            different += 0 if words[entering] else worth.get(entering, 1.0)
            words[entering] += 1
            past += 1
        score = different + _REPEATED * (past - i)
        yield _Window(score, start, max(end, inside[past - 1][0][1]), segment)
        words[word] -= 1
        different -= 0 if words[word] else worth.get(word, 1.0)


class _Cutter:
    """Finds where passages of one text begin and end."""

    def __init__(self, text: str, *, breaks: Sequence[int], max_chars: int) -> None:
        self._text = text
        self._breaks = breaks
        self._max_chars = max_chars

    def around(self, window: _Window) -> _Range:
        """The passage that shows `window`; of a match that is too long its beginning."""
        room = self._room(window.start, window.end)
        last = min(window.end, window.start + room)
        start = self._start(window.start, max(window.segment[0], last - room), window.segment[0], room)
        return start, self._end(start, last, window.segment[1], room)

    def opening(self, segment: _Range) -> _Range:
        """The passage at the beginning of `segment`, which is not all whitespace."""
        start, end = segment
        while self._text[start].isspace():
            start += 1
        return start, self._end(start, start, end, self._room(start, start))

    def _room(self, start: int, end: int) -> int:
        """How much of the text a passage may take, so that it is not too long with the spaces that are put in."""
        earliest = min(start, end - self._max_chars)
        spaces = bisect_left(self._breaks, start + self._max_chars) - bisect_left(self._breaks, earliest)
        return max(1, self._max_chars // 2, self._max_chars - spaces)

    def _start(self, first: int, earliest: int, opening: int, room: int) -> int:
        """Where the passage begins that shows `first`, at `earliest` or after; `opening` is as good as a sentence's."""
        starts = [opening] if earliest == opening else []
        ends = (match.end() for match in _SENTENCE_START.finditer(self._text, earliest, first + 1))
        starts += [end for end in ends if end <= first]
        starts += self._breaks[bisect_left(self._breaks, earliest) : bisect_right(self._breaks, first)]
        if starts:
            return max(starts)
        target = max(earliest, first - int(room * _LEAD_IN))
        return next((at for at in range(target, first) if self._parts_words(at)), first)

    def _end(self, start: int, last: int, latest: int, room: int) -> int:
        """Where the passage ends that begins at `start` and shows what is before `last`."""
        if latest - start <= room:
            return latest
        latest = start + room
        filled = max(last, start + int(room * _WELL_FILLED))
        ends = [match.end() for match in _SENTENCE_START.finditer(self._text, last, latest) if match.end() >= filled]
        if ends:
            return ends[-1]
        end = next((at for at in range(latest, last, -1) if self._parts_words(at)), last)
        return end if end > start else self._within_word(start, latest)

    def _parts_words(self, at: int) -> bool:
        """Whether the text may be cut before `at`: at whitespace, or between two graphemes of a spaceless script."""
        before, after = self._text[at - 1 : at], self._text[at : at + 1]
        if not before or before.isspace() or after.isspace():
            return True
        return (is_spaceless(before) or is_spaceless(after)) and len(_GRAPHEME.findall(before + after)) == 2

    def _within_word(self, start: int, latest: int) -> int:
        """The last boundary of graphemes up to `latest`; `latest` itself in a grapheme that is longer than that."""
        ends = [start + match.end() for match in _GRAPHEME.finditer(self._text[start : latest + 1])]
        return next((end for end in reversed(ends) if end <= latest), latest)


def _snippet(text: str, spans: Sequence[_Range], breaks: Sequence[int], passage: _Range) -> Snippet:
    """A passage in fragments, its runs of whitespace made one space, without any at its ends."""
    tidy: list[tuple[str, bool]] = []
    after_space = True
    for part, is_match in _pieces(text, spans, breaks, passage):
        piece = _SPACES.sub(" ", part)
        piece = piece[1:] if after_space and piece.startswith(" ") else piece
        if piece:
            tidy.append((piece, is_match))
            after_space = piece.endswith(" ")
    if tidy and after_space:
        tidy[-1] = (tidy[-1][0][:-1], tidy[-1][1])
    return Snippet(fragments=_joined(piece for piece in tidy if piece[0]))


def _joined(pieces: Iterable[tuple[str, bool]]) -> tuple[Fragment, ...]:
    """The pieces in order, neighbours of one kind made one."""
    return tuple(
        Fragment(text="".join(text for text, _ in same), match=match) for match, same in groupby(pieces, itemgetter(1))
    )


def _between(ranges: Sequence[_Range], start: int, end: int) -> Iterator[_Range]:
    """The parts of [start, end) that none of the ascending `ranges` covers; none is empty."""
    for first, last in ranges:
        if start < min(first, end):
            yield start, min(first, end)
        start = max(start, last)
    if start < end:
        yield start, end


def _overlap(span: _Range, other: _Range) -> bool:
    return span[0] < other[1] and other[0] < span[1]


def _check(text: str, spans: Sequence[_Range]) -> None:
    if spans and not (spans[0][0] >= 0 and spans[-1][1] <= len(text)):
        raise ValueError(f"spans from {spans[0][0]} to {spans[-1][1]} lie outside a text of {len(text)} characters")
