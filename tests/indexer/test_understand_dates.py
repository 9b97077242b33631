from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.understand import Defaults, understand
from indexer.understand.dates import explicit_dates, mentioned
from indexer.understand.dates.fields import read_field
from indexer.understand.dates.resolving import resolve
from search.errors import InvalidParameterError
from tests.builders import raw, span
from tests.evaluation.gold.dates import NO_DATES, TOLD, TOLD_ELSEWHERE, WRITTEN

TODAY = date(2026, 11, 22)
PUBLISHED = span("2022-11-08")


def read(text, *, defaults=None, **changes):
    return understand(raw(text, **changes), defaults=defaults or Defaults(today=TODAY))


def mentions(text, language="id", published=PUBLISHED):
    found = tuple(explicit_dates(text, language=language))
    return mentioned(text, found, published=published, language=language, today=TODAY)


@pytest.mark.parametrize(("language", "text", "words", "start", "end"), WRITTEN)
def test_written_dates_are_read_where_they_stand(language, text, words, start, end):
    [found] = [one for one in mentions(text, language) if text[one.start : one.end] == words]
    assert (found.span.raw, found.span.start.isoformat()) == (words, start)
    assert found.span.end.isoformat() == (end or start)
    assert not found.span.conflict


@pytest.mark.parametrize(("text", "words", "start", "end"), TOLD)
def test_told_dates_are_counted_from_the_day_of_the_article(text, words, start, end):
    [found] = mentions(text)
    assert (text[found.start : found.end], found.span.start.isoformat()) == (words, start)
    assert found.span.end.isoformat() == (end or start)
    assert mentions(text, published=None) == ()


@pytest.mark.parametrize(("language", "text", "words", "start", "end"), TOLD_ELSEWHERE)
def test_malay_and_english_tell_days_too(language, text, words, start, end):
    [found] = mentions(text, language)
    assert (text[found.start : found.end], found.span.start.isoformat()) == (words, start)
    assert found.span.end.isoformat() == (end or start)


@pytest.mark.parametrize("text", NO_DATES)
def test_other_numbers_are_no_dates(text):
    assert mentions(text) == ()


def test_a_day_without_year_is_of_the_one_that_the_text_announces():
    text = "Kapal itu berlayar pada 19 Juli, kata panitia. Ia akan tiba di sana pada 19 Juli 2023."
    assert [one.span.start for one in mentions(text)] == [date(2023, 7, 19)] * 2


@pytest.mark.parametrize(
    ("language", "text", "day"),
    [
        ("id", "Presiden terpilih akan dilantik pada 20 April.", "2023-04-20"),
        ("zh", "新一届总统将于4月20日宣誓就职。", "2023-04-20"),
        ("id", "Ia mengatakan akan berangkat pada 20 Oktober.", "2022-10-20"),
        ("id", "Presiden dilantik pada 20 April.", "2022-04-20"),
    ],
)
def test_a_day_far_back_that_is_to_come_is_the_next_one(language, text, day):
    assert [one.span.start.isoformat() for one in mentions(text, language)] == [day]


def test_a_day_that_comes_back_is_not_of_the_year_it_began_in():
    text = "Republik itu lahir pada 17 Agustus 1945. Upacara digelar setiap 17 Agustus."
    assert [one.span.start for one in mentions(text)] == [date(1945, 8, 17), date(2022, 8, 17)]


def test_a_weekday_that_is_not_that_days_is_kept_and_flagged():
    [found] = mentions("Rapat digelar Senin (8/11/2022).")
    assert (found.span.start, found.span.conflict) == (date(2022, 11, 8), True)


def test_in_indonesian_the_day_comes_first_even_where_the_weekday_is_wrong():
    [found] = mentions("Rapat digelar Jumat (6/7/2019).")
    assert (found.span.start, found.span.conflict) == (date(2019, 7, 6), True)
    [found] = mentions("They met on Friday, 6/7/2019.", language="en")
    assert (found.span.start, found.span.conflict) == (date(2019, 6, 7), False)


def test_a_day_whose_year_nothing_tells_is_left_out():
    assert mentions("Festival digelar 15 Mei.", published=None) == ()


def test_days_that_no_calendar_has_are_left_out():
    assert mentions("Rapat digelar 31 Februari 2022 dan 45/13/2022.") == ()


@pytest.mark.parametrize(
    "text",
    ["Wukuf pada 9 Zulhijah 1342 H.", "Jatuh pada 31 Syawal 1445 H.", "Jatuh pada 1 Syawal 1501 H.", "1 Rajab."],
)
def test_hijri_days_that_no_table_has_are_left_out(text):
    assert mentions(text) == ()


