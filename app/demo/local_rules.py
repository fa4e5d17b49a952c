"""What the department of the demo sets for itself; the documents named are invented and say so."""

from datetime import date, datetime
from typing import Final

from app.demo.acts import actor, moment
from app.demo.department import Department
from app.eligibility.enums import VoteBase
from app.local_rules.enums import RuleKind
from app.local_rules.rules.values import EVERY_AWARD, EXCEPTION_KEY, Ceiling, ExceptionChoice, Value, VoteChoice
from app.local_rules.services import RuleText, make_rule

REGULATION_2018: Final = (
    "Quy chế thi đua, khen thưởng của Sở, ban hành kèm theo Quyết định số 15/QĐ-SKHCN ngày 12/01/2018 "
    "(văn bản minh họa, không có thật)"
)
COUNCIL_2018: Final = (
    "Quy chế làm việc của Hội đồng Thi đua - Khen thưởng Sở, Quyết định số 16/QĐ-SKHCN ngày 12/01/2018 "
    "(văn bản minh họa, không có thật)"
)
REGULATION_2024: Final = (
    "Quy chế thi đua, khen thưởng của Sở, ban hành kèm theo Quyết định số 42/QĐ-SKHCN ngày 20/02/2024 "
    "(văn bản minh họa, không có thật)"
)
COUNCIL_2024: Final = (
    "Quy chế làm việc của Hội đồng Thi đua - Khen thưởng Sở, Quyết định số 43/QĐ-SKHCN ngày 20/02/2024 "
    "(văn bản minh họa, không có thật)"
)
FIFTEEN: Final = Ceiling(of="LDTT", pct=15)
IN_FORCE_2018: Final = date(2018, 1, 15)
END_OF_2018_RULES: Final = date(2023, 12, 31)
IN_FORCE_2024: Final = date(2024, 3, 1)


def set_rules(department: Department) -> None:
    """Set the ceiling of CSTĐCS, the vote of the council and the word on exceptions, as an HR officer does."""
    begun = moment(IN_FORCE_2018)
    _set(
        department,
        RuleKind.QUOTA,
        "CSTDCS",
        FIFTEEN,
        REGULATION_2018,
        at=begun,
        regime_id="r2018",
        valid_to=END_OF_2018_RULES,
        note="Tính trên số LĐTT được công nhận của Sở trong năm.",
    )
    vote = VoteChoice(min_percent=70, base=VoteBase.ALL_MEMBERS, secret=True, quorum="2/3")
    _set(department, RuleKind.VOTE, EVERY_AWARD, vote, COUNCIL_2018, at=begun)


def renew_rules(department: Department) -> None:
    """Set anew what the rules of 2024 leave to the body; on units proposed to the city the council votes by name."""
    begun = moment(IN_FORCE_2024)
    _set(department, RuleKind.QUOTA, "CSTDCS", FIFTEEN, REGULATION_2024, at=begun, regime_id="r2024")
    _set(department, RuleKind.EXCEPTION, EXCEPTION_KEY, ExceptionChoice(allowed=True), REGULATION_2024, at=begun)
    _set(department, RuleKind.VOTE, "BKT_TT", VoteChoice(secret=False), COUNCIL_2024, at=begun)


def _set(
    department: Department,
    kind: RuleKind,
    key: str,
    value: Value,
    basis: str,
    *,
    at: datetime,
    regime_id: str | None = None,
    valid_to: date | None = None,
    note: str = "",
) -> None:
    text = RuleText(
        value=value,
        legal_basis=basis,
        valid_from=at.date(),
        valid_to=valid_to,
        regime_id=regime_id,
        note=note,
    )
    make_rule(department.body_id, kind, key, text, actor=actor("hr"), at=at)
