"""What every answer says besides its content: what a browser may do with it, and for how long it holds."""

from __future__ import annotations

import hashlib

from flask import Flask, Response, request

from webui.assets import KEPT_FOR_GOOD

API_PREFIX = "/api/"

# Everything comes from here and nothing stands inline, so that no text of an article can ever run as code.
_CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
_SECURITY = {
    "Content-Security-Policy": _CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",  # a journalist's query is not for the outlets that are clicked through to
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def register(app: Flask) -> None:
    """Set the headers on every answer of `app`."""
    app.after_request(_secured)
    app.after_request(_shared)
    app.after_request(_cached)


def _secured(response: Response) -> Response:
    for name, value in _SECURITY.items():
        response.headers.setdefault(name, value)
    return response


def _shared(response: Response) -> Response:
    """The API only reads what anybody may read, so that pages of other sites may use it."""
    if request.path.startswith(API_PREFIX):
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers["Access-Control-Expose-Headers"] = "ETag"
    return response


def _cached(response: Response) -> Response:
    """An answer holds until the index changes, so it is asked again; errors are not kept at all."""
    if request.endpoint == "static" and "v" in request.args and response.status_code < 400:
        response.headers["Cache-Control"] = KEPT_FOR_GOOD
    elif "Cache-Control" not in response.headers:
        response.headers["Cache-Control"] = "no-cache" if response.status_code < 400 else "no-store"
    return response


def tagged(response: Response, content: bytes) -> Response:
    """`response` with an ETag of the address and `content`; 304 without content where the client has it already.

    `content` is all that the answer says: by the state of the index alone, a browser would keep a page as it was before
    a new release or a new name in the list of actors.
    """
    address = request.full_path.encode("utf-8", "surrogatepass")
    response.set_etag(hashlib.sha256(address + b"\n" + content).hexdigest()[:20], weak=True)
    conditional = response.make_conditional(request)
    assert isinstance(conditional, Response)
    return conditional
