"""Names of states, reasons and gifts on the screen."""

from collections.abc import Mapping
from typing import Final

from flask_babel import lazy_gettext as _l

from app.certificates.enums import Border, CertificateState, Gift, ReissueReason

CERTIFICATE_STATE_LABELS: Final[Mapping[CertificateState, object]] = {
    CertificateState.ISSUED: _l("Certificate issued"),
    CertificateState.REISSUED: _l("Issued again"),
    CertificateState.REPLACED: _l("Replaced"),
    CertificateState.REVOKED: _l("Void: award revoked"),
}

CERTIFICATE_STATE_TONES: Final[Mapping[CertificateState, str]] = {
    CertificateState.ISSUED: "green",
    CertificateState.REISSUED: "blue",
    CertificateState.REPLACED: "grey",
    CertificateState.REVOKED: "red",
}

REISSUE_REASON_LABELS: Final[Mapping[ReissueReason, object]] = {
    ReissueReason.LOST: _l("Lost"),
    ReissueReason.DAMAGED: _l("Damaged"),
    ReissueReason.WRONG_TEXT: _l("Wrong name or text"),
}

GIFT_LABELS: Final[Mapping[Gift, object]] = {
    Gift.CERTIFICATE: _l("Certificate"),
    Gift.FLAG: _l("Flag"),
    Gift.NOTHING: _l("Decision and money only"),
}

BORDER_LABELS: Final[Mapping[Border, object]] = {
    Border.DRAWN: _l("Printed with the text"),
    Border.ON_PAPER: _l("Already on the paper"),
}

EVENT_LABELS: Final[Mapping[str, object]] = {
    "certificate.reissued": _l("Certificate issued again"),
    "certificate.replaced": _l("Certificate replaced by a later one"),
    "certificate_layout.set": _l("Layout of certificates set"),
}

FIELD_LABELS: Final[Mapping[str, object]] = {
    "number": _l("Number"),
    "reissue_reason": _l("Reason"),
    "name": _l("Name on the certificate"),
    "replaced_by": _l("Replaced by number"),
}

LAYOUT_FIELD_LABELS: Final[Mapping[str, object]] = {
    "width_mm": _l("Width of the sheet"),
    "height_mm": _l("Height of the sheet"),
    "border": _l("Frame"),
    "authority_line": _l("Line of the authority"),
    "signer_post": _l("Post of the signer"),
    "signer_name": _l("Name of the signer"),
    "place": _l("Place"),
}
