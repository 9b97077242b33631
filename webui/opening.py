"""The search service of the application, opened when it is first needed: in each worker, after gunicorn's fork."""

from __future__ import annotations

import threading

from flask import Flask, current_app

from search.service import SearchService, open_service
from search.settings import Settings

_KEY = "kliping"


class Opening:
    """Settings, and the service that they open; safe from several threads."""

    def __init__(self, settings: Settings, service: SearchService | None = None) -> None:
        self.settings = settings
        self._service = service
        self._lock = threading.Lock()

    def service(self) -> SearchService:
        """The one service of this process. An EngineError leaves it unopened: the next request tries again."""
        if self._service is None:
            with self._lock:
                if self._service is None:
                    self._service = open_service(self.settings)
        return self._service


def install(app: Flask, settings: Settings, service: SearchService | None) -> None:
    """Give `app` its settings and service."""
    app.extensions[_KEY] = Opening(settings, service)


def settings() -> Settings:
    """The settings of the application that answers now."""
    return _opening().settings


def service() -> SearchService:
    """The search service of the application that answers now."""
    return _opening().service()


def _opening() -> Opening:
    opening = current_app.extensions[_KEY]
    assert isinstance(opening, Opening)
    return opening
