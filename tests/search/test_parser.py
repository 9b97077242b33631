import re
from datetime import date
from pathlib import Path

import pytest

from search.actors import ActorRegistry, default_registry
from search.actors.loading import parse as parse_actors
from search.errors import QuerySyntaxError
from search.outlets import OutletRegistry, default_outlets
from search.outlets.loading import parse as parse_outlets
from search.parser import parse, parse_query
from search.query import (
    And,
    DateFilter,
    Everything,
    Filter,
    Fuzzy,
    Not,
    Or,
    Phrase,
    Prefix,
    Query,
    Term,
    Wildcard,
    Word,
)

ACTORS = default_registry()
OUTLETS = default_outlets()


def read(text: str, **changes) -> Query:
    return parse(text, **({"languages": ("id",), "actors": ACTORS, "outlets": OUTLETS} | changes))


def shape(query: Query) -> str:
    """The tree in a line: (a b) for And, (a | b) for Or, -a for Not, a? for an optional and a! for a required word."""
    match query:
        case Word():
            fields = "" if len(query.fields) == 2 else f"{query.fields[0]}:"
            return f"{fields}{query.text}{'?' * query.is_optional}{'!' * query.is_required}"
        case And(children):
            return f"({' '.join(map(shape, children))})"
        case Or(children):
            return f"({' | '.join(map(shape, children))})"
        case Not(child):
            return f"-{shape(child)}"
        case Filter():
            return f"[{query.field}={'|'.join(sorted(query.values))}]"
        case DateFilter():
            return f"[{query.start or ''}..{query.end or ''}]"
        case Everything():
            return "*"


def error(text: str, **changes) -> QuerySyntaxError:
    with pytest.raises(QuerySyntaxError) as caught:
        read(text, **changes)
    return caught.value


# ---- joining -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("pasok senjata", "(pasok senjata)"),
        ("pasok AND senjata", "(pasok senjata)"),
        ("pasok DAN senjata", "(pasok senjata)"),
        ("pasok OR senjata", "(pasok | senjata)"),
        ("pasok ATAU senjata ATAU amunisi", "(pasok | senjata | amunisi)"),
        ("pasok senjata OR amunisi roket", "((pasok senjata) | (amunisi roket))"),
        ("pasok AND senjata OR amunisi", "((pasok senjata) | amunisi)"),
        ("pasok (senjata OR amunisi)", "(pasok (senjata | amunisi))"),
        ("pasok (senjata amunisi)", "(pasok senjata amunisi)"),
        ("(pasok OR senjata) OR amunisi", "(pasok | senjata | amunisi)"),
        ("((pasok))", "pasok"),
        ("pasok(senjata)", "(pasok senjata)"),
        ("pasok NOT senjata", "(pasok -senjata)"),
        ("pasok BUKAN senjata", "(pasok -senjata)"),
        ("pasok AND NOT senjata", "(pasok -senjata)"),
        ("pasok OR NOT (senjata amunisi)", "(pasok | -(senjata amunisi))"),
        ("NOT NOT pasok", "pasok"),
        ("NOT -pasok", "pasok"),
        ("pasok or senjata", "(pasok or senjata)"),
    ],
)
def test_words_are_joined_by_and_which_binds_tighter_than_or(text, tree):
    assert shape(read(text, function_languages=())) == tree


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("-pasok", "-pasok"),
        ("-pasok -senjata", "(-pasok -senjata)"),
        ("pasok -senjata", "(pasok -senjata)"),
        ("(-pasok)", "-pasok"),
        ("pasok -(senjata amunisi)", "(pasok -(senjata amunisi))"),
        ('pasok -"senjata api"', '(pasok -"senjata api"!)'),
        ("pasok\u00a0-senjata", "(pasok -senjata)"),
        ("pasok\n-senjata", "(pasok -senjata)"),
        ("-title:pasok", "-title:title:pasok!"),
        ("-NOT", "-NOT"),
    ],
)
def test_a_hyphen_in_front_negates(text, tree):
    assert shape(read(text)) == tree


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("anak-anak", "anak-anak"),
        ("pasok - senjata", "(pasok senjata)"),
        ("pasok --senjata", "(pasok --senjata)"),
        ('"pasok"-senjata', '("pasok"! -senjata)'),
        ("(pasok)-senjata", "(pasok -senjata)"),
        ("pasok-", "pasok-"),
        ("pasok -", "pasok"),
        ("pasok -)", None),
    ],
)
def test_a_hyphen_anywhere_else_does_not_negate(text, tree):
    if tree is None:
        assert error(text).position == 7
    else:
        assert not any(isinstance(part, Not) for part in getattr(read(text), "children", (read(text),)))
        assert shape(read(text)) == tree


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("OR", "OR"),
        ("pasok OR", "(pasok OR)"),
        ("OR pasok", "(OR pasok)"),
        ("pasok AND OR senjata", "((pasok AND) | senjata)"),
        ("NOT", "NOT"),
        ("pasok (OR) senjata", "(pasok OR senjata)"),
    ],
)
def test_an_operator_with_nothing_to_join_is_a_word(text, tree):
    assert shape(read(text, function_languages=())) == tree


