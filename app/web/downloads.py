"""Files to save: one way to name them, whatever letters the name carries (RFC 6266, RFC 8187)."""

from io import BytesIO
from typing import Final

from flask import Response, send_file

XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def workbook_answer(content: bytes, name: str) -> Response:
    """Answer with the bytes of an .xlsx file under a name that ends so."""
    return send_file(BytesIO(content), mimetype=XLSX, as_attachment=True, download_name=name)
