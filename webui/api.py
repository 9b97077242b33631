"""The JSON API: what the page shows, for programs. It only reads, and takes its parameters strictly."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import msgspec
from flask import Blueprint, Response, request

from search import params
from search.errors import InvalidParameterError
from webui import answers
from webui.headers import tagged
from webui.openapi import document
from webui.opening import service
from webui.shapes import CompletionsAnswer, FacetValuesAnswer, HealthAnswer

api = Blueprint("api", __name__, url_prefix="/api/v1")
health = Blueprint("health", __name__)

MAX_COMPLETIONS = 20


@api.get("/search")
def search() -> Response:
    """A page of hits with the facets asked for."""
    result = service().search(params.read(request.args.items(multi=True)))
    answer = answers.search_answer(result)
    return tagged(_json(answer), msgspec.json.encode(replace(answer, took_ms=0.0)))


@api.get("/articles/<article_id>")
def article(article_id: str) -> Response:
    """Every field of an article."""
    lang = params.read(_own_parameters("lang")).lang
    return _json(answers.article_answer(service().article(article_id, lang=lang)))


@api.get("/facets/<facet>")
def facet_values(facet: str) -> Response:
    """The values of a facet in the answer to a search."""
    wanted = params.read(pair for pair in request.args.items(multi=True) if pair[0] != "contains")
    found = service().facet_values(wanted, facet, contains=contained(), limit=wanted.facet_size)
    return _json(FacetValuesAnswer(facet=facet, buckets=tuple(answers.bucket_shape(bucket) for bucket in found)))


@api.get("/complete")
def complete() -> Response:
    """Words of the index that begin as `q` does."""
    wanted = params.read(_own_parameters("q", "size", "lang"))
    found = service().complete(wanted.text, limit=min(wanted.size, MAX_COMPLETIONS))
    return _json(CompletionsAnswer(completions=tuple(found)))


@api.get("/status")
def status() -> Response:
    """What the index holds."""
    _own_parameters()
    return _json(answers.status_answer(service().status()))


@api.get("/openapi.json")
def openapi() -> Response:
    """The description of this API."""
    _own_parameters()
    return _json(document())


@health.get("/healthz")
def healthz() -> Response:
    """Whether the index can be searched."""
    service().status()
    return _json(HealthAnswer(status="ok"))


def contained() -> str:
    """What the values wanted have to contain."""
    given = [text for text in map(str.strip, request.args.getlist("contains")) if text]
    if len(given) > 1:
        raise InvalidParameterError("contains was given twice; give it once", parameter="contains")
    contains = given[0] if given else ""
    if len(contains) > params.MAX_VALUE_CHARS:
        message = f"contains has {len(contains)} characters; it can have {params.MAX_VALUE_CHARS}"
        raise InvalidParameterError(message, parameter="contains")
    return contains


def _own_parameters(*allowed: str) -> list[tuple[str, str]]:
    """The pairs of the request, which may have no others than the `allowed`."""
    pairs = list(request.args.items(multi=True))
    for name, _ in pairs:
        if name not in allowed:
            known = f"there are {', '.join(allowed)}" if allowed else "there are none here"
            raise InvalidParameterError(f"there is no parameter {name[:80]!r}; {known}", parameter=name)
    return pairs


def _json(value: Any) -> Response:
    return Response(msgspec.json.encode(value), content_type="application/json")
