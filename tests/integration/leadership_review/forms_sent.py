"""What a browser sends and gets back on the pages of reviews."""

import html5lib


def text(response) -> str:
    return response.get_data(as_text=True)


def typed(version: int = 2, **changes: str) -> dict[str, str]:
    """Return the fields of a small form that can be saved."""
    return {
        "version": str(version),
        "conference_on": "04/01/2019",
        "conference_chair": "Giám đốc Sở",
        "proposed_level": "HTTNV",
        "tasks-0-name": "Thanh tra đo lường",
        "tasks-0-percent_of_plan": "125",
        "tasks-0-days_early": "-15",
        **changes,
    }


def fields_of(page: str) -> dict[str, str]:
    """Return what a browser would send back."""
    tree = html5lib.parse(page, namespaceHTMLElements=False)
    form = next(form for form in tree.iter("form") if "/edit" in (form.get("action") or ""))
    fields = {each.get("name"): each.get("value") or "" for each in form.iter("input") if each.get("name")}
    # The parser drops the line break that browsers drop too, right after the opening tag.
    fields |= {each.get("name"): each.text or "" for each in form.iter("textarea")}
    for each in form.iter("select"):
        fields[each.get("name")] = next(
            (option.get("value") for option in each.iter("option") if option.get("selected") is not None), ""
        )
    return fields
