"""Figures on real articles, with floors; skipped where the articles are missing."""

import functools
import json
import os
import random
from datetime import date
from pathlib import Path

import pytest

from indexer.understand import Defaults, understand
from tests.builders import raw

SHARED = Path(os.environ.get("KLIPING_SHARED") or Path(__file__).parents[2].parent / "shared")
ARTICLES = SHARED / "data" / "articles"
DEFAULTS = Defaults(today=date(2026, 11, 22))

pytestmark = [
    pytest.mark.real,
    pytest.mark.skipif(not ARTICLES.is_dir(), reason=f"no articles in {ARTICLES}; set KLIPING_SHARED"),
]


@functools.cache
def articles():
    lines = [line for path in sorted(ARTICLES.glob("*.jsonl")) for line in path.read_text("utf-8").split("\n") if line]
    return [json.loads(line) for line in lines]


def sample(*, keep, size):
    """So many of the articles that `keep` wants, always the same ones."""
    kept = [article for article in articles() if keep(article)]
    return random.Random(7).sample(kept, min(size, len(kept)))


def is_dated(article):
    return article["date"] and article.get("date_quality") != "excel-ambiguous"


def days_off(article, published):
    return (date.fromisoformat(article["date"]) - published.start).days


def test_the_day_of_publication_is_estimated_from_the_text():
    """0.82 measured: most of the rest are days without a year, of 2019, in articles that say no year at all."""
    dated = sample(keep=is_dated, size=600)
    estimates = [(article, understand(raw(article["body"]), defaults=DEFAULTS).published) for article in dated]
    known = [days_off(article, published) for article, published in estimates if published]
    assert len(known) > 360
    assert sum(0 <= days <= 2 for days in known) / len(known) >= 0.79


def test_dates_in_fields_are_exact():
    for article in sample(keep=is_dated, size=300):
        published = understand(
            raw("Isi.", published=article["date"], time=article["time"]), defaults=DEFAULTS
        ).published
        assert days_off(article, published) == 0


def test_dates_in_addresses_are_exact():
    dated = sample(keep=lambda article: is_dated(article) and f"/{article['date'][:4]}/" in article["url"], size=300)
    spans = [(article, understand(raw("Isi.", url=article["url"]), defaults=DEFAULTS).published) for article in dated]
    right = sum(span.start <= date.fromisoformat(article["date"]) <= span.end for article, span in spans if span)
    assert right / len(spans) >= 0.99


def test_indonesian_articles_are_told_as_indonesian():
    """Three of the articles are English, some are only the end of a page."""
    languages = [understand(raw(a["body"]), defaults=DEFAULTS).language for a in sample(keep=lambda a: True, size=600)]
    assert languages.count("id") / len(languages) >= 0.995
