"""Every answer of the API, errors too, against its own description."""

from __future__ import annotations

import json
from typing import Any

import pytest
from flask.testing import FlaskClient
from jsonschema import Draft202012Validator, FormatChecker
from openapi_spec_validator import validate
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012
from werkzeug.test import TestResponse

from search import params
from search.errors import (
    IndexMismatchError,
    InvalidParameterError,
    QuerySyntaxError,
    QueryTimeoutError,
    UnsupportedQueryError,
)
from search.model import Article, OutletRef
from search.query import FACETS
from search.results import Story
from tests.webui.fakes import RICH, FakeService, word
from webui.openapi import PARAMETERS, document
from webui.shapes import ArticleAnswer, FacetsShape

DESCRIPTION = document()
_URI = "urn:openapi"
_REGISTRY: Registry[Any] = Registry().with_resource(_URI, Resource(contents=DESCRIPTION, specification=DRAFT202012))


def checked(response: TestResponse, path: str) -> Any:
    """The JSON of `response`, after it was found to be what the description promises for `path`."""
    operation = DESCRIPTION["paths"][path]["get"]
    described = operation["responses"].get(str(response.status_code), operation["responses"]["default"])
    if "$ref" in described:
        described = DESCRIPTION["components"]["responses"][described["$ref"].rpartition("/")[2]]
    schema = described["content"][response.content_type]["schema"]
    answer = json.loads(response.data)
    absolute = {"$ref": f"{_URI}{schema['$ref']}"} if "$ref" in schema else schema
    Draft202012Validator(absolute, registry=_REGISTRY, format_checker=FormatChecker()).validate(answer)
    return answer


def get(client: FlaskClient, address: str, path: str = "/api/v1/search") -> Any:
    return checked(client.get(address), path)


def test_the_description_is_valid_openapi(client: FlaskClient) -> None:
    served = client.get("/api/v1/openapi.json")
    validate(served.get_json())
    assert served.content_type == "application/json"


def test_the_description_knows_every_parameter_and_no_other() -> None:
    assert set(PARAMETERS) == set(params.PARAMETERS)


def test_the_description_names_every_address_of_the_api(client: FlaskClient) -> None:
    rules = {
        str(rule).replace("<", "{").replace(">", "}")
        for rule in client.application.url_map.iter_rules()
        if str(rule).startswith("/api/") or str(rule) == "/healthz"
    }
    assert set(DESCRIPTION["paths"]) == rules


def test_an_article_answer_has_every_field_of_the_model() -> None:
    assert set(ArticleAnswer.__slots__) == {*Article.__slots__, "story"}


def test_a_search_is_answered_as_described(client: FlaskClient, service: FakeService) -> None:
    service.answer |= {"understood": (word("memasok", 0, "pasok"),), "next": "lanjut", "suggestion": "x"}
    answer = get(client, "/api/v1/search?q=memasok")
    assert answer["query"]["understood"][0]["alternatives"][1] == {
        "field": "body_id",
        "term": "pasok",
        "reason": "stem",
    }
    assert (answer["total"], answer["next"], answer["generation"]) == (4, "lanjut", "e1-7")
    first = answer["hits"][0]
    assert first["published"] == {
        "start": "2022-11-08",
        "end": "2022-11-08",
        "instant": None,
        "precision": "day",
        "origin": "text",
        "raw": "Selasa (8/11)",
        "conflict": False,
    }
    assert first["actors"][0] == {"id": "country:KP", "label": "Korea Utara", "kind": "country", "count": 3}
    assert first["outlet"] == {"id": "kabar-samudra", "name": "Kabar Samudra", "group": "samudra"}
    assert first["snippets"][0][0] == {"text": "KABAR", "match": True}
    assert answer["facets"]["outlet"]["buckets"][0] == {
        "value": "kabar-samudra",
        "label": "Kabar Samudra",
        "count": 64,
        "state": None,
    }
    assert answer["facets"]["date"]["buckets"][0] == {"value": "2022-09", "count": 4, "state": None}
    untitled = answer["hits"][3]
    assert (untitled["title"], untitled["headline"], untitled["published"]) == (None, "Kalimat pertama.", None)


