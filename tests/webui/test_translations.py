"""The Indonesian catalogue says everything, and what is compiled is what is written."""

from __future__ import annotations

from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

import webui

ROOT = Path(webui.__file__).parent
CATALOGUE = ROOT / "translations" / "id" / "LC_MESSAGES"
METHODS = [("**.py", "python"), ("templates/**.html", "jinja2")]


def catalogue() -> Catalog:
    with (CATALOGUE / "messages.po").open("rb") as file:
        return read_po(file, locale="id")


def extracted() -> set[str]:
    options = {"templates/**.html": {"trimmed": "true"}}
    found = extract_from_dir(ROOT, METHODS, options)
    return {message if isinstance(message, str) else message[0] for _, _, message, _, _ in found}


def test_every_text_of_the_page_is_translated_and_nothing_else_is() -> None:
    translated = {m.id if isinstance(m.id, str) else m.id[0]: m for m in catalogue() if m.id}
    assert set(translated) == extracted()
    for message in translated.values():
        texts = (message.string,) if isinstance(message.string, str) else message.string
        assert all(texts), message.id
        assert not message.fuzzy
        assert not list(message.check()), message.id


def test_the_compiled_catalogue_is_the_written_one() -> None:
    with (CATALOGUE / "messages.mo").open("rb") as file:
        compiled = texts(read_mo(file))
    assert compiled == texts(catalogue()), "run: pybabel compile -d webui/translations (docs/translations.md)"


def texts(found: Catalog) -> dict[tuple[str, ...], tuple[str, ...]]:
    """Message by message, singular and plural."""
    return {_forms(message.id): _forms(message.string) for message in found if message.id}


def _forms(text: str | list[str] | tuple[str, ...]) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)
