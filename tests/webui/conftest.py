from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from search.settings import Settings
from tests.webui.archive import build
from tests.webui.fakes import FakeService
from webui import create_app, opening


@pytest.fixture
def service() -> FakeService:
    return FakeService()


@pytest.fixture
def app(service: FakeService) -> Flask:
    """The application on a fake service."""
    return create_app(Settings(index=Path("nowhere")), service=service)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def indonesian(app: Flask) -> Iterator[None]:
    """Inside a request for an Indonesian page."""
    with app.test_request_context("/search"):
        yield


@pytest.fixture
def english(app: Flask) -> Iterator[None]:
    """Inside a request for an English page."""
    with app.test_request_context("/search?lang=en"):
        yield


@pytest.fixture(scope="session")
def real_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The application on a small real index, which it opens by itself."""
    index = tmp_path_factory.mktemp("webui") / "index"
    build(index)
    app = create_app(Settings(index=index))
    yield app
    with app.app_context():
        opening.service().close()


@pytest.fixture
def real_client(real_app: Flask) -> FlaskClient:
    return real_app.test_client()
