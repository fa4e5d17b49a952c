"""Every event that some act writes has words on the trail page."""

import re
from pathlib import Path

from flask import Flask

from app.audit.labels import EVENT_LABELS, SUBJECT_LABELS
from app.settings import PROJECT_ROOT

KIND = re.compile(r'"((?:{})\.[a-z_]+)"'.format("|".join(SUBJECT_LABELS)))
WRITERS = ("trail.record", "Happening(", "trail.record_all")


def kinds_in(path: Path) -> set[str]:
    text = path.read_text(encoding="utf-8")
    return set(KIND.findall(text)) if any(writer in text for writer in WRITERS) else set()


def test_every_kind_of_event_has_words(app: Flask) -> None:
    written = {kind for path in (PROJECT_ROOT / "app").rglob("services*/**/*.py") for kind in kinds_in(path)}
    written |= {kind for path in (PROJECT_ROOT / "app").rglob("services.py") for kind in kinds_in(path)}
    assert len(written) > 40
    assert sorted(written - EVENT_LABELS.keys()) == []
