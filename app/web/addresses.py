"""Addresses: those without parameters, built once per place of mounting, and those to go back to."""

from flask import current_app, request, url_for


def address(endpoint: str) -> str:
    """Return ``url_for(endpoint)``, remembered: without parameters it never changes while a process runs."""
    known: dict[tuple[str, str], str] = current_app.extensions.setdefault("vinhdanh.addresses", {})
    key = (request.script_root, endpoint)
    found = known.get(key)
    if found is None:
        found = known[key] = url_for(endpoint)
    return found


def inside(target: str) -> str | None:
    """Return the page to go back to when it is one of ours, None for another site's.

    Browsers read a backslash as a slash and drop tabs and line breaks, so that "/<tab>/evil.example" would lead away.
    """
    sound = target.startswith("/") and not target.startswith("//") and target.isprintable() and "\\" not in target
    return target if sound else None
