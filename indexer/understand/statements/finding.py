"""The statements of a text, sentence by sentence."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from indexer.understand.statements.items import Named, items
from indexer.understand.statements.quotes import Span
from indexer.understand.statements.sentence import Sentence
from indexer.understand.statements.speakers import Speakers
from indexer.understand.statements.story import Story
from indexer.understand.statements.subjects import Subjects
from indexer.understand.statements.verbs import verbs_of
from indexer.understand.statements.words import WORDS
from search.model import ActorMention, Statement

MAX_STATEMENTS = 200
_MOST_PERSONS = 100  # whose titles and parts of names are known


def find_statements(
    text: str, *, language: str, actors: Sequence[ActorMention], excluded: Sequence[Span] = ()
) -> tuple[Statement, ...]:
    """What somebody says in `text`, in reading order, never overlapping; offsets are those of `text`.

    `actors` are those of the text, with offsets in it; `excluded` are spans that are no part of the story. Nothing is
    found in a language whose verbs of saying are not known.
    """
    verbs = verbs_of(language)
    if not verbs:
        return ()
    row = items(text, excluded=excluded, actors=actors)
    named = (Named(*actor.offsets[0], actor) for actor in actors if actor.kind == "person" and actor.offsets)
    persons = tuple(islice(named, _MOST_PERSONS))
    words = WORDS[language]
    speakers = Speakers(row, words, persons)
    story = Story(row, verbs, Subjects(row, words, speakers), speakers)
    for first, last in row.sentences():
        sentence = Sentence(story, first, last)
        sentence.read()
        is_silent = sentence.speaker is None and not sentence.has_quotes
        if is_silent:
            speakers.saw(first, last)
        story.before = (first, last) if is_silent else (0, 0)
        if len(story.found) >= MAX_STATEMENTS:
            break
    return tuple(sorted(story.found, key=lambda found: found.start)[:MAX_STATEMENTS])