@pytest.mark.parametrize("text", ["", " ", "&", "()", '""', "“ ”", "-&", "NOT &", "* ?", "(( ) ())", "\x00\x07", "***"])
def test_what_holds_no_word_is_everything(text):
    assert read(text) == Everything()


@pytest.mark.parametrize("text", ["pasok & senjata", "pasok () senjata", 'pasok "" senjata', "pasok ... -& senjata *"])
def test_what_holds_no_word_is_passed_over(text):
    assert shape(read(text)) == "(pasok senjata)"


def test_control_characters_are_spaces():
    assert shape(read("pasok\x00senjata\x1f-amunisi\ud800roket")) == "(pasok senjata -amunisi roket)"


# ---- function words ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("pasok senjata di Rusia", "(pasok senjata di? Rusia)"),
        ("di yang ke", "(di yang ke)"),
        ("di", "di"),
        ("di -pasok", "(di -pasok)"),
        ("di outlet:none", "(di [outlet=none])"),
        ('di "pasok"', '(di? "pasok"!)'),
        ("(di ke) senjata", "(di? ke? senjata)"),
        ("di OR senjata", "(di | senjata)"),
        ("di senjata OR ke", "((di? senjata) | ke)"),
        ("senjata -di", "(senjata -di)"),
        ("title:di senjata", "(title:title:di! senjata)"),
        ('"di" senjata', '("di"! senjata)'),
        ("yang* senjata", "(yang* senjata)"),
    ],
)
def test_function_words_are_optional_beside_other_words(text, tree):
    assert shape(read(text)) == tree


def test_function_words_are_those_of_the_languages_given():
    assert shape(read("the war di", languages=("id", "en"), function_languages=("id",))) == "(the war di?)"
    assert shape(read("the war di", languages=("id", "en"), function_languages=("en",))) == "(the? war di)"


# ---- words and phrases -------------------------------------------------------------------------------------------


def test_a_word_is_searched_exactly_and_by_its_stem_in_each_language():
    assert read("memasok", languages=("id",)) == Word(
        text="memasok", start=0, end=7, alternatives=(Term("memasok"), Term("pasok", "id", "stem"))
    )


@pytest.mark.parametrize(
    "text", ["“pasok senjata”", '"pasok senjata"', "„pasok senjata“", "‟pasok senjata”", "«pasok senjata»",
             "»pasok senjata«", "”pasok senjata”", "“pasok senjata\"", "„pasok senjata\"", "＂pasok senjata＂"]
)  # fmt: skip
def test_quotes_of_all_kinds_ask_for_the_exact_words_in_order(text):
    word = read(text)
    assert word.alternatives == (Phrase(((Term("pasok"),), (Term("senjata"),))),)
    assert (word.is_required, word.text, word.start, word.end) == (True, text, 0, len(text))


def test_quotes_of_the_other_kind_lie_inside():
    assert read('«pasok "senjata"»').alternatives == read("«pasok senjata»").alternatives


