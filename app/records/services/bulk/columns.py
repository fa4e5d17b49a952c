"""The columns that tables of records have, by the words officers use for them (without diacritics)."""

from typing import Final

from flask_babel import lazy_gettext as _l

from app.documents.headings import Column

NAME: Final = Column(
    "name",
    _l("Full name"),
    (
        "ho va ten",
        "ho ten",
        "ho va ten ten tap the",
        "ten ca nhan",
        "ten ca nhan tap the",
        "ten doi tuong",
        "ten tap the",
        "ca nhan",
        "tap the",
        "ong ba",
        "full name",
        "name",
    ),
)
UNIT: Final = Column(
    "unit",
    _l("Unit"),
    (
        "don vi",
        "don vi cong tac",
        "chuc vu don vi",
        "noi cong tac",
        "phong ban",
        "thong tin cong tac",
        "ten don vi",
        "unit",
    ),
)
BIRTH: Final = Column(
    "birth",
    _l("Date of birth"),
    (
        "ngay sinh",
        "nam sinh",
        "ngay thang nam sinh",
        "date of birth",
        "birth",
    ),
)
IDENTITY: Final = Column(
    "identity",
    _l("Identity number"),
    (
        "cccd",
        "so cccd",
        "cmnd",
        "so cmnd",
        "can cuoc",
        "so dinh danh",
        "identity number",
    ),
)
YEAR: Final = Column(
    "year",
    _l("Year"),
    (
        "nam",
        "nam khen thuong",
        "nam danh hieu",
        "nam cong nhan",
        "nam danh gia",
        "year",
    ),
)
AWARD: Final = Column(
    "award_code",
    _l("Award"),
    (
        "danh hieu",
        "danh hieu thi dua",
        "danh hieu hinh thuc",
        "danh hieu thi dua hinh thuc khen thuong",
        "hinh thuc khen thuong",
        "hinh thuc khen thuong danh hieu thi dua",
        "khen thuong",
        "award",
    ),
)
DECISION: Final = Column(
    "decision",
    _l("Decision"),
    (
        "quyet dinh",
        "so ngay thang nam cua quyet dinh",
        "so ngay thang nam cua quyet dinh cong nhan danh hieu thi dua co quan ban hanh quyet dinh",
        "so ngay quyet dinh",
        "decision",
    ),
)
NUMBER: Final = Column(
    "decision_number",
    _l("Decision number"),
    (
        "so quyet dinh",
        "so qd",
        "so van ban",
        "decision number",
        "number",
    ),
)
DAY: Final = Column(
    "decision_on",
    _l("Decision of"),
    (
        "ngay quyet dinh",
        "ngay qd",
        "ngay ky",
        "ngay ban hanh",
        "decision date",
        "date",
    ),
)
BY: Final = Column(
    "decided_by_name",
    _l("Decided by"),
    (
        "co quan ban hanh",
        "co quan quyet dinh",
        "cap quyet dinh",
        "cap khen thuong",
        "nguoi ky",
        "co quan ban hanh quyet dinh",
        "decided by",
    ),
)
TYPE: Final = Column(
    "commendation_type",
    _l("Type of commendation"),
    (
        "loai hinh",
        "loai hinh khen thuong",
        "type",
    ),
)
NOTE: Final = Column(
    "note",
    _l("Note"),
    (
        "ghi chu",
        "note",
        "remark",
    ),
)
TITLE: Final = Column(
    "title",
    _l("Title of the initiative"),
    (
        "ten sang kien",
        "ten de tai sang kien",
        "ten de tai",
        "sang kien",
        "ten sang kien de tai",
        "noi dung sang kien",
        "title",
    ),
)
LEVEL: Final = Column(
    "level",
    _l("Level of recognition"),
    (
        "cap",
        "cap cong nhan",
        "muc do",
        "pham vi",
        "pham vi anh huong",
        "level",
    ),
)
KIND: Final = Column(
    "kind",
    _l("Kind"),
    (
        "loai",
        "phan loai",
        "hinh thuc",
        "kind",
    ),
)
SHARE: Final = Column(
    "share",
    _l("Share"),
    (
        "ty le",
        "ty le dong gop",
        "ti le",
        "ti le dong gop",
        "phan tram dong gop",
        "share",
    ),
)
COAUTHORS: Final = Column(
    "authors",
    _l("Co-authors"),
    (
        "dong tac gia",
        "tac gia khac",
        "nguoi phoi hop",
        "co authors",
    ),
)
SEVERITY: Final = Column(
    "severity",
    _l("Severity"),
    (
        "hinh thuc ky luat",
        "ky luat",
        "muc ky luat",
        "hinh thuc",
        "severity",
        "discipline",
    ),
)
ENDS: Final = Column(
    "ends_on",
    _l("In effect until"),
    (
        "hieu luc den",
        "den ngay",
        "ngay het hieu luc",
        "ngay het han",
        "until",
    ),
)
REASON: Final = Column(
    "reason",
    _l("Reason"),
    (
        "ly do",
        "hanh vi vi pham",
        "noi dung vi pham",
        "reason",
    ),
)
LEAVE_KIND: Final = Column(
    "kind",
    _l("Kind"),
    (
        "loai nghi",
        "ly do nghi",
        "noi dung",
        "loai",
        "hinh thuc nghi",
        "kind",
        "leave",
    ),
)
STARTS: Final = Column(
    "started_on",
    _l("First day"),
    (
        "tu ngay",
        "ngay bat dau",
        "bat dau",
        "tu",
        "first day",
        "from",
    ),
)
LAST: Final = Column(
    "ended_on",
    _l("Last day"),
    (
        "den ngay",
        "ngay ket thuc",
        "ket thuc",
        "den",
        "last day",
        "to",
    ),
)

WHO: Final = (NAME, UNIT, BIRTH, IDENTITY)
PAPER: Final = (NUMBER, DAY, BY, DECISION)
