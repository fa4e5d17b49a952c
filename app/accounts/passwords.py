"""Password hashes (argon2id, RFC 9106) with the cost of the settings."""

import unicodedata

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

from app.settings import Settings

_UNKNOWN_USER_HASHES: dict[tuple[int, int], str] = {}


def hash_password(password: str, settings: Settings) -> str:
    """Return the hash to store."""
    return _hasher(settings).hash(_composed(password))


def matches(password: str, stored: str | None, settings: Settings) -> bool:
    """Say whether the password is right; without a stored hash it takes as long and says no."""
    hasher = _hasher(settings)
    try:
        return hasher.verify(stored or _unknown(hasher, settings), _composed(password)) and stored is not None
    except (VerifyMismatchError, InvalidHashError):
        return False


def needs_new_hash(stored: str, settings: Settings) -> bool:
    """Say whether the stored hash was made with another cost than the settings ask."""
    return _hasher(settings).check_needs_rehash(stored)


def _composed(password: str) -> str:
    """Return the same letters whichever way the keyboard composes them (NIST SP 800-63B, 5.1.1.2)."""
    return unicodedata.normalize("NFC", password)


def _hasher(settings: Settings) -> PasswordHasher:
    return PasswordHasher(time_cost=settings.argon2_rounds, memory_cost=settings.argon2_memory_kib, parallelism=1)


def _unknown(hasher: PasswordHasher, settings: Settings) -> str:
    cost = (settings.argon2_memory_kib, settings.argon2_rounds)
    # Made once: a second hash for every unknown name would tell by the clock which names exist.
    if cost not in _UNKNOWN_USER_HASHES:
        _UNKNOWN_USER_HASHES[cost] = hasher.hash("no such user")
    return _UNKNOWN_USER_HASHES[cost]
