"""Who a row of items before or behind a verb of saying means.

An actor where one is named; else a name in capitals; else the role of somebody unnamed. "Dia" and "-nya" are whoever
spoke last or has become the subject since; "pejabat itu" is the unnamed one with that role, else likewise.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from indexer.understand.actors.cues import NOT_IN_NAMES, OFFICE_WORDS, ORGANISATIONS, ROLES
from indexer.understand.statements.items import QUOTE, Items, Named
from indexer.understand.statements.words import DESCRIPTIONS, HUMANS, INSTITUTIONS, KIN, PAPERS, Words
from indexer.understand.words import words
from search.actors import strip_titles

_PERSONAL = words(
    """
    istri suami anak putra putri ayah ibu kakak adik keluarga kerabat tetangga teman sahabat ibunda ayahanda pacar
    kekasih kuasa pendukung kubu relawan simpatisan tim
    """
)
_ALWAYS_WHOSE = words("kuasa tim kubu pendukung relawan")
_SHARED = words("anggota warga pengamat staf politikus politisi saksi korban")  # titles that many have
_MAX_ROLE_CHARS = 120
_TITLE_CHARS = 12  # before a name: "Kombes Pol"
_TITLE_WORDS = 4
_TITLE_ITEMS = 8
_SUBJECT_ITEMS = 12


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks, and [start, end) of the text where it says so."""

    label: str
    start: int
    end: int
    actor_id: str | None = None
    speaks_for: str | None = None
    head: str = ""  # of a role: its first word, by which it is taken up again
    is_institution: bool = False


