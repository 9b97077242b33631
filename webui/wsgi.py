"""What a WSGI server serves: `gunicorn webui.wsgi:app`. The index is opened by the first request of each worker."""

from __future__ import annotations

from search.settings import Settings
from webui import create_app

app = create_app(Settings.from_env())