def test_a_converted_day_keeps_the_words_it_was_converted_from():
    [found] = mentions("Jatuh pada 1 Syawal 1445 Hijriah.")
    assert (found.span.precision, found.span.raw) == ("day", "1 Syawal 1445 Hijriah")
    assert type(found.span.start) is date  # what the calendar's own library gives cannot be written as JSON


def test_the_last_day_of_an_iranian_leap_year_is_a_day():
    [found] = mentions("در ۳۰ اسفند ۱۴۰۳ بود.", language="fa")
    assert found.span.start == date(2025, 3, 20)
    assert mentions("در ۳۰ اسفند ۱۴۰۲ بود.", language="fa") == ()


def test_an_impossible_day_in_the_text_is_a_warning_and_no_date():
    article = read("Rapat digelar 31 Februari 2022.", published="2022-11-08")
    assert (article.mentioned_dates, article.warnings) == ((), ("impossible-date",))


def test_a_day_and_month_changed_over_are_put_right_near_the_day_of_the_article():
    [found] = mentions("Rapat digelar Senin (11/7/2022).")
    assert (found.span.start, found.span.conflict) == (date(2022, 7, 11), False)
    [found] = mentions("Rapat digelar Selasa (11/8/2022).")
    assert (found.span.start, found.span.conflict) == (date(2022, 11, 8), False)


def test_a_range_is_right_with_the_weekday_of_either_end():
    for text in ("Senin (7-9/11/2022)", "Rabu (7-9/11/2022)"):
        [found] = mentions(f"Rapat {text}.")
        assert not found.span.conflict
    [found] = mentions("Rapat Jumat (7-9/11/2022).")
    assert found.span.conflict


def test_a_fraction_in_brackets_is_a_date_only_near_the_day_of_the_article():
    assert mentions("Menurut laman itu (1/2), harga naik.") == ()
    assert mentions("Menurut laman itu (4/11), harga naik.", published=None) == ()


def test_a_date_without_year_takes_the_year_in_which_its_weekday_is_right():
    [found] = explicit_dates("Selasa (8/11)")
    assert resolve(found, origin="text", around=date(2022, 11, 30)).start == date(2022, 11, 8)
    assert resolve(found, origin="text", around=date(2026, 11, 22), past_only=True).start == date(2022, 11, 8)
    assert resolve(found, origin="text", around=date(2022, 11, 7), past_only=True).start == date(2016, 11, 8)


@pytest.mark.parametrize(
    ("field", "start", "end", "precision", "instant"),
    [
        ("2022-11-08", "2022-11-08", "2022-11-08", "day", None),
        ("2022-11", "2022-11-01", "2022-11-30", "month", None),
        ("2022", "2022-01-01", "2022-12-31", "year", None),
        ("2022-11-08T10:15:00+07:00", "2022-11-08", "2022-11-08", "time", "2022-11-08T03:15"),
        ("2022-11-08T20:00:00Z", "2022-11-09", "2022-11-09", "time", "2022-11-08T20:00"),
        ("2022-11-08T22:00:00-05:00", "2022-11-08", "2022-11-08", "time", "2022-11-09T03:00"),
        ("2022-11-08 15:04", "2022-11-08", "2022-11-08", "time", "2022-11-08T08:04"),
        ("2022-11-08 00:00:00", "2022-11-08", "2022-11-08", "day", None),
        ("20221108", "2022-11-08", "2022-11-08", "day", None),
        ("08/11/2022", "2022-11-08", "2022-11-08", "day", None),
        ("08/11/2022, 15:04 WIB", "2022-11-08", "2022-11-08", "time", "2022-11-08T08:04"),
        ("Selasa, 08 Nov 2022 15.04 WITA", "2022-11-08", "2022-11-08", "time", "2022-11-08T07:04"),
        ("Kamis, 21 Maret 2019 | 15:19 WIT", "2019-03-21", "2019-03-21", "time", "2019-03-21T06:19"),
        ("21 Maret 2019", "2019-03-21", "2019-03-21", "day", None),
        ("November 2022", "2022-11-01", "2022-11-30", "month", None),
        ("Tue, 08 Nov 2022 10:00:00 +0700", "2022-11-08", "2022-11-08", "time", "2022-11-08T03:00"),
        ("8 November 2022 3:04 PM", "2022-11-08", "2022-11-08", "time", "2022-11-08T08:04"),
        ("1667900000", "2022-11-08", "2022-11-08", "time", "2022-11-08T09:33:20"),
        ("2022年11月8日", "2022-11-08", "2022-11-08", "day", None),
    ],
)
def test_fields_give_dates_in_many_forms(field, start, end, precision, instant):
    given = read_field(field, zone="Asia/Jakarta", today=TODAY)
    assert given.warning is None
    assert (given.span.start.isoformat(), given.span.end.isoformat()) == (start, end)
    assert (given.span.precision, given.span.raw) == (precision, field)
    assert given.span.instant == (instant and datetime.fromisoformat(instant).replace(tzinfo=UTC))