def test_signs_within_quotes_are_punctuation():
    assert read('"pasok* -(senjata~ or"').alternatives == read('"pasok senjata or"').alternatives


def test_a_number_behind_a_phrase_is_the_distance_of_its_stems():
    [near] = read('"memasok senjata"~5').alternatives
    assert (near.slop, near.ordered, near.reason) == (5, False, "stem")
    assert Term("pasok", "id", "stem") in near.elements[0]


def test_distance_nought_is_the_stems_in_order():
    [near] = read('"memasok senjata"~0').alternatives
    assert (near.slop, near.ordered) == (0, True)


def test_a_tilde_without_a_number_leaves_a_phrase_exact():
    assert shape(read('"pasok senjata"~')) == '"pasok senjata"!'


def test_a_distance_has_a_limit():
    assert error('pasok "a b"~101').position == 6
    assert read('"pasok senjata"~100').alternatives[0].slop == 100


def test_a_phrase_of_one_word_is_exact():
    assert read('"memasok"').alternatives == (Term("memasok"),)


def test_a_run_of_chinese_is_a_phrase_of_pairs():
    assert read("北京市").alternatives == (Phrase(((Term("北京"),), (Term("京市"),))),)


@pytest.mark.parametrize(
    ("text", "alternative"),
    [
        ("senj*", Prefix("senj")),
        ("SENJ***", Prefix("senj")),
        ("sén*", Prefix("sen")),
        ("sen?ata", Wildcard("sen?ata")),
        ("wil?card*", Wildcard("wil?card*")),
        ("sen**ta", Wildcard("sen*ta")),
        ("sen*?", Wildcard("sen*?")),
        ("1.000*", Prefix("1.000")),
        ("jum'at*", Prefix("jum'at")),
        ("(senj*)", Prefix("senj")),
        ("senjata~", Fuzzy("senjata", 1)),
        ("Senjata~1", Fuzzy("senjata", 1)),
        ("senjata~2", Fuzzy("senjata", 2)),
        ("senjata~2,", Fuzzy("senjata", 2)),
    ],
)
def test_wildcards_and_fuzzy_words_read_exact_words(text, alternative):
    word = read(text)
    assert word.alternatives == (alternative,)
    assert not word.is_required


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("*a*", 0),
        ("?abc", 0),
        ("ab*", 2),
        ("a?b", 1),
        ("senjata ab*", 10),
        ("-ab*", 3),
        ("title:ab*", 8),
        ("abc-d*", 5),
    ],
)
def test_a_wildcard_needs_three_characters_before_it(text, position):
    caught = error(text)
    assert caught.position == position
    assert "3 letters or digits before its first" in caught.message


def test_a_word_has_few_wildcards():
    assert read("abc" + "d?" * 8 + "e").alternatives == (Wildcard("abc" + "d?" * 8 + "e"),)
    assert error("abc" + "d?" * 9 + "e").position == 4


@pytest.mark.parametrize("text", ["senjata~3", "senjata~0", "senjata~99"])
def test_fuzzy_words_differ_in_one_or_two_places(text):
    caught = error(text)
    assert caught.position == 7
    assert "allowed: ~1, ~2" in caught.message


@pytest.mark.parametrize(
    ("text", "tree", "kinds"),
    [
        ("korea-utar*", "(korea utar*)", [Term, Prefix]),
        ("korea-uta~", "(korea uta~)", [Term, Fuzzy]),
    ],
)
def test_a_sign_belongs_to_the_last_part_of_a_hyphenated_word(text, tree, kinds):
    assert shape(read(text)) == tree
    assert [type(word.alternatives[0]) for word in read(text).children] == kinds


def test_a_question_mark_ends_a_sentence_or_is_one_letter():
    word = read("Senjat?")
    assert word.alternatives == (*read("senjat").alternatives, Wildcard("senjat?"))


@pytest.mark.parametrize("text", ["AS?", "Korea??", "Korea?!", "apa?"])
def test_a_question_mark_that_can_be_no_wildcard_is_punctuation(text):
    assert not any(isinstance(alternative, Wildcard) for alternative in read(text).alternatives)


