"""The OpenAPI 3.1 description of the API: schemas derived from `webui.shapes`, parameters from one table."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, get_args

import msgspec

from search.query import ALL_OF_FACETS, FACETS, Interval, Match, PageLanguage, Sort
from webui.shapes import (
    ArticleAnswer,
    CompletionsAnswer,
    FacetValuesAnswer,
    HealthAnswer,
    Problem,
    SearchAnswer,
    StatusAnswer,
)

_ANSWERS = (SearchAnswer, ArticleAnswer, FacetValuesAnswer, CompletionsAnswer, StatusAnswer, HealthAnswer, Problem)
_REF = "#/components/schemas/{name}"
_DATE = {"type": "string", "pattern": r"^\d{4}(-\d{1,2}(-\d{1,2})?)?$", "examples": ["2022-11-08", "2022-11", "2022"]}


def _text(description: str, **schema: Any) -> dict[str, Any]:
    return {"description": description, "schema": {"type": "string"} | schema}


def _choice(description: str, values: tuple[str, ...], default: str | None = None) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": "string", "enum": list(values)}
    return {"description": description, "schema": schema if default is None else schema | {"default": default}}


def _count(description: str, *, default: int, maximum: int = 100) -> dict[str, Any]:
    schema = {"type": "integer", "minimum": 1, "maximum": maximum, "default": default}
    return {"description": description, "schema": schema}


def _switch(description: str, *, default: str) -> dict[str, Any]:
    return _choice(description, ("0", "1"), default)


def _values(facet: str) -> dict[str, Any]:
    several = "all of them" if facet in ALL_OF_FACETS else "any of them"
    return {
        "description": f"Chosen values of {facet}, {several}; a leading hyphen excludes one, `none` is no value."
        + (" `a|b` is either of two." if facet in ALL_OF_FACETS else ""),
        "schema": {"type": "array", "items": {"type": "string", "maxLength": 200}},
        "style": "form",
        "explode": True,
    }


PARAMETERS: dict[str, dict[str, Any]] = {
    "q": _text(
        'The query: words, "phrases", OR, NOT, -word, prefix*, fuzzy~, title:, said:, actor:, speaker:, '
        "date:2022-09..2022-11."
    ),
    "match": _choice("All words or any; unset: all, or most where no article has all.", get_args(Match)),
    **{facet: _values(facet) for facet in FACETS},
    "date": {
        "description": "`none`: undated articles only; `-none`: dated ones only.",
        "schema": {"type": "array", "items": {"type": "string", "enum": ["none", "-none"]}},
        "style": "form",
        "explode": True,
    },
    "from": {"description": "First day; a month or year stands for its first.", "schema": _DATE},
    "to": {"description": "Last day; a month or year stands for its last.", "schema": _DATE},
    "precise": _switch("1: only dates that lie wholly within from and to.", default="0"),
    "sort": _choice("The order; unset: relevance where words can be ranked, else newest.", get_args(Sort)),
    "size": _count("Hits on a page.", default=20),
    "cursor": _text("Where the page before ended: its `next`."),
    "facets": _text(
        "The facets wanted, between commas, of " + ", ".join((*FACETS, "date")) + "; `none` for none.",
        default="outlet,actor,language,date",
    ),
    "facet_size": _count("Values of a facet.", default=10),
    "interval": _choice("The width of the buckets of `date`.", get_args(Interval), "auto"),
    "collapse": _choice("`story`: only the best article of each story.", ("story",)),
    "hl": _switch("0: no snippets.", default="1"),
    "lang": _choice("The language of labels.", get_args(PageLanguage), "id"),
}
_CONTAINS = _text("Words that begin words of the values wanted.")
_PREFIX = _text("How the words wanted begin.")
_COMPLETIONS = _count("Words wanted; at most 20 are given.", default=20)


@cache
def document() -> dict[str, Any]:
    """The whole description."""
    schemas = _schemas()
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Kliping",
            "version": "1",
            "summary": "Search a multilingual news archive.",
            "description": "Everything is read-only. Errors are problem+json (RFC 9457); `code` is stable.",
        },
        "servers": [{"url": "../..", "description": "the folder above /api/"}],
        "paths": dict(_paths()),
        "components": {"schemas": schemas, "responses": {"Problem": _problem("An error")}},
    }


def _paths() -> Iterator[tuple[str, Any]]:
    searching = [_query(name, PARAMETERS[name]) for name in PARAMETERS]
    lang = _query("lang", PARAMETERS["lang"])
    article_id = _in_path("article_id", "The `id` of a hit.", {"type": "string"})
    facet = _in_path("facet", "The facet.", {"type": "string", "enum": list(FACETS)})
    yield "/api/v1/search", _get("search", "Search the archive", SearchAnswer, searching, is_tagged=True)
    yield (
        "/api/v1/articles/{article_id}",
        _get("article", "An article", ArticleAnswer, [article_id, lang], missing=True),
    )
    yield (
        "/api/v1/facets/{facet}",
        _get(
            "facetValues",
            "Values of a facet in the answer to a search",
            FacetValuesAnswer,
            [facet, _query("contains", _CONTAINS), *searching],
        ),
    )
    completing = [_query("q", _PREFIX), _query("size", _COMPLETIONS), lang]
    yield "/api/v1/complete", _get("complete", "Words of the index", CompletionsAnswer, completing)
    yield "/api/v1/status", _get("status", "What the index holds", StatusAnswer, [])
    yield "/api/v1/openapi.json", _get("openapi", "This description", None, [])
    yield "/healthz", _get("health", "Whether the index can be searched", HealthAnswer, [])


def _get(
    operation: str,
    summary: str,
    answer: type | None,
    parameters: list[dict[str, Any]],
    *,
    missing: bool = False,
    is_tagged: bool = False,
) -> dict[str, Any]:
    problem = {"$ref": "#/components/responses/Problem"}
    responses: dict[str, Any] = {"200": _answer(answer, is_tagged=is_tagged)}
    if is_tagged:
        responses["304"] = {"description": "The answer that If-None-Match names still holds."}
    if parameters:
        responses["400"] = problem
    if missing:
        responses["404"] = problem
    responses |= {"503": problem, "default": problem}
    return {"get": {"operationId": operation, "summary": summary, "parameters": parameters, "responses": responses}}


def _answer(answer: type | None, *, is_tagged: bool) -> dict[str, Any]:
    schema = {"$ref": _REF.format(name=answer.__name__)} if answer else {"type": "object"}
    described: dict[str, Any] = {"description": "The answer", "content": {"application/json": {"schema": schema}}}
    if is_tagged:
        described["headers"] = {"ETag": {"description": "Names the answer.", "schema": {"type": "string"}}}
    return described


def _problem(description: str) -> dict[str, Any]:
    schema = {"$ref": _REF.format(name=Problem.__name__)}
    return {"description": description, "content": {"application/problem+json": {"schema": schema}}}


def _query(name: str, described: dict[str, Any]) -> dict[str, Any]:
    return {"name": name, "in": "query", "required": False} | described


def _in_path(name: str, description: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"name": name, "in": "path", "required": True, "description": description, "schema": schema}


# ---- schemas -----------------------------------------------------------------------------------------------------


def _schemas() -> dict[str, Any]:
    _, components = msgspec.json.schema_components(_ANSWERS, ref_template=_REF)
    return {name: _as_written(schema) for name, schema in components.items()}


def _as_written(schema: dict[str, Any]) -> dict[str, Any]:
    """The schema of what is written, where msgspec gives that of what can be read.

    Everything with a default is always there, and nothing is there that is not said.
    """
    if "properties" not in schema:
        return schema
    defaulted = {name for name, value in schema["properties"].items() if "default" in value}
    properties = {
        name: {key: part for key, part in value.items() if key != "default"}
        for name, value in schema["properties"].items()
    }
    required = [name for name in properties if name in defaulted or name in schema.get("required", ())]
    return schema | {"properties": properties, "required": required, "additionalProperties": False}