@pytest.mark.parametrize(
    ("field", "warning"),
    [("2022-02-30", "impossible-date"), ("31/02/2022", "impossible-date"), ("1700-01-01", "impossible-date"),
     ("2030-01-01", "future-date"), ("2026-11-25", "future-date"), ("kemarin", "unreadable-date"),
     ("x" * 500, "unreadable-date"), ("99999999999999", "unreadable-date"), ("", None), ("-", None), (None, None)],
)  # fmt: skip
def test_fields_that_give_no_date_say_why(field, warning):
    given = read_field(field, zone="Asia/Jakarta", today=TODAY)
    assert (given.span, given.warning) == (None, warning)


def test_tomorrows_paper_is_not_in_the_future():
    assert read_field("2026-11-24", zone="Asia/Jakarta", today=TODAY).span.start == date(2026, 11, 24)


def test_a_time_column_completes_the_date():
    article = read("Warga datang.", published="2019-03-21", time="15.19")
    assert article.published.instant == datetime(2019, 3, 21, 8, 19, tzinfo=UTC)
    assert read("Warga datang.", published="2019-03-21", time="-").published.precision == "day"
    assert read("Warga datang.", published="2019-03", time="15:19").published.precision == "month"


def test_times_without_zone_are_those_of_the_run():
    tokyo = Defaults(today=TODAY, timezone="Asia/Tokyo")
    article = read("Warga datang.", published="2022-11-08 09:00", defaults=tokyo)
    assert article.published.instant == datetime(2022, 11, 8, 0, 0, tzinfo=UTC)


def test_a_zone_that_does_not_exist_is_refused():
    with pytest.raises(InvalidParameterError, match="Asia/Batavia"):
        Defaults(today=TODAY, timezone="Asia/Batavia")


def test_metadata_wins_over_everything_else():
    article = read(
        "Kata dia, Selasa (8/11/2022).",
        published="2022-11-09",
        url="https://situs.example/2022/11/10/a",
        path_date="2022",
    )
    assert (article.published.start, article.published.origin) == (date(2022, 11, 9), "metadata")


@pytest.mark.parametrize("published", ["2030-01-01", "2022-02-30"])
def test_an_impossible_date_is_a_warning_and_no_date(published):
    article = read("Kata dia, Selasa (8/11/2022).", published=published)
    assert article.published is None
    assert len(article.warnings) == 1


def test_an_unreadable_date_lets_the_text_speak():
    article = read("Kata dia, Selasa (8/11/2022).", published="kapan-kapan")
    assert (article.published.origin, article.warnings) == ("text", ("unreadable-date",))


def test_a_header_of_a_month_is_narrowed_by_the_first_day_inside():
    article = read(" date 2022-11 Kabar.id - Kata dia, Selasa (8/11), sejak Rabu (12/10) harga naik.")
    assert (article.published.start, article.published.end) == (date(2022, 11, 8), date(2022, 11, 8))
    assert (article.published.origin, article.published.raw) == ("text", "Selasa (8/11)")


def test_a_header_of_a_month_stays_where_no_day_lies_inside():
    article = read("date 2022-11 Kabar.id - Kata dia sejak Rabu (12/10/2022) harga naik.")
    assert (article.published.precision, article.published.origin) == ("month", "header")


def test_a_header_of_a_day_is_believed():
    assert read("date 2022-11-09 Kata dia, Selasa (8/11).").published.origin == "header"


@pytest.mark.parametrize(
    "text",
    ["Kompas.com - 08/11/2022, 15:04 WIB\nHarga beras naik.", "Kompas.com - 08/11/2022, 15:04 WIB Harga beras naik.",
     "Oleh Ani Wijaya\nSelasa, 8 November 2022 | 15:04 WIB\nHarga beras naik.", "8 November 2022\nHarga beras naik.",
     "Tim Redaksi\nDiterbitkan Selasa, 8 November 2022 pukul 15.04 WIB\nHarga beras naik."],
)  # fmt: skip
def test_a_date_above_the_story_is_a_byline(text):
    published = read(text).published
    assert (published.start, published.origin) == (date(2022, 11, 8), "byline")
    assert published.precision == ("time" if "04" in text else "day")


