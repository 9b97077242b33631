"""Who said what; every form of saying it is in tests/evaluation/gold/statements.py."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.understand import Defaults, understand
from indexer.understand.statements import MAX_STATEMENTS, find_statements
from indexer.understand.statements.quotes import quotes
from indexer.understand.statements.verbs import verbs_of
from tests.builders import raw
from tests.growth import grows_in_proportion

DEFAULTS = Defaults(today=date(2026, 11, 22))

# An imitation of the reports that the archive is full of: glued sentences, mixed quotation marks, an unnamed official.
REPORT = (
    "date 2022-11 KabarSamudra - Seorang pejabat senior kelautan Norwegia mengatakan pada hari Selasa (8/11) "
    "bahwa Oslo tidak menjual kapal kepada Islandia. Pernyataan itu muncul setelah London pekan lalu menuduh "
    'Norwegia menjual kapal tua ke Islandia.\n\nInggris "terus-menerus menyebarkan kabar bohong" tentang Oslo '
    'untuk "menutupi kesalahannya sendiri," klaim wakil direktur pelabuhan di Kementerian Perikanan '
    "Norwegia, seperti dikutip media setempat.Pejabat itu melanjutkan dengan mencatat bahwa Norwegia "
    "menganggap tuduhan itu sebagai “upaya permusuhan”.“Kami sekali lagi menjelaskan bahwa kami tidak pernah "
    "menjual kapal,” pejabat itu mengulangi.Juru bicara Gedung Putih John Kirby mengklaim pekan lalu bahwa "
    'AS telah melihat "sejumlah" kapal.Kirby menuduh Oslo menyembunyikan kapal itu, menambahkan bahwa '
    "Washington akan bertanya kepada PBB. Kirby juga mengakui bahwa Washington tidak tahu jumlahnya. "
    "Komentarnya digaungkan oleh juru bicara Departemen Luar Negeri AS Ned Price, yang menyarankan agar Oslo "
    "membuka datanya.[KS/r]"
)
OFFICIAL = "pejabat senior kelautan Norwegia"
MARKED = [
    (OFFICIAL, None, "says", False, "Oslo tidak menjual kapal kepada Islandia"),
    ("Inggris", "country:GB", "accuses", False, "Norwegia menjual kapal tua ke Islandia"),
    ("wakil direktur pelabuhan di Kementerian Perikanan Norwegia", None, "says", False,
     'Inggris "terus-menerus menyebarkan kabar bohong" tentang Oslo untuk "menutupi kesalahannya sendiri,"'),
    (OFFICIAL, None, "says", False, "Norwegia menganggap tuduhan itu sebagai “upaya permusuhan”"),
    (OFFICIAL, None, "says", True, "Kami sekali lagi menjelaskan bahwa kami tidak pernah menjual kapal"),
    ("John Kirby", "person:john-kirby", "says", False, 'AS telah melihat "sejumlah" kapal'),
    ("John Kirby", "person:john-kirby", "accuses", False, "Oslo menyembunyikan kapal itu"),
    ("John Kirby", "person:john-kirby", "says", False, "Washington akan bertanya kepada PBB"),
    ("John Kirby", "person:john-kirby", "confirms", False, "Washington tidak tahu jumlahnya"),
    ("Ned Price", "person:ned-price", "demands", False, "agar Oslo membuka datanya"),
]  # fmt: skip


def marked(text, language="id"):
    body = understand(raw(text, language=language), defaults=DEFAULTS)
    return [(s.speaker, s.actor_id, s.verb_class, s.is_quote, text[s.start : s.end]) for s in body.statements]


def test_a_report_comes_out_as_a_reader_would_mark_it():
    assert marked(REPORT) == MARKED


def test_a_speaker_is_where_the_text_names_them():
    article = understand(raw(REPORT, language="id"), defaults=DEFAULTS)
    names = [article.body[s.speaker_start : s.speaker_end] for s in article.statements]
    assert names[:2] == [OFFICIAL, "London"]
    assert names[5:] == ["John Kirby", "Kirby", "Kirby", "Kirby", "Ned Price"]


def test_an_unnamed_speaker_speaks_for_somebody():
    first, *_ = understand(raw(REPORT, language="id"), defaults=DEFAULTS).statements
    assert (first.actor_id, first.speaks_for) == (None, "country:NO")


def test_a_name_in_no_list_is_taken_as_it_is_printed_and_a_part_of_it_as_the_whole():
    text = "Konselor Galih Purwacaraka mengatakan panen turun. Purwacaraka menambahkan, harga naik."
    assert [speaker for speaker, *_ in marked(text)] == ["Galih Purwacaraka"] * 2


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('"A," kata X. "B." "C', ['"A,"', '"B."', '"C']),
        ('“A” dan „B" dan «C» dan ”D”', ["“A”", '„B"', "«C»", "”D”"]),
        ("“A pertama.\n\n“A kedua,” katanya.", ["“A pertama.", "“A kedua,”"]),
        ('"Ia bilang "ya" saja," katanya.', ['"Ia bilang "ya" saja,"']),
        ("“Ia bilang “ya” saja,” katanya.", ["“Ia bilang “ya” saja,”"]),
        ('sudah." Dia pulang', []),
    ],
)
def test_quotes_are_found_in_marks_of_any_kind_closed_or_not(text, found):
    assert [text[start:end] for start, end in quotes(text)] == found


def test_nothing_is_found_in_a_language_without_a_list_of_verbs():
    assert verbs_of("fr") == {}
    assert marked("« Nous sommes prêts », a dit Jean.", language="fr") == []


def test_words_around_the_story_are_nobodys():
    text = "Sinta Maheswari mengatakan harga naik.\n\nBaca juga: Wirya Laksana mengatakan harga turun\n\nTamat."
    assert [speaker for speaker, *_ in marked(text)] == ["Sinta Maheswari"]


def test_an_article_has_so_many_statements_and_no_more():
    text = "Galih Purwacaraka mengatakan harga beras naik. " * (MAX_STATEMENTS + 50)
    assert len(find_statements(text, language="id", actors=())) == MAX_STATEMENTS


def test_a_month_at_the_head_of_a_sentence_says_nothing():
    text = "Awal September, pejabat itu mengatakan harga beras naik."
    assert [found.speaker for found in find_statements(text, language="id", actors=())] == ["pejabat itu"]


@pytest.mark.parametrize(
    "piece",
    ['"', "“", '" "', '"a,” kata ', "kata ", "menurut ", "mengatakan ", "dan ", "itu mengatakan ", "(", "Budi Santoso ",
     "a, ", "disampaikan oleh ", "kata X, Y, ", "yang mengakui di "],
)  # fmt: skip
def test_the_time_is_linear_in_hostile_texts(piece):
    def read(size):
        find_statements(piece * (size // len(piece)), language="id", actors=())

    assert grows_in_proportion(read, 48_000)


WORDS = ["kata", "Budi", "Santoso", "mengatakan", "menurut", "itu", "pejabat", "Korea Utara", '"', "“", "”", ",", ".",
         "\n", "dia", "ujarnya", "disampaikan", "oleh", "bahwa", "yang", "dan", "(", ")", ":",
         "Baca juga: x", "harga"]  # fmt: skip


@settings(deadline=None, max_examples=200)
@given(st.lists(st.sampled_from(WORDS), max_size=40))
def test_statements_lie_in_the_text_in_order_and_apart(pieces):
    text = " ".join(pieces)
    if not text.strip():
        return
    article = understand(raw(text, language="id"), defaults=DEFAULTS)
    done = 0
    for found in article.statements:
        assert done <= found.start < found.end <= len(text)
        assert 0 <= found.speaker_start < found.speaker_end <= len(text)
        assert found.speaker.strip()
        done = found.end