@pytest.mark.parametrize("text", ["北京*", "北京?", "北京~"])
def test_signs_are_passed_over_in_scripts_that_are_cut_into_pairs(text):
    assert read(text).alternatives == read("北京").alternatives


@pytest.mark.parametrize(
    "text", ["Breaking:Putin", "10:30", "http://kompas.com/a*b?c=d", "https://a.id/(x)", "foo:bar"]
)
def test_an_unknown_field_or_an_address_is_a_word(text):
    query = read(text)
    assert all(isinstance(part, Word) for part in getattr(query, "children", (query,)))


@pytest.mark.parametrize("text", ["ſource:kcna", "tİtle:rusia", "ſaid:perang"])
def test_a_letter_that_only_folds_to_one_of_a_field_makes_no_field(text):
    assert shape(read(text)) == text


def test_a_known_field_without_a_value_is_a_word():
    assert shape(read("Author: Joko", function_languages=())) == "(Author: Joko)"
    assert shape(read("(title:)")) == "title:"


# ---- fields ------------------------------------------------------------------------------------------------------


def test_title_narrows_a_word_to_the_title():
    word = read("title:memasok")
    assert word == Word(
        text="title:memasok",
        start=0,
        end=13,
        alternatives=(Term("memasok"), Term("pasok", "id", "stem")),
        fields=("title",),
        is_required=True,
    )


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ('title:"pasok senjata"', 'title:title:"pasok senjata"!'),
        ("Title:senj*", "title:Title:senj*!"),
        ("title:(pasok OR -senjata) roket", "((title:pasok! | -title:senjata!) roket)"),
        ('said:"uji coba" -said:rudal', '(said:said:"uji coba"! -said:said:rudal!)'),
        ("said:(perang damai)", "(said:perang! said:damai!)"),
        ("speaker:putin said:perang", "([speaker=person:vladimir-putin] said:said:perang!)"),
        ('speaker:"Kim Jong Un"', "[speaker=person:kim-jong-un]"),
        ("speaker:country:KP", "[speaker=country:KP]"),
        ("outlet:(kompas.com OR tempo.co)", "([outlet=kompas.com] | [outlet=tempo.co])"),
        ("title:(pasok outlet:none)", "(title:pasok! [outlet=none])"),
    ],
)
def test_a_field_holds_for_a_word_a_phrase_or_a_bracket(text, tree):
    assert shape(read(text)) == tree


@pytest.mark.parametrize("text", ["actor:country:KP", "actor:country:kp", 'actor:"Korea Utara"', "actor:korut",
                                  "actor:Pyongyang", "actor:“North Korea”", "ACTOR:Korut"])  # fmt: skip
def test_an_actor_is_named_by_id_label_or_alias(text):
    assert shape(read(text)) == "[actor=country:KP]"


def test_titles_are_taken_off_an_actor():
    assert read('actor:"Presiden Joko Widodo"') == read('actor:"Joko Widodo"')


def test_an_actor_in_no_list_has_the_ids_that_articles_give_it():
    tree = shape(read('actor:"Soeharto Djojo"'))
    assert tree == "[actor=org:suharto-jojo|person:suharto-jojo|place:suharto-jojo]"


def test_an_actor_id_in_no_list_is_taken_as_it_is():
    assert shape(read("actor:person:john-doe")) == "[actor=person:john-doe]"


