"""Sets of documents with scores, in the form that is cheapest for how many they are.

Few documents are kept *sparse*: their numbers, rising, and a score each. Many (more than one in `_DENSE_SHARE` of all)
are kept *dense*: a mark for every document of the index, and a score that is 0 where there is none. Combining takes the
cheap way by what meets: few against many is a look-up, many against many an addition.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

Mask: TypeAlias = "np.ndarray[tuple[int], np.dtype[np.bool_]]"  # (documents,)
Numbers: TypeAlias = "np.ndarray[tuple[int], np.dtype[np.int32]]"  # (n,) rising
Scores: TypeAlias = "np.ndarray[tuple[int], np.dtype[np.float32]]"

_DENSE_SHARE = 12


@dataclass(frozen=True, slots=True, eq=False)
class Sparse:
    """Some documents; `scores` None where nothing scores."""

    documents: Numbers
    scores: Scores | None

    def __len__(self) -> int:
        return len(self.documents)

    @property
    def nbytes(self) -> int:
        return self.documents.nbytes + (0 if self.scores is None else self.scores.nbytes)


@dataclass(frozen=True, slots=True, eq=False)
class Dense:
    """Many documents; `scores` (documents,) are 0 where `mask` is not set."""

    mask: Mask
    scores: Scores | None
    count: int

    def __len__(self) -> int:
        return self.count

    @property
    def nbytes(self) -> int:
        return self.mask.nbytes + (0 if self.scores is None else self.scores.nbytes)


Matches: TypeAlias = Sparse | Dense


def is_many(count: int, size: int) -> bool:
    """Whether so many of `size` documents are kept dense."""
    return count * _DENSE_SHARE > size


def dense(mask: Mask, scores: Scores | None = None) -> Matches:
    """The marked documents as they are best kept; `scores` are 0 elsewhere."""
    count = int(np.count_nonzero(mask))
    if is_many(count, len(mask)):
        return Dense(mask, scores, count)
    documents = np.flatnonzero(mask).astype(np.int32)
    return Sparse(documents, None if scores is None else scores[documents])


def documents_of(matches: Matches) -> Numbers:
    """(n,) the documents, rising."""
    return matches.documents if isinstance(matches, Sparse) else np.flatnonzero(matches.mask).astype(np.int32)


def all_of(sets: Sequence[Matches], size: int, *, also: Sequence[Matches] = ()) -> Matches:
    """The documents in every one of `sets` (at least one), scores added up; `also` adds its scores where it matches."""
    few = sorted((s for s in sets if isinstance(s, Sparse)), key=len)
    many = [s for s in sets if isinstance(s, Dense)]
    found = _among_few(few, many) if few else _among_many(many)
    for extra in also:
        found = _with_scores(found, extra)
    return found if isinstance(found, Sparse) else dense(found.mask, found.scores)


def any_of(sets: Sequence[Matches], size: int) -> Matches:
    """The documents in at least one of `sets`, scores added up."""
    if len(sets) == 1:
        return sets[0]
    if sets and not is_many(sum(map(len, sets)), size):
        return _joined([s for s in sets if isinstance(s, Sparse)])
    mask = np.zeros(size, np.bool_)
    scores = np.zeros(size, np.float32) if any(s.scores is not None for s in sets) else None
    for one in sets:
        _add_to(mask, scores, one)
    return dense(mask, scores)


def at_least(sets: Sequence[Matches], least: int, size: int) -> Matches:
    """The documents in at least `least` of `sets`, scores of all added up."""
    if least <= 1:
        return any_of(sets, size)
    counts = np.zeros(size, np.uint8)
    mask = np.zeros(size, np.bool_)
    scores = np.zeros(size, np.float32)
    for one in sets:
        if isinstance(one, Sparse):
            counts[one.documents] += 1
        else:
            counts += one.mask
        _add_to(mask, scores, one)
    mask = counts >= least
    return dense(mask, np.where(mask, scores, np.float32(0)))


def without(mask: Mask, excluded: Matches) -> Matches:
    """The marked documents that are not in `excluded`."""
    if isinstance(excluded, Dense):
        return dense(mask & ~excluded.mask)
    left = mask.copy()
    left[excluded.documents] = False
    return dense(left)


def where(matches: Matches, mask: Mask) -> Matches:
    """The matches that are marked."""
    if isinstance(matches, Sparse):
        kept = mask[matches.documents]
        return Sparse(matches.documents[kept], None if matches.scores is None else matches.scores[kept])
    both = matches.mask & mask
    return dense(both, None if matches.scores is None else matches.scores * both)


def _among_few(few: Sequence[Sparse], many: Sequence[Dense]) -> Sparse:
    found = few[0]
    for other in few[1:]:
        found = _intersection(found, other)
    for one in many:
        kept = one.mask[found.documents]
        documents = found.documents[kept]
        scores = None if found.scores is None else found.scores[kept]
        found = Sparse(documents, _sum(scores, None if one.scores is None else one.scores[documents]))
    return found


def _intersection(smaller: Sparse, larger: Sparse) -> Sparse:
    if not len(smaller) or not len(larger):
        return Sparse(smaller.documents[:0], None if _silent(smaller, larger) else np.zeros(0, np.float32))
    place = np.searchsorted(larger.documents, smaller.documents)
    place[place == len(larger)] = 0
    kept = larger.documents[place] == smaller.documents
    scores = None if smaller.scores is None else smaller.scores[kept]
    others = None if larger.scores is None else larger.scores[place[kept]]
    return Sparse(smaller.documents[kept], _sum(scores, others))


def _silent(*sets: Matches) -> bool:
    return all(one.scores is None for one in sets)


def _among_many(many: Sequence[Dense]) -> Dense:
    if len(many) == 1:
        return many[0]
    mask = many[0].mask & many[1].mask
    for one in many[2:]:
        mask &= one.mask
    scored = [one.scores for one in many if one.scores is not None]
    if not scored:
        return Dense(mask, None, -1)
    total = scored[0] + scored[1] if len(scored) > 1 else scored[0].copy()
    for scores in scored[2:]:
        total += scores
    total *= mask
    return Dense(mask, total, -1)


def _with_scores(found: Matches, extra: Matches) -> Matches:
    """`found` with the scores of `extra` where both are."""
    if extra.scores is None:
        return found
    if isinstance(found, Sparse):
        return Sparse(found.documents, _sum(found.scores, scores_at(extra, found.documents)))
    added = extra.scores if isinstance(extra, Dense) else None
    if added is None:
        added = np.zeros(len(found.mask), np.float32)
        added[documents_of(extra)] = extra.scores
    return Dense(found.mask, _sum(found.scores, added * found.mask), found.count)


def scores_at(matches: Matches, documents: Numbers) -> Scores:
    """(n,) the scores of `documents`, 0 for those that do not match."""
    if matches.scores is None:
        return np.zeros(len(documents), np.float32)
    if isinstance(matches, Dense):
        return matches.scores[documents]
    if documents is matches.documents:
        return matches.scores
    if not len(matches):
        return np.zeros(len(documents), np.float32)
    place = matches.documents.searchsorted(documents)
    found = matches.scores.take(place, mode="clip")
    found[matches.documents.take(place, mode="clip") != documents] = 0
    return found


def _joined(sets: Sequence[Sparse]) -> Sparse:
    """The union of few documents."""
    every = np.concatenate([one.documents for one in sets])
    documents, which = np.unique(every, return_inverse=True)
    if _silent(*sets):
        return Sparse(documents, None)
    scores = np.concatenate([np.zeros(len(one), np.float32) if one.scores is None else one.scores for one in sets])
    return Sparse(documents, np.bincount(which, scores, minlength=len(documents)).astype(np.float32))


def _add_to(mask: Mask, scores: Scores | None, one: Matches) -> None:
    if isinstance(one, Sparse):
        mask[one.documents] = True
        if scores is not None and one.scores is not None:
            scores[one.documents] += one.scores
    else:
        np.logical_or(mask, one.mask, out=mask)
        if scores is not None and one.scores is not None:
            np.add(scores, one.scores, out=scores)


def _sum(one: Scores | None, other: Scores | None) -> Scores | None:
    if one is None or other is None:
        return other if one is None else one
    return one + other
