"""The language of an article.

What the model of Indonesian and its neighbours was trained on is left out: every second of the articles is kept apart
for measuring (`is_held_out`), and some rows of the Javanese and Sundanese sentences (`is_held_out_row`); the other sets
here were not trained on at all.
"""

from __future__ import annotations

import json
import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import cache

from indexer.understand.language import detect_language, language_shares
from indexer.understand.language.training_texts import is_held_out, is_held_out_row
from tests.evaluation.articles import ARTICLES, real_articles
from tests.evaluation.gold.languages import MIXED, TEXTS
from tests.evaluation.measure import DATA, Measure, Outcome, share

LANGID = DATA / "langid"
DOCUMENTS = LANGID / "ntrex_docs.jsonl"
HEADLINES = DATA / "headlines" / "narasipal_to_2024-02.tsv"
MALAY_HEADLINES = LANGID / "bernama_headlines.tsv"
SENTENCES = LANGID / "nusantara_sentences.tsv"
FAMILY = frozenset({"id", "ms", "jv", "su"})
ROUNDS = 3

Texts = Iterable[tuple[str, str]]  # language, text


def told(texts: Texts) -> Outcome:
    """How many of the texts are in the language that is found."""
    answers = [(wanted, detect_language(text).language, text) for wanted, text in texts]
    wrong = tuple(
        f"{wanted} as {found}: {' '.join(text.split())[:80]}" for wanted, found, text in answers if wanted != found
    )
    return share(len(answers) - len(wrong), len(answers), *wrong)


def articles() -> Texts:
    """Three of all are English, some are only the end of a page."""
    return [("id", article["body"]) for article in real_articles() if is_held_out(article["id"])]


def article_titles() -> Texts:
    return [("id", article["title"]) for article in real_articles() if article["title"] and is_held_out(article["id"])]


def headlines() -> Texts:
    return [("id", line.split("\t")[3]) for line in HEADLINES.read_text("utf-8").splitlines()[1:]]


def malay_headlines() -> Texts:
    rows = (line.split("\t") for line in MALAY_HEADLINES.read_text("utf-8").splitlines())
    return [(language, text) for language, text in rows if language == "ms"]


def neighbours(language: str) -> Texts:
    """Reviews of nusax, none of which were trained on, and the rows of the other sets that are kept apart."""
    rows = (line.split("\t") for line in SENTENCES.read_text("utf-8").split("\n") if line)
    return [
        (code, text)
        for number, (code, source, text) in enumerate(rows)
        if code == language and (source.startswith("nusax") or is_held_out_row(number))
    ]


@cache
def documents() -> tuple[tuple[str, str], ...]:
    lines = DOCUMENTS.read_text("utf-8").split("\n")
    return tuple((document["lang"], document["body"]) for document in map(json.loads, filter(None, lines)))


def documents_in(*languages: str) -> Texts:
    return [(language, text) for language, text in documents() if language in languages]


def three_sentences_in(*languages: str) -> Texts:
    for language, text in documents_in(*languages):
        sentences = text.split("\n")
        yield from ((language, " ".join(sentences[i : i + 3])) for i in range(0, len(sentences), 3))


def others() -> tuple[str, ...]:
    return tuple(sorted({language for language, _ in documents()} - FAMILY))


def mixtures() -> Outcome:
    """Whether the first and the second language are found, and no third."""
    found = [(wanted, tuple(one.language for one in language_shares(text, wanted[0]))) for wanted, text in MIXED]
    wrong = tuple(f"{wanted} as {languages}" for wanted, languages in found if wanted != languages)
    return share(len(found) - len(wrong), len(found), *wrong)


def time_left(texts: Callable[[], Texts], allowed_ms: float) -> Outcome:
    """1 when a text takes no longer than it may, the mean of the languages; else the part of it that is allowed."""
    by_language = defaultdict(list)
    for language, text in texts():
        by_language[language].append(text)
    took = [min(_seconds(group) for _ in range(ROUNDS)) * 1000 / len(group) for group in by_language.values()]
    mean = sum(took) / len(took)
    return Outcome(n=len(took), figure=min(1.0, allowed_ms / mean), wrong=(f"{mean:.3f} ms of {allowed_ms}",))


def _seconds(texts: list[str]) -> float:
    began = time.process_time()
    for text in texts:
        language_shares(text, detect_language(text).language)
    return time.process_time() - began


MEASURES = (
    Measure(
        part="language", gold="sentences of our own, 29 languages", figure="accuracy",
        bar=0.97, floor=0.96, run=lambda: told(TEXTS),
    ),
    Measure(
        part="language", gold="texts of our own in two languages", figure="accuracy",
        bar=0.9, floor=1.0, run=mixtures,
    ),
    Measure(
        part="language", gold="Indonesian articles", figure="accuracy",
        bar=0.999, floor=0.998, run=lambda: told(articles()), needs=ARTICLES,
    ),
    Measure(
        part="language", gold="Indonesian documents (NTREX)", figure="accuracy",
        bar=0.999, floor=1.0, run=lambda: told(documents_in("id")), needs=DOCUMENTS,
    ),
    Measure(
        part="language", gold="Indonesian, three sentences", figure="accuracy",
        bar=0.99, floor=0.99, run=lambda: told(three_sentences_in("id")), needs=DOCUMENTS,
    ),
    Measure(
        part="language", gold="Indonesian headlines", figure="accuracy",
        bar=0.97, floor=0.98, run=lambda: told(headlines()), needs=HEADLINES,
    ),
    Measure(
        part="language", gold="Indonesian titles of articles", figure="accuracy",
        bar=0.97, floor=0.975, run=lambda: told(article_titles()), needs=ARTICLES,
    ),
    Measure(
        part="language", gold="Malay documents (NTREX)", figure="accuracy",
        bar=0.99, floor=1.0, run=lambda: told(documents_in("ms")), needs=DOCUMENTS,
    ),
    Measure(
        part="language", gold="Malay, three sentences", figure="accuracy",
        bar=0.97, floor=0.955, run=lambda: told(three_sentences_in("ms")), needs=DOCUMENTS,
    ),
    Measure(
        part="language", gold="Malay headlines", figure="accuracy",
        bar=0.8, floor=0.82, run=lambda: told(malay_headlines()), needs=MALAY_HEADLINES,
    ),
    Measure(
        part="language", gold="Javanese sentences", figure="accuracy",
        bar=0.95, floor=0.97, run=lambda: told(neighbours("jv")), needs=SENTENCES,
    ),
    Measure(
        part="language", gold="Sundanese sentences", figure="accuracy",
        bar=0.95, floor=0.965, run=lambda: told(neighbours("su")), needs=SENTENCES,
    ),
    Measure(
        part="language", gold="other languages, documents", figure="accuracy",
        bar=0.99, floor=1.0, run=lambda: told(documents_in(*others())), needs=DOCUMENTS,
    ),
    Measure(
        part="language", gold="other languages, three sentences", figure="accuracy",
        bar=0.98, floor=0.997, run=lambda: told(three_sentences_in(*others())), needs=DOCUMENTS,
    ),
    Measure(
        part="language", gold="0.2 ms an Indonesian article", figure="time allowed",
        bar=1.0, floor=None, run=lambda: time_left(articles, 0.2), needs=ARTICLES,
    ),
    Measure(
        part="language", gold="0.5 ms on average over languages", figure="time allowed",
        bar=1.0, floor=None, run=lambda: time_left(documents, 0.5), needs=DOCUMENTS,
    ),
)  # fmt: skip
