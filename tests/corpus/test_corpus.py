"""The sample archive holds what its README promises, and its judgments point at articles that exist."""

import datetime
import gzip
import re
import subprocess
import sys
import tarfile
import zipfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.corpus.reading import ARTICLES, CORPUS, found, listed, table

WEEKDAYS = {
    name: day
    for names in (
        "Senin Selasa Rabu Kamis Jumat Sabtu Minggu",
        "Isnin Selasa Rabu Khamis Jumaat Sabtu Ahad",
        "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
    )
    for day, name in enumerate(names.split())
}
MONTHS = ["Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des"]
DAY_NAME = "|".join(WEEKDAYS)
SLASHED = re.compile(rf"\b({DAY_NAME}) \((\d{{1,2}})/(\d{{1,2}})(?:/(\d{{4}}))?\)")
SPELLED = re.compile(rf"\b({DAY_NAME}),? (\d{{1,2}}) ({'|'.join(MONTHS)})[a-z]* (\d{{4}})\b")
SHORTEST, LONGEST = 80, 250  # words of an ordinary article
UNSPACED = {"zh": 2, "ja": 2}  # characters that make about a word
AGGLUTINATING = {"ko": 1.3}  # one Korean word stands for more than one of ours


def test_there_are_at_least_150_articles_over_at_least_four_years() -> None:
    years = Counter(article.published[:4] for article in listed().values() if article.published)
    assert len(found()) >= 150
    assert set(years) >= {"2021", "2022", "2023", "2024", "2025"}
    assert min(years.values()) >= 10


@pytest.mark.parametrize(
    ("language", "at_least"),
    [("id", 95), ("en", 18), ("ms", 8), ("ar", 6), ("ru", 6), ("zh", 6), ("ja", 6), ("ko", 6)]
    + [(language, 2) for language in ("fr", "es", "de")],
)
def test_every_language_has_its_articles(language: str, at_least: int) -> None:
    assert sum(article.language == language for article in listed().values()) >= at_least


@pytest.mark.parametrize("kind", ["txt", "dated", "jsonl", "csv", "html", "zip", "tar.gz"])
def test_every_input_format_holds_several_articles(kind: str) -> None:
    assert sum(article.format == kind for article in found()) >= 8


def test_no_two_articles_have_the_same_reference() -> None:
    counts = Counter(article.reference for article in found())
    assert [reference for reference, count in counts.items() if count > 1] == []


def test_the_overview_lists_exactly_the_articles_that_exist() -> None:
    assert set(listed()) == {article.reference for article in found()}


def test_the_overview_agrees_with_the_dates_of_the_metadata() -> None:
    stated = {article.reference: article.published for article in found() if article.published}
    assert len(stated) > 100
    assert {reference: listed()[reference].published for reference in stated} == stated


def test_every_address_belongs_to_an_outlet_that_cannot_exist() -> None:
    sources = [path.read_text(encoding="utf-8") for path in ARTICLES.rglob("*") if path.suffix in {".html", ".jsonl"}]
    addresses = [address for source in sources for address in re.findall(r'https?://[^\s"<>]+', source)]
    addresses += [article.reference for article in found() if article.reference.startswith("http")]
    hosts = {urlsplit(address).hostname or "" for address in addresses} - {"schema.org"}
    hosts |= {article.outlet for article in listed().values()}
    assert len(hosts) >= 20
    assert [host for host in hosts if not host.endswith(".example")] == []


def test_an_article_lies_under_the_outlet_it_is_listed_for() -> None:
    misplaced = [article for article in listed().values() if article.outlet.split(".")[0] not in article.article]
    assert misplaced == []


def _weekdays_in(text: str, published: str) -> Iterator[tuple[str, int, datetime.date]]:
    for name, day, month, year in SLASHED.findall(text):
        yield name, WEEKDAYS[name], _nearest(int(day), int(month), year, published)
    for name, day, month, year in SPELLED.findall(text):
        yield name, WEEKDAYS[name], datetime.date(int(year), MONTHS.index(month) + 1, int(day))


def _nearest(day: int, month: int, year: str, published: str) -> datetime.date:
    """The date meant by day and month: of the year that is written, else nearest to the day of publication."""
    if year:
        return datetime.date(int(year), month, day)
    around = datetime.date.fromisoformat(published)
    dates = [datetime.date(around.year + shift, month, day) for shift in (-1, 0, 1)]
    return min(dates, key=lambda date: abs(date - around))


def test_every_weekday_is_right_for_its_date() -> None:
    checked = [
        (article.reference, name, date.isoformat(), weekday == date.weekday())
        for article in found()
        for name, weekday, date in _weekdays_in(article.text, listed()[article.reference].published)
    ]
    assert len(checked) > 150
    assert [entry for entry in checked if not entry[-1]] == []


@pytest.mark.parametrize("text", ["Senin (8/11)", "Senin (8/11/2022)", "Senin, 8 November 2022", "Senin, 08 Nov 2022"])
def test_a_wrong_weekday_would_be_seen(text: str) -> None:
    ((_, weekday, date),) = _weekdays_in(text, "2022-11-09")
    assert date == datetime.date(2022, 11, 8)
    assert weekday != date.weekday()


