"""The site and the JSON API: views of what `search.service` answers."""

from __future__ import annotations

from flask import Flask
from flask_babel import Babel
from jinja2 import StrictUndefined

from search.service import SearchService
from search.settings import Settings
from webui import assets, errors, headers, links, opening, translation, wording
from webui.api import api, health
from webui.export import export
from webui.help import examples
from webui.languages import DEFAULT_LANGUAGE, page_language, requested_language
from webui.pages import pages

__all__ = ["create_app"]


def create_app(settings: Settings, *, service: SearchService | None = None) -> Flask:
    """The application. Without a `service` it opens the index of `settings` when the first request needs it."""
    app = Flask(__name__)
    opening.install(app, settings, service)
    Babel(app, locale_selector=requested_language, default_locale=DEFAULT_LANGUAGE)
    _prepare_templates(app, settings)
    for blueprint in (pages, export, api, health):
        app.register_blueprint(blueprint)
    errors.register(app)
    headers.register(app)
    return app


def _prepare_templates(app: Flask, settings: Settings) -> None:
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.install_gettext_callables(translation.gettext, translation.ngettext, newstyle=True)  # type: ignore[attr-defined]
    app.jinja_env.filters["number"] = wording.number
    app.jinja_env.globals.update(
        static_href=assets.static_href,
        page_language=page_language,
        start_href=links.start_href,
        help=examples,
        max_query_chars=settings.max_query_chars,
    )
