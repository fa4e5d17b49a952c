"""What a password and a user name must be."""

import re
import secrets
from typing import Final

from flask_babel import lazy_gettext as _l

from app.core.errors import Problem, RuleBroken

SHORTEST: Final = 12
LONGEST: Final = 200
USERNAME: Final = re.compile(r"[a-z][a-z0-9._-]{1,59}")
_BROWSERS: Final = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("coc_coc", "Cốc Cốc"),
    ("Firefox/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
"""Marks of browsers, those that pretend to be another one first."""
_SYSTEMS: Final = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS", "macOS"),
    ("Linux", "Linux"),
)
_LETTERS: Final = "abcdefghijkmnpqrstuvwxyz23456789"


def check_username(username: str) -> str:
    """Return the user name; raises RuleBroken when it is not 2 to 60 small letters, digits, dots, hyphens."""
    if not USERNAME.fullmatch(username):
        raise RuleBroken(
            Problem(_l("Use 2 to 60 small letters without diacritics, digits, dots or hyphens."), "username")
        )
    return username


def check_password(password: str, *, username: str, field: str = "password") -> str:
    """Return the password; raises RuleBroken when it is short or the user name (NIST SP 800-63B, 5.1.1.2)."""
    if len(password) < SHORTEST:
        raise RuleBroken(Problem(_l("Choose a password of at least %(count)s characters.", count=SHORTEST), field))
    if len(password) > LONGEST:
        raise RuleBroken(Problem(_l("Choose a password of at most %(count)s characters.", count=LONGEST), field))
    if username in password.lower() or len(set(password)) < 5:
        raise RuleBroken(Problem(_l("Too easy to guess. Three or four words together are good."), field))
    return password


def device_of(user_agent: str) -> str:
    """Return browser and system in two words, such as "Chrome, Windows"; empty when neither is known."""
    found = (next((name for mark, name in marks if mark in user_agent), "") for marks in (_BROWSERS, _SYSTEMS))
    return ", ".join(filter(None, found))


def random_password() -> str:
    """Return a password of 80 bits that can be read out on the telephone."""
    groups = ("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(4))
    return "-".join(groups)