def test_only_the_facets_asked_for_are_answered(client: FlaskClient) -> None:
    assert set(get(client, "/api/v1/search?facets=language")["facets"]) == {"language"}
    assert get(client, "/api/v1/search?facets=none")["facets"] == {}


def test_every_facet_has_a_place_in_the_answer() -> None:
    assert set(FacetsShape.__slots__) == {*FACETS, "date"}


def test_an_article_is_answered_with_all_its_fields(client: FlaskClient) -> None:
    answer = get(client, f"/api/v1/articles/{RICH.id}", "/api/v1/articles/{article_id}")
    assert answer["actors"][0]["id"] == "country:KP"
    assert answer["actors"][0]["reasons"][0] == {"form": "Pyongyang", "kind": "metonym", "count": 2}
    start, end = answer["actors"][0]["offsets"][0]
    assert answer["body"][start:end] == "Pyongyang"
    official, kirby = answer["statements"]
    assert answer["body"][official["start"] : official["end"]] == "negaranya tidak memasok senjata"
    assert (official["speaker"], official["actor_id"]) == ("Seorang pejabat Pyongyang", None)
    assert (kirby["verb_class"], kirby["is_quote"], kirby["actor_id"]) == ("accuses", True, "person:john-kirby")
    assert answer["origins"] == [{"archive": "arsip", "file": "a.jsonl", "member": None, "line": 3}]
    assert answer["indexed_at"] == "2022-11-10T03:04:00Z"


def test_values_completions_status_and_health_are_answered_as_described(client: FlaskClient) -> None:
    values = get(client, "/api/v1/facets/outlet?q=a&contains=cakra", "/api/v1/facets/{facet}")
    assert [bucket["value"] for bucket in values["buckets"]] == ["harian-cakrawala"]
    completions = get(client, "/api/v1/complete?q=sen&size=2", "/api/v1/complete")
    assert completions["completions"] == [{"text": "sen0", "count": 9}, {"text": "sen1", "count": 8}]
    status = get(client, "/api/v1/status", "/api/v1/status")
    assert (status["articles"], status["languages"]["ar"]) == (4, 1)
    assert "secret" not in json.dumps(status)
    assert get(client, "/healthz", "/healthz") == {"status": "ok"}


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("size=0", "size"),
        ("size=101", "size"),
        ("facets=bogus", "facets"),
        ("from=2022-12&to=2022-11", "from"),
        ("from=kemarin", "from"),
        ("sort=acak", "sort"),
        ("lang=fr", "lang"),
        ("utm_source=surat", "utm_source"),
        ("size=1&size=2", "size"),
    ],
)
def test_a_parameter_that_cannot_be_is_named(client: FlaskClient, query: str, parameter: str) -> None:
    response = client.get(f"/api/v1/search?{query}")
    answer = checked(response, "/api/v1/search")
    assert response.content_type == "application/problem+json"
    assert (answer["status"], answer["code"], answer["parameter"]) == (400, "invalid-parameter", parameter)


@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("/api/v1/status?q=a", "/api/v1/status"),
        ("/api/v1/complete?outlet=a", "/api/v1/complete"),
        (f"/api/v1/articles/{RICH.id}?q=a", "/api/v1/articles/{article_id}"),
        ("/api/v1/openapi.json?q=a", "/api/v1/openapi.json"),
        ("/api/v1/facets/outlet?salah=1", "/api/v1/facets/{facet}"),
    ],
)
def test_every_address_refuses_parameters_that_it_does_not_know(client: FlaskClient, address: str, path: str) -> None:
    answer = get(client, address, path)
    assert answer["code"] == "invalid-parameter"
    assert answer["parameter"] in address