def test_an_ambiguous_alias_is_refused_with_its_ids():
    listed = parse_actors(
        '[country.GE]\nname = "Georgia"\n[place.georgia-us]\nname = "Georgia"\n',
        name="actors",
    )
    caught = error("pasok actor:Georgia", actors=ActorRegistry(listed))
    assert caught.position == 12
    assert "actor:country:GE, actor:place:georgia-us" in caught.message


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("outlet:kompas.com", "[outlet=kompas.com]"),
        ("outlet:KOMPAS.com", "[outlet=kompas.com]"),
        ('outlet:"Harian Kompas"', "[outlet=kompas.id]"),
        ("outlet:kompas", "[outlet=kompas|kompas.com|kompas.id|kompas.tv]"),
        ('outlet:"Koran Desa"', "[outlet=korandesa]"),
        ("outlet:infonesia.xyz", "[outlet=infonesia]"),
        ("outlet:none", "[outlet=none]"),
        ("group:kompas", "[group=kompas]"),
        ("group:Kompas.com", "[group=kompas]"),
        ('group:"Rumah Kita"', "[group=rumahkita]"),
        ("source:KCNA", "[source=kcna]"),
        ("language:ID", "[language=id]"),
        ("language:none", "[language=none]"),
        ("archive:2022-11", "[archive=2022-11]"),
        ('section:"Luar  Negeri"', "[section=Luar Negeri]"),
        ('author:"Ginna Vadhya"', "[author=Ginna Vadhya]"),
        ("-outlet:tempo.co pasok", "(-[outlet=tempo.co] pasok)"),
    ],
)
def test_a_filter_takes_an_id_or_a_name(text, tree):
    assert shape(read(text)) == tree


def test_an_outlet_name_that_several_share_is_refused_with_their_ids():
    listed = parse_outlets('[outlet.a]\nname = "Suara"\n[outlet.b]\nname = "Suara"\n', name="outlets")
    caught = error("outlet:Suara", outlets=OutletRegistry(listed))
    assert caught.position == 7
    assert "outlet:a, outlet:b" in caught.message


@pytest.mark.parametrize(
    ("text", "position"),
    [('outlet:""', 8), ("outlet:&", 7), ("actor:&", 6), ('actor:"?"', 7), ("source:&", 7), ("group:&", 6)],
)
def test_a_name_without_letters_is_refused(text, position):
    assert error(text).position == position


@pytest.mark.parametrize("text", ["outlet:-kompas", "title:-pasok", "date:-2022"])
def test_a_hyphen_behind_the_colon_is_refused_with_where_it_belongs(text):
    caught = error(text)
    assert caught.position == text.index("-")
    assert f"-{text.partition(':')[0]}:" in caught.message


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("date:2022", DateFilter(start=date(2022, 1, 1), end=date(2022, 12, 31))),
        ("date:2022-11-08", DateFilter(start=date(2022, 11, 8), end=date(2022, 11, 8))),
        ("date:2022-09..2022-11", DateFilter(start=date(2022, 9, 1), end=date(2022, 11, 30))),
        ("date:..2022", DateFilter(start=None, end=date(2022, 12, 31))),
        ("date:2022..", DateFilter(start=date(2022, 1, 1), end=None)),
        ('date:"2022-09 .. 2022-11"', DateFilter(start=date(2022, 9, 1), end=date(2022, 11, 30))),
        ("date:none", Not(DateFilter(start=None, end=None))),
        ("-date:none", DateFilter(start=None, end=None)),
    ],
)
def test_dates_are_days_months_years_or_ranges_of_them(text, expected):
    assert read(text) == expected


@pytest.mark.parametrize("text", ["date:..", "date:kemarin", "date:2022-13", "date:2022..2023..2024", "date:8/11/2022"])
def test_what_is_no_date_is_refused_with_examples(text):
    caught = error(text)
    assert caught.position == 5
    assert "date:2022-09..2022-11" in caught.message


def test_a_range_that_ends_before_it_begins_is_refused():
    assert "ends before it begins" in error("date:2023..2022").message


# ---- limits and errors -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ('pasok "senjata', 6),
        ("“pasok", 0),
        ("«pasok”", 0),
        ('5" pipa', 1),
        ("(pasok", 0),
        ("a ((b) c", 2),
        ("pasok)", 5),
        ("(pasok)) senjata", 7),
        ("title:(pasok", 0),
    ],
)
def test_unbalanced_quotes_and_brackets_are_refused_where_they_stand(text, position):
    assert error(text).position == position


def test_a_query_has_at_most_so_many_characters():
    assert isinstance(read("x" * 1000), Word)
    assert error("x" * 1001).position == 1000
    assert error("x" * 100_000).position == 1000
    assert error("pasok", max_chars=4).position == 4


