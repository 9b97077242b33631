"""A text cut for the tagger: words, numbers, marks and line breaks, the same in training and in use."""

from __future__ import annotations

import re

TOKEN = re.compile(r"[^\W\d_]+(?:['’.&-]*[^\W_]+)*|\d[\d.,:/]*|\n+|[^\w\s]")
"""Words hold inner apostrophes, dots and hyphens; a number its points; all line breaks in a row are one token."""

BREAK = "\n"