@pytest.mark.parametrize(
    ("url", "start", "precision"),
    [
        ("https://situs.example/bisnis/2020/07/25/harga-beras", "2020-07-25", "day"),
        ("https://situs.example/nasional/20200725134501-32-871072/harga", "2020-07-25", "day"),
        ("https://situs.example/2020-07-25/harga", "2020-07-25", "day"),
        ("https://situs.example/2020/07/5-cara-hemat", "2020-07-01", "month"),
    ],
)
def test_the_address_may_hold_the_date(url, start, precision):
    published = read("Harga beras naik.", url=url).published
    assert (published.start.isoformat(), published.precision, published.origin) == (start, precision, "url")


@pytest.mark.parametrize(
    "url", ["https://situs.example/read/1438750/15/a-1568216000", "https://situs.example/2020/13/45/a"]
)
def test_other_numbers_in_an_address_are_no_date(url):
    assert read("Harga beras naik.", url=url).published is None


def test_the_text_alone_gives_an_estimate():
    published = read("Sejak 17 Agustus 1945 warga menunggu. Kata dia, Senin (7/11/2022).").published
    assert (published.start, published.is_estimate) == (date(2022, 11, 7), True)


def test_the_day_that_dates_somebodys_words_is_the_likeliest():
    text = (
        "Gempa terjadi Kamis (3/11/2022). Warga mengungsi, kata Ani, Senin (7/11/2022). Rapat mulai Selasa (8/11/2022)."
    )
    assert read(text).published.start == date(2022, 11, 7)


def test_a_year_named_nearby_tells_the_year_of_a_weekday():
    assert read("Kata dia, Senin (6/5). Anggaran 2019 naik.").published.start == date(2019, 5, 6)
    assert read("Kata dia, Senin (6/5). Pemilu 2020 dekat.").published.start == date(2019, 5, 6)


@pytest.mark.parametrize("text", ["Kata dia, Senin (6/5).", "Kata dia, Senin (6/5). Sejak 2006 harga naik.",
                                  "Kata dia, Rabu (6/5). Tidak pada 1945."])  # fmt: skip
def test_a_year_that_nothing_nearby_tells_is_not_guessed(text):
    article = read(text)
    assert article.published is None
    assert all(one.span.precision == "year" for one in article.mentioned_dates)


def test_days_long_ago_and_days_without_a_weekday_are_no_estimate():
    assert read("Gempa terjadi Rabu (3/8/2022) lalu.").published is None
    assert read("Warga menunggu sejak 17 Agustus 2022.").published is None
    assert read("Menurut laman Suara Kota (7/11/2022), harga naik.").published.start == date(2022, 11, 7)


def test_dates_of_history_are_no_estimate():
    assert read("Harga beras naik. " * 40 + "Ia lahir pada 21 Juni 1970.").published is None


def test_announced_days_are_no_estimate():
    published = read("Rapat digelar Rabu (9/11/2022) mendatang, kata dia, Selasa (8/11/2022).").published
    assert published.start == date(2022, 11, 8)


def test_the_path_is_the_last_resort_and_bounds_the_estimate():
    assert read("Harga beras naik.", path_date="2022-11-08").published.origin == "file"
    assert read("Kata dia, Senin (7/11).", path_date="2022-11-08").published.start == date(2022, 11, 7)
    assert read("Kata dia, Rabu (17/8/1960).", path_date="2022-11-08").published.origin == "file"
    assert read("Kata dia, Senin (7/11).", path_date="2022-11").published.start == date(2022, 11, 7)


def test_the_date_of_the_run_is_for_articles_that_give_none():
    run = Defaults(today=TODAY, published="2022-11")
    assert read("Harga beras naik.", defaults=run).published.precision == "month"
    assert read("Kata dia, Selasa (8/11).", defaults=run).published.start == date(2022, 11, 8)
    assert read("Harga beras naik.", published="2021", defaults=run).published.start.year == 2021


PIECES = (
    *"0123456789/-. (),年月日", "Selasa ", "Minggu", " Mei ", "2022", " s.d. ", "hingga ", "-an", " H", "Syawal ",
    "tahun ", "dua ", "belas ", "pekan ", "hari ", "lalu", "ini", "terakhir", "depan", "malam ", "akhir ", "999 ",
    "kemarin", "令和",
)  # fmt: skip


@settings(deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=20).map("".join), st.sampled_from(["id", "en", "fa", "vi", "hu"]))
def test_what_looks_like_dates_never_fails(text, language):
    ends = [0]
    for found in explicit_dates(text, language=language):
        assert text[found.start : found.end] == found.raw
        assert found.start >= ends[-1]
        ends.append(found.end)
        resolve(found, origin="text", around=TODAY)
    for published in (PUBLISHED, span("1801-01-01"), None):
        for one in mentions(text, language, published=published):
            assert one.span.start <= one.span.end
            assert text[one.start : one.end] == one.span.raw
    read(text + " Selasa", language=language)
    read_field(text, text, zone="Asia/Jakarta", today=TODAY)
