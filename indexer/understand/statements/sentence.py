"""One sentence: its verbs of saying and its quotes, and the words that are said with them."""

from __future__ import annotations

from dataclasses import dataclass, field

from indexer.understand.statements.items import QUOTE, Items
from indexer.understand.statements.speakers import Speaker
from indexer.understand.statements.story import Story
from indexer.understand.statements.subjects import Subject
from indexer.understand.statements.verbs import Verb
from indexer.understand.statements.words import ENGLISH

_LEAST_QUOTED = 3  # words of a quote that is a statement of its own; "signifikan" is a word that somebody used
_LEAST_SAID = 2  # words after a verb that are something said: "mengaku kecewa sekali", no "bercerita banyak"
_FAR = 24  # items between a verb and the words said: "mengatakan kepada wartawan di Jakarta, ..."
_NEAR = 10
_CLOSE = 4
_REFERRING = frozenset({"hal", "itu", "ini", "demikian", "pernyataan", "tersebut", "begitu", "kepastian", "keterangan",
                        "informasi", "kabar", "harapan", "imbauan", "penegasan", "penjelasan"})  # fmt: skip
_ALIKE = frozenset({"senada", "serupa", "sama", "berbeda", "lain"})
_TELLING = frozenset({"mengatakan", "menyampaikan", "berkata", "berpesan", "mengingatkan"})
_ADDRESSING = frozenset({"kepada", "pada"})
_SO_THAT = frozenset({"agar", "supaya"})
_PURPOSES = frozenset({"agar", "supaya", "untuk", "to"})
_WISHES = _PURPOSES | {"tidak", "tak", "jangan", "not"}
_ACCORDING_TO = "to"
_ON = "on"
_TO_SOMEBODY = frozenset({"told", "tells", "tell", "telling", "warned", "warns", "warning", "reminded", "assured",
                          "informed", "promised", "notified", "convinced", "persuaded"})  # fmt: skip
_FURTHER = "lebih"  # "Lebih lanjut, dia menjelaskan ..." goes on itself, "..., lanjut dia" does not
_AS = frozenset({"seperti", "sebagaimana", "as"})


