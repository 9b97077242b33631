"""The language of an article."""

from __future__ import annotations

from indexer.understand import understand
from tests.builders import raw
from tests.evaluation.articles import ARTICLES, DEFAULTS, sample
from tests.evaluation.measure import Measure, Outcome, share


def indonesian_articles() -> Outcome:
    """Three of the articles are English, some are only the end of a page."""
    articles = sample(keep=lambda one: True, size=600)
    told = [(one["id"], understand(raw(one["body"]), defaults=DEFAULTS).language) for one in articles]
    wrong = tuple(f"{name}: {language}" for name, language in told if language != "id")
    return share(len(told) - len(wrong), len(told), *wrong)


MEASURES = (
    Measure(
        part="language", gold="Indonesian articles", figure="accuracy",
        bar=0.999, floor=0.995, run=indonesian_articles, needs=ARTICLES,
    ),
)  # fmt: skip
