"""Headers of every answer. The policy allows nothing inline and nothing from elsewhere."""

from typing import Final

from flask import Flask, Response, abort, request

POLICY: Final = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    )
)


def register(app: Flask) -> None:
    """Add the headers to every answer of ``app``, and turn away what no browser sends."""
    app.before_request(_refuse_nul)
    app.after_request(_headers)


def _refuse_nul() -> None:
    """Refuse a NUL character, which PostgreSQL cannot compare with any text."""
    parts = (value for values in (request.args, request.form) for _name, value in values.items(multi=True))
    if "\0" in request.path or any("\0" in part for part in parts):
        abort(400)


def _headers(response: Response) -> Response:
    headers = response.headers
    headers.setdefault("Content-Security-Policy", POLICY)
    headers["X-Content-Type-Options"] = "nosniff"
    headers["X-Frame-Options"] = "DENY"
    headers["Referrer-Policy"] = "same-origin"
    headers["Cross-Origin-Opener-Policy"] = "same-origin"
    headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()"
    if request.endpoint != "static":
        headers["Cache-Control"] = "no-store"
    return response
