"""Whether a term is one that a wildcard or a fuzzy word stands for."""

from __future__ import annotations


def matches_pattern(word: str, pattern: str) -> bool:
    """Whether `*` (any run) and `?` (one character) make `pattern` be `word`.

    Takes at most len(word) * len(pattern) steps, whatever the pattern, unlike a regular expression.
    """
    at = in_pattern = 0
    star = resume = -1
    while at < len(word):
        if in_pattern < len(pattern) and pattern[in_pattern] == "*":
            star, resume = in_pattern, at
            in_pattern += 1
        elif in_pattern < len(pattern) and pattern[in_pattern] in ("?", word[at]):
            at, in_pattern = at + 1, in_pattern + 1
        elif star >= 0:
            resume += 1
            at, in_pattern = resume, star + 1
        else:
            return False
    return not pattern[in_pattern:].strip("*")


def is_within_edits(word: str, other: str, distance: int) -> bool:
    """Whether `other` begins like `word` and is at most `distance` edits away from it.

    Edits are a character inserted, deleted or replaced, or two neighbours swapped, no part edited twice (optimal string
    alignment).
    """
    if word[:1] != other[:1] or abs(len(word) - len(other)) > distance:
        return False
    before_last: list[int] = []
    last = list(range(len(other) + 1))
    for i, letter in enumerate(word):
        row = [i + 1]
        for j, against in enumerate(other):
            cost = min(row[j] + 1, last[j + 1] + 1, last[j] + (letter != against))
            if i and j and letter == other[j - 1] and word[i - 1] == against:
                cost = min(cost, before_last[j - 1] + 1)
            row.append(cost)
        if min(row) > distance and (not before_last or min(last) > distance):
            return False
        before_last, last = last, row
    return last[-1] <= distance
