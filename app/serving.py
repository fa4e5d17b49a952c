"""The server process: ``python -m app.serving``. It answers requests and loads nothing that only commands need."""

import gc
import sys
from typing import Final

import waitress
from flask import Flask
from whitenoise import WhiteNoise

from app import create_app

THREADS: Final = 8


def serve(host: str, port: int) -> None:
    """Answer requests until the process is ended."""
    app = create_app(with_commands=False)
    # What is loaded now stays: the collector need not walk through it again in the middle of a request.
    gc.collect()
    gc.freeze()
    waitress.serve(with_static_files(app), host=host, port=port, threads=THREADS, ident=None)


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
    serve(sys.argv[1], int(sys.argv[2]))