def test_a_query_has_at_most_so_many_words():
    assert len(read("a1 " * 64).children) == 64
    assert error("a1 " * 65).position == 64 * 3
    assert error("pasok senjata outlet:none", max_terms=2).position == 14


def test_the_words_of_a_phrase_count():
    assert error(f'pasok "{"a1 " * 64}"').position == 6
    assert error("pasok " + "北" * 66).position == 6


def test_brackets_lie_in_brackets_only_so_deep():
    assert shape(read("(" * 20 + "a1" + ")" * 20)) == "a1"
    assert error("(" * 21 + "a1" + ")" * 21).position == 20


def test_brackets_side_by_side_are_not_deep():
    assert len(read("(a1) " * 30).children) == 30


# ---- how it was read ---------------------------------------------------------------------------------------------


def test_each_part_says_how_it_was_read():
    text = 'memasok -"senjata api" -actor:korut amun* title:tank~'
    parts = parse_query(text, languages=("id",), actors=ACTORS, outlets=OUTLETS, lang="en").understood
    assert [(p.text, p.kind, p.is_negated) for p in parts] == [
        ("memasok", "word", False),
        ('"senjata api"', "phrase", True),
        ("actor:korut", "filter", True),
        ("amun*", "prefix", False),
        ("title:tank~", "fuzzy", False),
    ]
    assert [(a.field, a.term, a.reason) for a in parts[0].alternatives] == [
        ("body", "memasok", "exact"), ("body_id", "pasok", "stem"),
    ]  # fmt: skip
    assert [(a.field, a.term) for part in parts for a in part.alternatives][2:] == [
        ("body", "senjata api"), ("body", "amun*"), ("title", "tank~1"),
    ]  # fmt: skip
    assert (parts[2].field, parts[2].label) == ("actor", "North Korea")


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("date:2022..", "2022.."),
        ("language:en", "Inggris"),
        ("outlet:kompas.com", "Kompas.com"),
        ('actor:"John Doe"', "John Doe"),
        ("speaker:korut", "Korea Utara"),
        ("section:dunia", "dunia"),
        ("outlet:none", "tidak ada"),
    ],
)
def test_a_filter_is_shown_by_the_label_of_its_values(text, label):
    [part] = parse_query(text, languages=("id",), actors=ACTORS, outlets=OUTLETS).understood
    assert (part.kind, part.field, part.label) == ("filter", text.partition(":")[0], label)


def test_double_negation_is_shown_as_none():
    [part] = parse_query("NOT -pasok", languages=("id",), actors=ACTORS, outlets=OUTLETS).understood
    assert not part.is_negated


def test_parts_of_a_negated_bracket_are_negated():
    parts = parse_query("a1 -(b1 OR -c1)", languages=("id",), actors=ACTORS, outlets=OUTLETS).understood
    assert [part.is_negated for part in parts] == [False, True, False]


# ---- the page that explains it -----------------------------------------------------------------------------------


def documented() -> list[str]:
    """The queries in the first table of docs/query-syntax.md."""
    page = (Path(__file__).parents[2] / "docs" / "query-syntax.md").read_text(encoding="utf-8")
    rows = [line.split("|")[1] for line in page.partition("## Rules")[0].splitlines() if line.startswith("|")]
    return [query for row in rows for query in re.findall(r"`([^`]+)`", row)]


@pytest.mark.parametrize("text", documented())
def test_every_documented_query_is_read_as_more_than_words(text):
    query = read(text)
    bare = isinstance(query, Word) and not (query.is_required or len(query.alternatives) == 1)
    assert not bare


@pytest.mark.parametrize(
    ("text", "field", "term"), [('said:"uji coba"~3', "said_id", "uji coba"), ('"BIN"', "body_id", "^BIN")]
)
def test_a_phrase_is_shown_in_the_commonest_language_of_the_index(text, field, term):
    [part] = parse_query(text, languages=("id", "en", "fr"), actors=ACTORS, outlets=OUTLETS).understood
    [alternative] = part.alternatives
    assert (alternative.field, alternative.term) == (field, term)
