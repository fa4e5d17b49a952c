"""Acts on bonus lists: made, answered, approved, paid, recovered."""

from app.bonuses.services.making import answer_lines, make_list, renew_list
from app.bonuses.services.paying import approve_list, pay_list, record_recovery, reopen_list

__all__ = [
    "answer_lines",
    "approve_list",
    "make_list",
    "pay_list",
    "record_recovery",
    "renew_list",
    "reopen_list",
]
