"""Addresses without parameters never change while a process runs: each is built once per place of mounting."""

from typing import Any

from flask import current_app, request, url_for


def address(endpoint: str, **values: Any) -> str:  # Any: parts of the address, the same at every call
    """Return ``url_for(endpoint)``, remembered; for endpoints that take no parameter, or always the same."""
    known: dict[tuple[str, str], str] = current_app.extensions.setdefault("vinhdanh.addresses", {})
    key = (request.script_root, endpoint)
    found = known.get(key)
    if found is None:
        found = known[key] = url_for(endpoint, **values)
    return found