@dataclass(slots=True)
class Sentence:
    """One sentence: items [first, last)."""

    story: Story
    first: int
    last: int
    speaker: Speaker | None = None  # of the verb before
    is_open: bool = False  # what is said goes on to the end of the sentence
    _done: set[int] = field(default_factory=set)  # quotes that are somebody's

    @property
    def items(self) -> Items:
        return self.story.items

    @property
    def has_quotes(self) -> bool:
        return QUOTE in self.items.words[self.first : self.last]

    def read(self) -> None:
        """Add the statements of the sentence to the story."""
        for item in range(self.first, self.last):
            word = self.items.words[item]
            if word is QUOTE:
                continue
            for verb in self.story.verbs.get(word.lower() if item == self.first else word, ()):
                if self._take(item, verb):
                    break
        self._read_lone_quotes()

    def _take(self, item: int, verb: Verb) -> bool:
        """Read the verb at `item` as `verb`; whether that is what it is."""
        match verb.use:
            case "after":
                return self._after(item, verb)
            case "by":
                return self._by(item, verb)
            case "passive":
                return self._passive(item, verb)
            case "claims":
                return self._begins_claim(item, verb) and self._active(item, verb)
            case "persons":
                return self._active(item, verb, of_person=not self._begins_claim(item, verb))
            case "before":
                return self._active(item, verb)

    # ---- '"...," kata X' -----------------------------------------------------------------------------------------

    def _after(self, item: int, verb: Verb) -> bool:
        if not self._opens(item) and not self._follows_words(item):
            return False
        if item > self.first and self.items.lower(item - 1) == _FURTHER:
            return False
        if verb.has_speaker:
            speaker, behind = self.story.speakers.pronoun(), item + 1
        else:
            speaker, behind = self.story.subjects.behind(item, self.last)
        if speaker is None:
            return False
        self._said(speaker)
        if self._opens(item):
            self._content(behind, speaker, verb)
        else:
            self._content_before(item, speaker, verb, behind=behind)
            self._content_behind(behind, speaker, verb)
        return True

    def _opens(self, item: int) -> bool:
        """Whether the verb opens the sentence: "Kata dia, ...", "Kemudian lanjut Budi, ..."."""
        openers = self.story.subjects.words.openers
        return item - self.first <= 2 and all(
            self.items.words[other] is not QUOTE and self.items.lower(other) in openers
            for other in range(self.first, item)
        )

    def _follows_words(self, item: int) -> bool:
        return self.items.words[item - 1] is QUOTE or "," in self.items.gaps[item]

    def _content_before(self, item: int, speaker: Speaker, verb: Verb, *, behind: int | None = None) -> None:
        """What stands before a verb of saying: quotes, or the sentence up to here.

        Of a sentence that goes on at item `behind` its longer half: "Polisi, kata Budi, sudah memeriksa ...".
        """
        first = item
        while first > self.first and self.items.words[first - 1] is QUOTE:
            first -= 1
        if first < item and first - self.first <= 2:
            for quote in range(first, item):
                self._quote(quote, speaker, verb)
        elif not self.is_open:
            is_inserted = behind is not None and behind < self.last and _is_pause(self.items.gaps[behind])
            if is_inserted and behind is not None and self.last - behind > item - self.first:
                self._add(behind, self.last, speaker, verb)
            else:
                self._add(self.first, item, speaker, verb)

    def _content_behind(self, item: int, speaker: Speaker, verb: Verb) -> None:
        """A quote that goes on behind its speaker: '"A," kata X, "B."'."""
        for quote in range(item, self.last):
            if self.items.words[quote] is QUOTE and self._is_sentence(quote):
                self._quote(quote, speaker, verb)

    # ---- 'X mengatakan ...' ---------------------------------------------------------------------------------------

    def _active(self, item: int, verb: Verb, *, of_person: bool = False) -> bool:
        subject = self.story.subjects.before(item, self.first, has_spoken=self.speaker is not None)
        if subject is None:
            return False
        speaker = self._speaker_of(subject)
        if speaker is None or (of_person and speaker.is_institution):
            return False
        if self.is_open:
            self.story.cut(self._joint(subject.first if subject.first > self.first else item))
        self._said(speaker)
        start, verb = self._demand(item) or (self._complement(item), verb)
        if start < self.last and not self._ends_english(subject.first, start):
            self._content(start, speaker, verb)
        else:
            self._content_before(subject.first, speaker, verb)
        return True

    def _ends_english(self, subject: int, start: int) -> bool:
        """Whether what was said stands before: "Tariffs will fall, Donald Trump announced on Tuesday after a call"."""
        items, words = self.items, self.story.subjects.words
        if words is not ENGLISH or subject - self.first < _CLOSE or "," not in items.gaps[subject]:
            return False
        first = items.lower(self.first)
        return items.lower(start) in words.prepositions | words.times and first not in words.prepositions

    def _joint(self, item: int) -> int:
        """Where the words before end that `item` goes on from: before "serta", "dan"."""
        while item > self.first + 1 and self.items.lower(item - 1) in self.story.subjects.words.joining:
            item -= 1
        return item

    def _demand(self, item: int) -> tuple[int, Verb] | None:
        """ "mengatakan kepada X untuk ...": saying that is a demand, and the item that it begins at."""
        items = self.items
        if item + 1 >= self.last or items.lower(item) not in _TELLING or items.lower(item + 1) not in _ADDRESSING:
            return None
        for other in range(item + 2, min(self.last, item + _NEAR)):
            if items.words[other] is QUOTE or _is_pause(items.gaps[other]):
                return None
            if items.words[other] in _PURPOSES:
                return other, Verb("before", "demands")
        return None

    def _speaker_of(self, subject: Subject) -> Speaker | None:
        if subject.is_joined:
            return self.speaker
        return subject.speaker if subject.is_independent or not self.is_open else None

    def _complement(self, item: int) -> int:
        """The item that what was said begins at, behind the verb."""
        items, words = self.items, self.story.subjects.words
        begin = self._behind_day(item + 1)
        if begin >= self.last or _is_pause(items.gaps[begin]):
            return begin
        is_address = items.lower(begin) in words.prepositions
        # "told the BBC that"; "announced a plan that" goes on with the plan
        near = _CLOSE if words is not ENGLISH or items.lower(item) in _TO_SOMEBODY else 1
        for other in range(begin, min(self.last, begin + _FAR)):
            word = items.lower(other)
            if items.words[other] is QUOTE and (other == begin or _is_pause(items.gaps[other])):
                return other
            if word in words.whether and (is_address or other - begin < near):
                return other + 1
            if is_address and word in _SO_THAT:
                return other
            if is_address and _is_pause(items.gaps[other]):
                return other if other - begin < _NEAR else begin
        return begin

    def _behind_day(self, item: int) -> int:
        """The item behind "on Monday evening", where that stands between the verb and what was said."""
        items, times = self.items, self.story.subjects.words.times
        behind = item
        if item + 2 < self.last and items.lower(item) == _ON and items.lower(item + 1) in times:
            behind += 2
            behind += items.lower(behind) in times
        return behind

    def _begins_claim(self, item: int, verb: Verb) -> bool:
        """Whether a verb of many meanings is one of saying here, by what follows it."""
        items, words = self.items, self.story.subjects.words
        following = item + 1
        if following >= self.last:
            return False
        if items.words[following] is QUOTE or _is_pause(items.gaps[following]):
            return True
        if items.lower(following) in words.complements:
            return True
        wanted = _WISHES if verb.verb_class == "demands" else words.whether
        return any(word in wanted for word in items.words[following : min(self.last, following + _NEAR)])

    # ---- 'menurut X', 'disampaikan oleh X' ------------------------------------------------------------------------

    def _by(self, item: int, verb: Verb) -> bool:
        if item > self.first and self.items.gaps[item] == " " and not self.items.names[item - 1]:
            return False
        is_in_two = item + 1 < self.last and self.items.lower(item + 1) == _ACCORDING_TO
        if verb.has_speaker:
            speaker, behind = self.story.speakers.pronoun(), item + 1
        else:
            speaker, behind = self.story.subjects.behind(item + is_in_two, self.last)
        if speaker is None or (self.is_open and speaker == self.speaker):
            return False
        if item == self.first:
            self._said(speaker)
            self._content(self._behind_pause(behind), speaker, verb)
        elif not self.is_open:
            self._said(speaker)
            begin, end = (self.first, item) if self._ends(behind) else (self._behind_pause(behind), self.last)
            self._add(begin, end, speaker, verb)
        return True

    def _ends(self, item: int) -> bool:
        return self.last - item <= 2

    def _behind_pause(self, item: int) -> int:
        """The item behind the next comma, where one is near: "Menurut X dalam keterangannya, ..."."""
        for other in range(item, min(self.last, item + _FAR)):
            if _is_pause(self.items.gaps[other]) or self.items.words[other] is QUOTE:
                return other
        return item

    def _passive(self, item: int, verb: Verb) -> bool:
        items = self.items
        if verb.has_speaker:
            return item == self.first and self._passive_opening(item, verb)
        if item > self.first and items.lower(item - 1) in self.story.subjects.words.negations:
            return False
        if item == self.first and item + 1 < self.last and _is_pause(items.gaps[item + 1]):
            return False  # "Disebutkan, harga beras naik": by nobody
        behind = item
        if item + 1 < self.last and items.lower(item + 1) == self.story.subjects.words.by:
            behind = item + 1
        elif item + 1 >= self.last or items.lower(item + 1) in self.story.subjects.words.complements:
            return False
        speaker, behind = self.story.subjects.behind(behind, self.last)
        if speaker is None or self.is_open:
            return False
        self._said(speaker)
        self._passive_content(item, behind, speaker, verb)
        return True

    def _passive_content(self, item: int, behind: int, speaker: Speaker, verb: Verb) -> None:
        """What "dikatakan X" has been said: the words behind "bahwa", those before it, or the sentence before."""
        before = [word.lower() for word in self.items.words[self.first : item]]
        if behind < self.last and self.items.lower(behind) in self.story.subjects.words.whether:
            self._content(behind + 1, speaker, verb)
        elif before[:1] and before[0] in _AS and len(before) == 1:
            self._content(self._behind_pause(behind), speaker, verb)
        elif before[-1:] and before[-1] in _AS:
            self._add(self.first, item - 1, speaker, verb)
        elif verb.verb_class != "says":
            self._add(self.first, item + 1, speaker, verb)
        elif not any(word in _ALIKE for word in before) and (not before or any(word in _REFERRING for word in before)):
            taken = self.story.take_before()
            if taken:
                self.story.add(*taken, speaker=speaker, verb_class=verb.verb_class, is_quote=False)

    def _passive_opening(self, item: int, verb: Verb) -> bool:
        """ "Dikatakannya, ..."."""
        speaker = self.story.speakers.pronoun()
        if speaker is None:
            return False
        self._said(speaker)
        self._content(item + 1, speaker, verb)
        return True

    # ---- what was said --------------------------------------------------------------------------------------------

    def _said(self, speaker: Speaker) -> None:
        self.speaker = speaker
        self.story.speakers.spoke(speaker)
        self.story.settle(speaker, self.first)

    def _content(self, begin: int, speaker: Speaker, verb: Verb) -> None:
        """What is said from item `begin` to the end of the sentence."""
        if begin >= self.last:
            return
        if self.items.words[begin] is QUOTE and (self._is_sentence(begin) or self.last - begin <= 1):
            for quote in range(begin, self.last):
                if self.items.words[quote] is QUOTE:
                    self._quote(quote, speaker, verb)
            return
        if verb.verb_class == "says" and self._is_reference(begin):
            return
        if self.last - begin >= _LEAST_SAID or verb.verb_class not in ("says", "demands"):
            self._add(begin, self.last, speaker, verb)
            self.is_open = True

    def _is_reference(self, begin: int) -> bool:
        """Whether what is "said" is only "hal itu"."""
        said = [word.lower() for word in self.items.words[begin : min(begin + 3, self.last)]]
        if said[:1] not in (["hal"], ["demikian"]) or not all(word in _REFERRING | _ALIKE for word in said[:2]):
            return False
        return len(said) < 3 or said[2] in self.story.subjects.words.stops

    def _quote(self, quote: int, speaker: Speaker, verb: Verb) -> None:
        if quote not in self._done:
            self._done.add(quote)
            start, end = self.items.quoted(quote)
            self.story.add(start, end, speaker=speaker, verb_class=verb.verb_class, is_quote=True)

    def _is_opener(self, item: int) -> bool:
        """ "Namun, ..." is the article's word."""
        is_one = self.items.lower(item) in self.story.subjects.words.openers
        return is_one and self.items.gaps[item + 1].startswith(",")

    def _add(self, begin: int, end: int, speaker: Speaker, verb: Verb) -> None:
        if begin == self.first and begin + 1 < end and self._is_opener(begin):
            begin += 1
        if begin < end:
            self._done |= {item for item in range(begin, end) if self.items.words[item] is QUOTE}
            start, stop = self.items.span(begin, end)
            stop = _closed(self.items.text, start, stop)
            self.story.add(start, stop, speaker=speaker, verb_class=verb.verb_class, is_quote=False)

    def _read_lone_quotes(self) -> None:
        """Quotes without a verb: whoever spoke last goes on, or else the next one to speak has begun."""
        for item in range(self.first, self.last):
            if self.items.words[item] is not QUOTE or item in self._done or not self._is_sentence(item):
                continue
            if item > self.first and not (_is_pause(self.items.gaps[item]) or self.items.words[item - 1] is QUOTE):
                continue
            speaker = self._named_behind(item) or self.story.speakers.last
            if speaker is None or self._is_followed(item):
                self.story.wait(item)
            else:
                self.story.settle(speaker, item)
                self.story.add(*self.items.quoted(item), speaker=speaker, verb_class="says", is_quote=True)

    def _named_behind(self, item: int) -> Speaker | None:
        """The person whose name follows the quote without a verb: '"...," Budi Santoso.'."""
        named = self.items.names[item + 1] if item + 1 < self.last else None
        if named is None or named.mention.kind != "person":
            return None
        return self.story.speakers.resolve(item + 1, item + 2)

    def _is_followed(self, item: int) -> bool:
        """Whether another quote stands right behind, in whose sentence the speaker may be named."""
        items = self.items
        return item + 1 < len(items.words) and items.words[item + 1] is QUOTE and "\n" not in items.gaps[item + 1]

    def _is_sentence(self, quote: int) -> bool:
        """Whether a quote is a statement of its own, not a few words that somebody used."""
        start, end = self.items.quoted(quote)
        said = self.items.text[start:end]
        closes = self.items.text[end : end + 1] == "," or said[-1:] in (".", "!", "?", "…")
        count = said.count(" ") + 1
        return count >= _LEAST_QUOTED and (closes or count > _NEAR or self.last - self.first == 1)


def _closed(text: str, start: int, stop: int) -> int:
    """The end of the words [start, stop) with the bracket or mark behind that closes one opened among them."""
    closing = text[stop : stop + 1]
    if closing == ")":
        is_open = text.rfind("(", start, stop) > text.rfind(")", start, stop)
    elif closing in ("'", "’"):
        opening = "'" if closing == "'" else "‘"
        is_open = text.rfind(f" {opening}", start, stop) >= 0 and not text[stop + 1 : stop + 2].isalnum()
    else:
        is_open = False
    return stop + is_open


def _is_pause(gap: str) -> bool:
    return "," in gap or ":" in gap