@dataclass(slots=True)
class Speakers:
    """Tells who is meant; remembers who spoke."""

    items: Items
    words: Words
    persons: Sequence[Named]
    last: Speaker | None = None
    _roles: dict[str, Speaker] = field(default_factory=dict)
    _unlisted: list[Speaker] = field(default_factory=list)  # names that are no actors
    _last_institution: Speaker | None = None
    _last_person: Speaker | None = None

    def spoke(self, speaker: Speaker) -> None:
        """`speaker` said something: pronouns mean them from now on."""
        self.last = speaker
        if speaker.is_institution:
            self._last_institution = speaker
        else:
            self._last_person = speaker
        if speaker.head:
            self._roles.setdefault(speaker.head, speaker)

    def saw(self, first: int, last: int) -> None:
        """A sentence that nobody spoke in: the person who is its subject may be taken up by a pronoun."""
        if self.last is None:
            self.last = self._last_person = self._first_name(first, last)
        for item in range(first, min(last, first + _SUBJECT_ITEMS)):
            named = self.items.names[item]
            if named is not None and not named.mention.is_certain:
                named = None  # by its form alone: "Angin Timur" may be a gust
            if named is not None and named.mention.kind == "person":
                self.last = self._last_person = self._of(named)
                return
            word = self.items.lower(item)
            if word in self.words.prepositions or (item > first and "," in self.items.gaps[item] and named is None):
                return
            if named is None and item > first and not self.items.is_capital(item) and word not in HUMANS | ROLES:
                return

    def _first_name(self, first: int, last: int) -> Speaker | None:
        """The name in no list that a sentence begins with: "Galih Purwacaraka hadir ..."."""
        named = self.items.names[first]
        if named is not None and named.mention.kind == "person":
            return self._of(named)
        item = first
        while item < min(last, first + _TITLE_WORDS) and self._is_name_word(item):
            item += 1
        if item - first < 2 or item == last or self.items.gaps[item] != " " or self.items.is_capital(item):
            return None
        return Speaker(self.items.shown(first, item), *self.items.span(first, item))

    def resolve(
        self, first: int, last: int, beside: Sequence[tuple[int, int]] = (), *, is_definite: bool = False
    ) -> Speaker | None:
        """Whom the items [first, last) mean; `beside` them, behind commas, a role may have its name.

        They are definite ("pejabat itu") by their last word, or where the caller has seen it farther on.
        """
        is_definite = is_definite or self.items.lower(last - 1) in self.words.definites
        first, last = self._trimmed(first, last)
        if first >= last:
            return None
        if last - first == 1 and self.items.lower(first) in self.words.pronouns:
            return self.pronoun(self.items.lower(first))
        named = self._named(first, last, beside)
        if named is not None:
            return named
        if is_definite and not self._is_named_whole(first, last):
            return self._definite(first, last)
        return self._institution(first, last) or self._role(first, last)

    def _is_named_whole(self, first: int, last: int) -> bool:
        named = self.items.names[first]
        return named is not None and named is self.items.names[last - 1]

    def pronoun(self, word: str = "") -> Speaker | None:
        """Whom "dia" or the end of "katanya" means."""
        if word in ("mereka", "they", "it"):
            return self.last
        return self._last_person if self._last_person and self._is_recent(self._last_person) else self.last

    def _is_recent(self, speaker: Speaker) -> bool:
        return self.last is None or not self.last.is_institution or speaker is self.last

    def _trimmed(self, first: int, last: int) -> tuple[int, int]:
        items = self.items
        while first < last and items.names[first] is None and items.lower(first) in self.words.openers:
            first += 1
        while first < last and items.names[first] is None and items.lower(first) in self.words.articles:
            first += 1
        while last > first and (self._is_time(last - 1) or self._is_bracketed(last - 1)):
            last -= 1
        return first, last

    def _is_bracketed(self, item: int) -> bool:
        return "(" in self.items.gaps[item] and self.items.names[item] is None

    def _is_time(self, item: int) -> bool:
        word = self.items.lower(item)
        if self.items.names[item] is not None:
            return False
        if word == "ini" or word == "itu":
            return item > 0 and self.items.lower(item - 1) in self.words.times
        return word in self.words.times or word[0].isdigit()

    # ---- persons -----------------------------------------------------------------------------------------------

    def _named(self, first: int, last: int, beside: Sequence[tuple[int, int]]) -> Speaker | None:
        here = list(self._persons(first, last))
        head = self.items.lower(first)
        if not here and (titled := self._titled(first, last)) is not None:
            return titled
        if not here and (whole := self.plain_name(first, last, is_whole=True)) is not None:
            return whole
        if not here or head in KIN:
            for begin, end in beside:
                there = next(self._persons(begin, end), None)
                if there is not None and self.items.starts[begin] >= there.start - _TITLE_CHARS:
                    return self._of(there)
                if not here and (name := self.plain_name(begin, end)):
                    return name
        if not here:
            return self.plain_name(first, last)
        if len(here) == 1 and self._is_whose(first, here[0]):
            return self._role(first, last)
        return self._of(here[-1] if head in KIN else here[0])

    def _is_whose(self, first: int, person: Named) -> bool:
        """Whether the role before the person is somebody's who belongs to them: "istri Budi"."""
        word = self.items.words[first]
        if self.items.starts[first] >= person.start or self.items.lower(first) not in _PERSONAL:
            return False
        return word[0].islower() or self.items.lower(first) in _ALWAYS_WHOSE

    def _persons(self, first: int, last: int) -> Iterator[Named]:
        before: Named | None = None
        for named in self.items.names[first:last]:
            if named is not None and named is not before and named.mention.kind == "person":
                yield named
            before = named

    def plain_name(self, first: int, last: int, *, is_whole: bool = False) -> Speaker | None:
        """A name that understanding knows no actor for: a row of capitals behind a role, or all there is."""
        begin = last
        while (
            begin > first and self._is_name_word(begin - 1) and (begin == last or self.items.gaps[begin] in (" ", ". "))
        ):
            begin -= 1
        if begin > first and self._may_be_name(first, last):
            begin = first
        if is_whole and begin > first:
            return None
        count = last - begin
        if not 1 <= count <= 5 or (begin > first and not self._is_role_word(begin - 1)):
            return None
        name = self.items.shown(begin, last)
        start, end = self.items.span(begin, last)
        known = self._full_name(name) or next((s for s in self._unlisted if f" {name} " in f" {s.label} "), None)
        if known is not None:
            return replace(known, start=start, end=end)
        self._unlisted.append(Speaker(name, start, end))
        return self._unlisted[-1]

    def _may_be_name(self, first: int, last: int) -> bool:
        """Whether words that names seldom hold are one here: all there is, in capitals, and no role opens them."""
        items = self.items
        if not 2 <= last - first <= 4 or self._is_role(first, last) or strip_titles(items.shown(first, last))[1]:
            return False
        if items.lower(last - 1) in self.words.times:  # "Awal September, pejabat AS mengatakan ..."
            return False
        return all(
            items.words[item] is not QUOTE and items.is_capital(item) and items.names[item] is None
            and items.lower(item) not in PAPERS and (item == first or items.gaps[item] == " ")
            for item in range(first, last)
        )  # fmt: skip

    def _is_name_word(self, item: int) -> bool:
        items = self.items
        if items.words[item] is QUOTE or not items.is_capital(item) or items.names[item] is not None:
            return False
        word = items.lower(item)
        return not (
            word in ROLES or word in HUMANS or word in ORGANISATIONS or word in NOT_IN_NAMES or word in INSTITUTIONS
            or word in PAPERS or word in OFFICE_WORDS or word in self.words.prepositions or word in self.words.times
            or word in self.words.openers or word in self.words.pronouns or any(char.isdigit() for char in word)
        )  # fmt: skip

    def _is_role_word(self, item: int) -> bool:
        word = self.items.lower(item)
        is_rank = word in NOT_IN_NAMES and self.items.is_capital(item)
        return word in ROLES or word in HUMANS or word in OFFICE_WORDS or is_rank or self.items.names[item] is not None

    def _full_name(self, name: str) -> Speaker | None:
        """The one person of the article of whose name this is a part."""
        found = {p.mention.actor_id: p for p in self.persons if f" {name} " in f" {p.mention.label} "}
        return self._of(next(iter(found.values()))) if len(found) == 1 else None

    # ---- bodies and roles --------------------------------------------------------------------------------------

    def _institution(self, first: int, last: int) -> Speaker | None:
        """The organisation, country or place's government that the items name, and nothing else."""
        begins, ends = self.items.names[first], self.items.names[last - 1]
        for named in (begins, ends):
            if named is None or named.mention.kind == "person":
                continue
            if self._role_head(first, named) is None or self._is_body(first, last, named):
                return replace(self._of(named), is_institution=True)
        return None

    def _is_body(self, first: int, last: int, named: Named) -> bool:
        """Whether the words before an organisation's name only say what it is: "badan keamanan domestik Shin Bet"."""
        if named.mention.kind != "organisation":
            return False
        is_explained = "(" in self.items.gaps[last - 1] and self._head(first) in ORGANISATIONS
        return is_explained or (self.items.words[first].islower() and self._head(first) in INSTITUTIONS)

    def _role_head(self, first: int, named: Named) -> str | None:
        """The word before the name that makes somebody else of it: "pejabat" of "pejabat Korea Utara"."""
        for item in range(first, len(self.items.words)):
            if self.items.starts[item] >= named.start:
                return None
            word = self.items.lower(item)
            if word in PAPERS:
                return None
            if word not in INSTITUTIONS and word not in self.words.articles:
                return word
        return None

    def _definite(self, first: int, last: int) -> Speaker | None:
        head = self._head(first)
        if head in PAPERS:
            return None
        if head in self._roles:
            return self._roles[head]
        if head in INSTITUTIONS or head in ORGANISATIONS:
            return self._last_institution or self._role(first, last)
        if self._is_role(first, last):
            return self._last_person or self.last or self._role(first, last)
        return None

    def _is_role(self, first: int, last: int) -> bool:
        return any(
            word in HUMANS or word in ROLES or word in INSTITUTIONS or word in ORGANISATIONS
            for word in map(str.lower, (*self.items.words[first : min(last, first + 3)], self.items.words[last - 1]))
        )

    def _head(self, first: int) -> str:
        return self.items.lower(first)

    def _role(self, first: int, last: int) -> Speaker | None:
        """Somebody unnamed: "pejabat senior pertahanan Korea Utara"; "pejabat" alone is who was called so before."""
        head = self._head(first)
        if head in PAPERS or not self._is_role(first, last):
            return None
        if last - first == 1 and (known := self._known_by(first)) is not None:
            return known
        last = self._with_office(last)
        start, end = self.items.span(first, last)
        if end - start > _MAX_ROLE_CHARS:
            return None
        whose = next((n for n in self.items.names[first:last] if n is not None), None)
        return Speaker(
            self.items.shown(first, last),
            start,
            end,
            speaks_for=whose.mention.actor_id if whose else None,
            head=head,
            is_institution=head in INSTITUTIONS or head in ORGANISATIONS,
        )

    def _known_by(self, item: int) -> Speaker | None:
        """Who is called by a role alone: the unnamed one who had it, or of a description who spoke last."""
        word = self.items.lower(item)
        if word in self._roles:
            return self._roles[word]
        return self._last_person if word in DESCRIPTIONS else None

    def _titled(self, first: int, last: int) -> Speaker | None:
        """The first person before whose name these words stand: for "Presiden" the one in "Presiden Joko Widodo"."""
        title = [word.lower() for word in self.items.words[first:last]]
        if len(title) > _TITLE_WORDS or not self._is_title(first, last):
            return None
        for person in self.persons:
            item = bisect_left(self.items.starts, person.start)
            for end in range(item, max(len(title) - 1, item - _TITLE_ITEMS), -1):
                begin = end - len(title)
                if [word.lower() for word in self.items.words[begin:end]] == title:
                    return self._of(person)
                if self.items.words[end - 1] is QUOTE or not self.items.is_capital(end - 1):
                    break
        return None

    def _is_title(self, first: int, last: int) -> bool:
        """Whether the words may be a title alone; of small ones only such as a person is called by."""
        if any(word is QUOTE for word in self.items.words[first:last]):
            return False
        head = self._head(first)
        if last - first == 1 and head in DESCRIPTIONS:
            return True
        return (
            head not in _SHARED
            and self._is_role(first, first + 1)
            and all(self.items.is_capital(item) for item in range(first, last))
        )

    def _with_office(self, last: int) -> int:
        """The role with the office behind it: "wakil direktur urusan luar negeri di Kementerian Pertahanan"."""
        items = self.items
        if last + 1 >= len(items.words) or items.lower(last) not in ("di", "dari", "pada", "of", "at"):
            return last
        named = items.names[last + 1]
        is_office = items.lower(last + 1) in ORGANISATIONS or (named and named.mention.kind == "organisation")
        if not is_office or not items.is_capital(last + 1):
            return last
        end = last + 1
        while end < len(items.words) and (end == last + 1 or items.gaps[end] == " ") and items.is_capital(end):
            end += 1
        return end

    def _of(self, named: Named) -> Speaker:
        mention = named.mention
        return Speaker(
            mention.label, named.start, named.end, actor_id=mention.actor_id, is_institution=mention.kind != "person"
        )
