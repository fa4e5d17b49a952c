"""Plain sentences about files."""

from collections.abc import Mapping
from typing import Final

from flask_babel import lazy_gettext as _l

from app.core.text import number_vi
from app.documents.media import Refusal
from app.documents.tables import Trouble

REFUSAL_LABELS: Final[Mapping[Refusal, object]] = {
    Refusal.EMPTY: _l("%(name)s is empty. Choose the file again."),
    Refusal.UNKNOWN_TYPE: _l("%(name)s is of a kind that is not accepted. Attach PDF, Word, Excel, JPG or PNG."),
    Refusal.EXTENSION_MISMATCH: _l("%(name)s is not what its name says. Save it again from the program it comes from."),
    Refusal.DAMAGED: _l("%(name)s is damaged and cannot be read. Save it again, then attach it."),
    Refusal.MACROS: _l("%(name)s holds macros. Save it without them, then attach it."),
    Refusal.UNPACKS_TOO_LARGE: _l("%(name)s unpacks to more than is accepted. Attach a smaller file."),
}

TROUBLE_LABELS: Final[Mapping[Trouble, object]] = {
    Trouble.EMPTY: _l("The table is empty. Paste the rows with their headings, or choose the file again."),
    Trouble.UNKNOWN_TYPE: _l("This is not a table that can be read. Save it as .xlsx without macros, or as CSV."),
    Trouble.DAMAGED: _l("The file is damaged and cannot be read. Open it in Excel, save it again, then upload it."),
    Trouble.TOO_LARGE: _l("The table is larger than %(most)s MB. Split it into smaller ones."),
    Trouble.TOO_MANY_ROWS: _l("The table has more than %(rows)s rows. Split it into smaller ones."),
    Trouble.TOO_MANY_COLUMNS: _l("The table is too wide. Delete the columns that are not needed."),
}

TOO_LARGE: Final = _l("%(name)s is larger than %(most)s MB. Attach a smaller file, for example a PDF of fewer pages.")
NO_FILE: Final = _l("Choose a file first.")
TOO_MANY: Final = _l("At most %(most)s files fit on one record.")


def size_text(size_bytes: int) -> str:
    """Return a size as people read it: 12 KB, 3,4 MB."""
    if size_bytes < 1024 * 1024:
        return f"{max(1, round(size_bytes / 1024))} KB"
    whole, tenths = divmod(round(size_bytes * 10 / (1024 * 1024)), 10)
    return f"{number_vi(whole)},{tenths} MB"
