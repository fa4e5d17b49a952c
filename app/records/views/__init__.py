"""Pages about what is on record of people and units."""

from app.documents import access
from app.records import queries
from app.records.enums import EntryKind
from app.records.views import bulk, entries, listing, record
from app.records.views.blueprint import bp


def _may_see(kind: EntryKind) -> access.MaySee:
    return lambda session, actor, entry_id: queries.may_see(session, actor, kind, entry_id)


for _kind in EntryKind:
    access.register(_kind.value, _may_see(_kind))

__all__ = ["bp", "bulk", "entries", "listing", "record"]
