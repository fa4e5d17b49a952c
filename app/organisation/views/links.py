"""Links to features that stand above this one, known by the name of their pages only."""

from typing import Any

from flask import current_app, url_for


def existing(*wanted: tuple[str, str, dict[str, Any]]) -> list[dict[str, str]]:  # Any: values of a URL
    """Return label and address of each page that this installation has."""
    return [
        {"label": label, "href": url_for(endpoint, **values)}
        for label, endpoint, values in wanted
        if endpoint in current_app.view_functions
    ]
