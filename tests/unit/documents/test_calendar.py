"""Calendar files, byte by byte."""

from datetime import UTC, datetime, timedelta, timezone

from app.documents.calendar import Appointment, calendar_file

HERE = timezone(timedelta(hours=7))


def test_an_event_is_written_byte_by_byte():
    event = Appointment(
        uid="meeting-1@vinhdanh",
        sequence=3,
        starts_at=datetime(2026, 12, 5, 8, 30, tzinfo=HERE),
        summary="Phiên họp; xét khen thưởng, đợt 1",
        location="Phòng họp số 1",
        description="Dòng một\\hai\r\nDòng hai",
    )
    written = calendar_file(event, made_at=datetime(2026, 12, 1, 1, 2, 3, tzinfo=UTC))
    assert written == (
        b"BEGIN:VCALENDAR\r\n"
        b"VERSION:2.0\r\n"
        b"PRODID:-//Vinh Danh//Council meetings//VI\r\n"
        b"CALSCALE:GREGORIAN\r\n"
        b"METHOD:PUBLISH\r\n"
        b"BEGIN:VEVENT\r\n"
        b"UID:meeting-1@vinhdanh\r\n"
        b"DTSTAMP:20261201T010203Z\r\n"
        b"SEQUENCE:3\r\n"
        b"DTSTART:20261205T013000Z\r\n"
        + "SUMMARY:Phiên họp\\; xét khen thưởng\\, đợt 1\r\n".encode()
        + "LOCATION:Phòng họp số 1\r\n".encode()
        + "DESCRIPTION:Dòng một\\\\hai\\nDòng hai\r\n".encode()
        + b"END:VEVENT\r\n"
        b"END:VCALENDAR\r\n"
    )


def test_long_lines_are_folded_without_tearing_a_letter():
    event = Appointment("u", 1, datetime(2026, 1, 1, tzinfo=UTC), "ế" * 200)
    lines = calendar_file(event, made_at=datetime(2026, 1, 1, tzinfo=UTC)).split(b"\r\n")
    assert all(len(line) <= 75 for line in lines)
    folded = [line for line in lines if line.startswith((b"SUMMARY", b" "))]
    assert len(folded) > 8
    assert (folded[0] + b"".join(line[1:] for line in folded[1:])).decode() == "SUMMARY:" + "ế" * 200


def test_what_is_not_known_leaves_no_empty_line():
    event = Appointment("u", 1, datetime(2026, 1, 1, tzinfo=UTC), "Họp")
    written = calendar_file(event, made_at=datetime(2026, 1, 1, tzinfo=UTC))
    assert b"LOCATION" not in written
    assert b"DESCRIPTION" not in written
