"""The server: ``python -m app.serving``. It answers requests and loads nothing that only commands need."""

import gc
import sys
from socket import AF_INET, AF_INET6, create_server
from typing import Final

import waitress
from flask import Flask
from sqlalchemy.orm import configure_mappers
from whitenoise import WhiteNoise

from app import create_app
from app.core.workers import keep_working
from app.eligibility.rulebook import rulebooks

THREADS: Final = 8


def serve(host: str, port: int, processes: int = 1) -> None:
    """Answer requests until the process is ended; several processes share what was loaded before they part."""
    app = create_app(with_commands=False)
    configure_mappers()
    rulebooks()
    # What is loaded now stays: the collector need not walk through it again in the middle of a request.
    gc.collect()
    gc.freeze()
    listener = create_server((host, port), family=AF_INET6 if ":" in host else AF_INET)
    keep_working(lambda: _answer(app, listener), processes)


def _answer(app: Flask, listener: object) -> None:
    waitress.serve(with_static_files(app), sockets=[listener], threads=THREADS, ident=None)


def with_static_files(app: Flask) -> WhiteNoise:
    """Wrap the application so that static files are answered before it, cacheable for ever by their hash."""
    return WhiteNoise(
        app.wsgi_app,
        root=app.static_folder,
        prefix="static/",
        immutable_file_test=lambda _path, _url: True,
        allow_all_origins=False,
        add_headers_function=lambda headers, _path, _url: headers.add_header("X-Content-Type-Options", "nosniff"),
    )


if __name__ == "__main__":
    serve(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
