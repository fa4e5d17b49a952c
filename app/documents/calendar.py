"""Calendar files (RFC 5545) that any calendar takes: one event, lines folded by bytes, text escaped."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

CALENDAR: Final = "text/calendar; method=PUBLISH"

_LINE: Final = 75
"""Octets in a line without its end (RFC 5545, 3.1)."""


@dataclass(frozen=True, slots=True)
class Appointment:
    """One event; ``uid`` stays the same for ever, ``sequence`` grows with every change.

    It has no end: nobody plans one, and an event may have a start alone (RFC 5545, 3.6.1).
    """

    uid: str
    sequence: int
    starts_at: datetime
    summary: str
    location: str = ""
    description: str = ""


def calendar_file(event: Appointment, *, made_at: datetime) -> bytes:
    """Return the event as a file; times are in UTC, so that no time zone has to be described."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Vinh Danh//Council meetings//VI",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        "BEGIN:VEVENT",
        f"UID:{event.uid}",
        f"DTSTAMP:{_moment(made_at)}",
        f"SEQUENCE:{event.sequence}",
        f"DTSTART:{_moment(event.starts_at)}",
        f"SUMMARY:{_escaped(event.summary)}",
        *([f"LOCATION:{_escaped(event.location)}"] if event.location else []),
        *([f"DESCRIPTION:{_escaped(event.description)}"] if event.description else []),
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return b"".join(part + b"\r\n" for line in lines for part in _folded(line))


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _escaped(text: str) -> str:
    """Escape a text value (RFC 5545, 3.3.11)."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    return plain.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _folded(line: str) -> Iterator[bytes]:
    """Yield the parts of a line, at most 75 octets each, the later ones after a space; no letter is torn."""
    part = b""
    for letter in line:
        octets = letter.encode()
        if len(part) + len(octets) > _LINE:
            yield part
            part = b" "
        part += octets
    yield part
