"""Addresses of the static files: each carries a hash of its content, so that a browser may keep it for a year."""

import os
from collections.abc import Callable
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Final

from flask import Flask, request

HASH_LENGTH: Final = 12


def static_urls(app: Flask) -> Callable[[str], str]:
    """Return ``static_url``: the address of a static file of ``app``, with the hash of what it holds now."""
    folder, prefix = str(app.static_folder), app.static_url_path

    def static_url(path: str) -> str:
        return f"{request.script_root}{prefix}/{path}?v={content_hash(f'{folder}/{path}')}"

    return static_url


def content_hash(file: str) -> str:
    """Return a short hash of a file; a changed file gets a new one without a restart."""
    return _hash_of(file, os.stat(file).st_mtime_ns)


@lru_cache(maxsize=256)
def _hash_of(file: str, changed_at_ns: int) -> str:
    return sha256(Path(file).read_bytes()).hexdigest()[:HASH_LENGTH]
