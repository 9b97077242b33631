"""One map from errors to answers: problem+json (RFC 9457) on the API, a page that helps on the site.

What a reader can act on is told in full; what only the operator can act on goes to the log in full and to the reader as
"not available", for its message names files of the server.
"""

from __future__ import annotations

from dataclasses import dataclass

import msgspec
from flask import Flask, Response, current_app, render_template, request
from msgspec import UNSET
from werkzeug.exceptions import HTTPException, InternalServerError

from search.errors import (
    ArticleNotFoundError,
    EngineError,
    InvalidParameterError,
    KlipingError,
    QuerySyntaxError,
    QueryTimeoutError,
    RequestError,
    UnsupportedQueryError,
)
from webui import links
from webui.failures import advice, heading, marked_query
from webui.headers import API_PREFIX
from webui.languages import PAGE_LANGUAGES
from webui.opening import settings
from webui.shapes import Problem

_TITLES = {
    "query-syntax": "The query cannot be read",
    "invalid-parameter": "A parameter has a value that it cannot have",
    "bad-request": "The request cannot be understood",
    "unsupported-query": "The search engine cannot do that",
    "article-not-found": "There is no such article",
    "query-timeout": "The query took too long",
    "not-found": "There is nothing at this address",
    "method-not-allowed": "This address is only read from",
    "unavailable": "The index cannot be searched at the moment",
    "internal-error": "Something went wrong",
}
_HTTP_CODES = {404: "not-found", 405: "method-not-allowed", 500: "internal-error"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """An error as the reader is told of it."""

    status: int
    code: str
    detail: str
    position: int | None = None
    parameter: str | None = None

    @property
    def title(self) -> str:
        return _TITLES.get(self.code, _TITLES["bad-request"])

    def problem(self) -> Problem:
        return Problem(
            type=f"urn:kliping:problem:{self.code}",
            title=self.title,
            status=self.status,
            detail=self.detail,
            code=self.code,
            position=UNSET if self.position is None else self.position,
            parameter=UNSET if self.parameter is None else self.parameter,
        )


def register(app: Flask) -> None:
    """Answer every error of `app`."""
    app.register_error_handler(KlipingError, _on_kliping_error)
    app.register_error_handler(HTTPException, _on_http_exception)


def _on_kliping_error(exc: KlipingError) -> Response:
    return respond(failure_of(exc))


def _on_http_exception(exc: HTTPException) -> Response:
    if exc.response is not None or exc.code is None or exc.code < 400:
        return current_app.make_response(exc.get_response())
    detail = "the error is in the server's log" if isinstance(exc, InternalServerError) else exc.description or ""
    failure = Failure(status=exc.code, code=_HTTP_CODES.get(exc.code, "bad-request"), detail=detail)
    response = respond(failure)
    for name, value in exc.get_headers():
        if name == "Allow":
            response.headers[name] = value
    return response


def failure_of(exc: KlipingError) -> Failure:
    """What is told of a deliberate error, and with which status."""
    match exc:
        case QuerySyntaxError():
            return Failure(status=400, code=exc.code, detail=exc.message, position=exc.position, parameter="q")
        case InvalidParameterError():
            return Failure(status=400, code=exc.code, detail=exc.message, parameter=exc.parameter)
        case RequestError() | UnsupportedQueryError():
            return Failure(status=400, code=exc.code, detail=exc.message)
        case ArticleNotFoundError():
            return Failure(status=404, code=exc.code, detail=exc.message)
        case QueryTimeoutError():
            return Failure(status=503, code=exc.code, detail=exc.message)
        case EngineError():
            current_app.logger.error("%s: %s", exc.code, exc.message)
            return Failure(status=503, code="unavailable", detail="its operator finds the reason in the server's log")
        case _:
            current_app.logger.error("%s: %s", exc.code, exc.message)
            return Failure(status=500, code="internal-error", detail="the error is in the server's log")


def respond(failure: Failure) -> Response:
    """The answer in the form that the address asked at gives."""
    if request.path.startswith(API_PREFIX) or request.path == "/healthz":
        body = msgspec.json.encode(failure.problem())
        return Response(body, status=failure.status, content_type="application/problem+json")
    text = request.args.get("q", "")
    page = render_template(
        "error.html",
        failure=failure,
        text=text[: settings().max_query_chars],
        heading=heading(failure.code),
        advice=advice(failure.code, failure.parameter),
        marked=marked_query(text, failure.position),
        languages={lang: links.start_href(lang) for lang in PAGE_LANGUAGES},
    )
    return Response(page, status=failure.status, content_type="text/html; charset=utf-8")
