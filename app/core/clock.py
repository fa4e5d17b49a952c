"""The only place that asks the time."""

from datetime import UTC, date, datetime
from typing import Final
from zoneinfo import ZoneInfo

HERE: Final = ZoneInfo("Asia/Ho_Chi_Minh")


def now() -> datetime:
    """Return the present moment, aware, in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """Return the present day in Việt Nam; phases and deadlines end at the end of this day."""
    return local_day(now())


def local_day(moment: datetime) -> date:
    """Return the day on which ``moment`` falls in Việt Nam."""
    return moment.astimezone(HERE).date()