def _words(body: str, language: str) -> float:
    if language in UNSPACED:
        return len(body) / UNSPACED[language]
    return len(body.split()) * AGGLUTINATING.get(language, 1)


def test_articles_have_the_length_of_news() -> None:
    lengths = {article.reference: _words(article.body, listed()[article.reference].language) for article in found()}
    odd = [length for length in lengths.values() if not SHORTEST <= length <= LONGEST]
    assert sorted(odd)[:2] == [0, 0], "two articles are a headline only"
    assert [length for length in odd if 0 < length < SHORTEST] == []
    assert len([length for length in odd if length > LONGEST]) == 1
    assert max(odd) >= 450


def test_dates_come_in_every_precision() -> None:
    precisions = Counter(len(article.published) for article in listed().values())
    assert precisions[len("2022-11")] >= 2
    assert precisions[0] >= 2


def test_stories_are_told_by_several_outlets_and_languages() -> None:
    outlets, languages = defaultdict(set), defaultdict(set)
    for article in listed().values():
        outlets[article.story].add(article.outlet)
        languages[article.story].add(article.language)
    assert sum(len(names) >= 3 for names in outlets.values()) >= 25
    assert sum(len(names) >= 3 for names in languages.values()) >= 10


def _shingles(body: str) -> frozenset[tuple[str, ...]]:
    words = re.findall(r"\w+", body.casefold())
    return frozenset(zip(*(words[start:] for start in range(5)), strict=False))


def test_some_outlets_take_over_a_report_nearly_word_for_word() -> None:
    shingles = {article.reference: _shingles(article.body) for article in found()}
    stories = defaultdict(list)
    for article in listed().values():
        stories[article.story].append(article.article)
    pairs = [pair for references in stories.values() for pair in combinations(references, 2)]
    near = [
        (first, second)
        for first, second in pairs
        if len(shared := shingles[first] & shingles[second])
        and len(shared) / len(shingles[first] | shingles[second]) >= 0.5
    ]
    assert len(near) >= 6


def test_there_are_forty_queries_of_many_languages_and_kinds() -> None:
    queries = table("queries.tsv")
    texts = " ".join(query["text"] for query in queries)
    assert [query["query"] for query in queries] == [f"q{number:02}" for number in range(1, 41)]
    assert {query["language"] for query in queries} == {"id", "ms", "en", "ar", "ru", "zh", "ja", "ko"}
    assert all(mark in texts for mark in ("outlet:", "date:", "actor:", "language:", '"', "NOT "))
    assert all(query["intent"] for query in queries)


def test_every_query_has_at_least_two_relevant_articles_that_exist() -> None:
    judgments = table("qrels.tsv")
    queries = {query["query"] for query in table("queries.tsv")}
    relevant = Counter(judgment["query"] for judgment in judgments if int(judgment["grade"]) > 0)
    pairs = [(judgment["query"], judgment["article"]) for judgment in judgments]
    assert {judgment["grade"] for judgment in judgments} <= {"0", "1", "2", "3"}
    assert {article for _, article in pairs} <= set(listed())
    assert len(pairs) == len(set(pairs))
    assert set(relevant) == queries
    assert min(relevant.values()) >= 2


def test_every_query_has_an_article_that_answers_it_fully() -> None:
    answered = {judgment["query"] for judgment in table("qrels.tsv") if judgment["grade"] == "3"}
    assert answered == {query["query"] for query in table("queries.tsv")}


def _pack(folder: Path, archive: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(CORPUS / "pack.py"), str(folder), str(archive)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_the_zip_can_be_built_again_byte_for_byte(tmp_path: Path) -> None:
    original = ARTICLES / "archives" / "nusapagi.zip"
    with zipfile.ZipFile(original) as archive:
        archive.extractall(tmp_path / "members")
    assert _pack(tmp_path / "members", tmp_path / "again.zip").returncode == 0
    assert (tmp_path / "again.zip").read_bytes() == original.read_bytes()


def test_the_tar_can_be_built_again_with_the_same_content(tmp_path: Path) -> None:
    original = ARTICLES / "archives" / "lensapriangan.tar.gz"
    with tarfile.open(original) as archive:
        for member in filter(tarfile.TarInfo.isfile, archive):  # Debian's 3.11 has no filter="data" for extractall
            target = tmp_path / "members" / member.name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(archive.extractfile(member).read())
    assert _pack(tmp_path / "members", tmp_path / "again.tar.gz").returncode == 0
    # The compressed bytes depend on the zlib at hand, what they hold does not.
    assert gzip.decompress((tmp_path / "again.tar.gz").read_bytes()) == gzip.decompress(original.read_bytes())


def test_packing_into_an_unknown_kind_of_archive_is_refused(tmp_path: Path) -> None:
    refused = _pack(tmp_path, tmp_path / "archive.rar")
    assert refused.returncode == 1
    assert refused.stderr.startswith("usage:")