@pytest.mark.parametrize(
    ("error", "status", "code", "extra"),
    [
        (QuerySyntaxError("kutip", position=3), 400, "query-syntax", {"position": 3, "parameter": "q"}),
        (InvalidParameterError("salah", parameter="cursor"), 400, "invalid-parameter", {"parameter": "cursor"}),
        (UnsupportedQueryError("tidak bisa"), 400, "unsupported-query", {}),
        (QueryTimeoutError("lebih dari 5 s"), 503, "query-timeout", {}),
        (IndexMismatchError("index at /secret has schema 3"), 503, "unavailable", {}),
    ],
)
def test_errors_say_who_can_act(
    client: FlaskClient, service: FakeService, error: Exception, status: int, code: str, extra: dict[str, Any]
) -> None:
    service.error = error
    response = client.get("/api/v1/search?q=abcd")
    answer = checked(response, "/api/v1/search")
    assert (response.status_code, answer["code"], answer["type"]) == (status, code, f"urn:kliping:problem:{code}")
    assert {key: answer[key] for key in ("position", "parameter") if key in answer} == extra
    assert "secret" not in response.text
    assert response.headers["Cache-Control"] == "no-store"


def test_what_only_the_operator_can_mend_stands_in_the_log(
    client: FlaskClient, service: FakeService, caplog: pytest.LogCaptureFixture
) -> None:
    service.error = IndexMismatchError("index at /secret has schema 3")
    assert client.get("/healthz").status_code == 503
    assert "index at /secret has schema 3" in caplog.text


def test_an_unknown_article_and_an_unknown_address_are_404(client: FlaskClient) -> None:
    response = client.get("/api/v1/articles/0000")
    assert checked(response, "/api/v1/articles/{article_id}")["code"] == "article-not-found"
    assert response.status_code == 404
    nowhere = client.get("/api/v1/nowhere")
    assert (nowhere.status_code, nowhere.get_json()["code"]) == (404, "not-found")
    assert nowhere.content_type == "application/problem+json"


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_the_api_only_reads(client: FlaskClient, method: str) -> None:
    response = client.open("/api/v1/search", method=method)
    assert (response.status_code, response.get_json()["code"]) == (405, "method-not-allowed")
    assert response.content_type == "application/problem+json"
    assert "GET" in response.headers["Allow"]


def test_a_fault_of_ours_is_a_500_without_details(client: FlaskClient, service: FakeService) -> None:
    service.error = RuntimeError("rahasia")
    response = client.get("/api/v1/search")
    assert checked(response, "/api/v1/search")["code"] == "internal-error"
    assert "rahasia" not in response.text


def test_pages_of_other_sites_may_read_the_api_and_nothing_else(client: FlaskClient) -> None:
    assert client.get("/api/v1/search").headers["Access-Control-Allow-Origin"] == "*"
    assert client.get("/api/v1/nowhere").headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Origin" not in client.get("/search").headers
    assert client.options("/api/v1/search").status_code == 200


def test_an_answer_is_not_sent_again_while_the_index_is_the_same(client: FlaskClient, service: FakeService) -> None:
    first = client.get("/api/v1/search?q=a")
    tag = first.headers["ETag"]
    again = client.get("/api/v1/search?q=a", headers={"If-None-Match": tag})
    assert (again.status_code, again.data) == (304, b"")
    assert client.get("/api/v1/search?q=b", headers={"If-None-Match": tag}).status_code == 200
    service.answer["generation"] = "e1-8"
    assert client.get("/api/v1/search?q=a", headers={"If-None-Match": tag}).status_code == 200


def test_an_article_tells_who_has_the_same_text(client: FlaskClient, service: FakeService) -> None:
    outlets = (OutletRef(id="kabar", name="Kabar"), OutletRef(id="suara", name="Suara"))
    assert get(client, f"/api/v1/articles/{RICH.id}", "/api/v1/articles/{article_id}")["story"] is None
    service.story = Story(id="s", articles=2, outlets=outlets, origins=())
    assert get(client, f"/api/v1/articles/{RICH.id}", "/api/v1/articles/{article_id}")["story"] == {
        "articles": 2,
        "outlets": [{"id": one.id, "name": one.name, "group": None} for one in outlets],
        "origins": [],
        "independent": 1,
    }
