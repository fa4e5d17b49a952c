"""The settings of one installation: read once from the environment, checked, never changed."""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Final

PROJECT_ROOT: Final = Path(__file__).resolve().parent.parent


class Environment(StrEnum):
    """Where this process runs."""

    DEVELOPMENT = "development"
    PRODUCTION = "production"
    TESTING = "testing"


class SettingsError(Exception):
    """A setting is missing or contradicts another: the program does not start."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything the program may be told from outside.

    Defaults are safe for one machine. Production needs its own ``SECRET_KEY``; nothing else is taken silently.
    """

    environment: Environment
    database_url: str
    secret_key: str
    instance_dir: Path
    secure_cookies: bool = False
    max_upload_bytes: int = 20 * 1024 * 1024
    max_table_bytes: int = 5 * 1024 * 1024
    max_table_rows: int = 5_000
    session_hours: int = 12
    lockout_tries: int = 5
    lockout_minutes: int = 15
    argon2_memory_kib: int = 64 * 1024
    argon2_rounds: int = 3

    @classmethod
    def from_environment(cls, env: Mapping[str, str] = os.environ) -> "Settings":
        """Read ``VINHDANH_ENV``, ``DATABASE_URL``, ``SECRET_KEY``, ``SECURE_COOKIES``, ``INSTANCE_DIR``."""
        environment = _environment(env.get("VINHDANH_ENV", "development"))
        instance_dir = Path(env.get("INSTANCE_DIR") or PROJECT_ROOT / "instance")
        instance_dir.mkdir(parents=True, exist_ok=True)
        secret_key = env.get("SECRET_KEY", "")
        if environment is Environment.PRODUCTION and len(secret_key) < 32:
            raise SettingsError("production needs SECRET_KEY with at least 32 characters")
        return cls(
            environment=environment,
            database_url=_database_url(env.get("DATABASE_URL"), instance_dir),
            secret_key=secret_key or _kept_secret(instance_dir / "secret.key"),
            instance_dir=instance_dir,
            secure_cookies=_switch(env, "SECURE_COOKIES", default=environment is Environment.PRODUCTION),
        )

    @classmethod
    def for_tests(cls, *, database_url: str, instance_dir: Path, **changes: object) -> "Settings":
        """Return settings with a cheap password hash, for tests only."""
        base = cls(
            environment=Environment.TESTING,
            database_url=database_url,
            secret_key=secrets.token_hex(),
            instance_dir=instance_dir,
            argon2_memory_kib=64,
            argon2_rounds=1,
        )
        return replace(base, **changes)  # type: ignore[arg-type]  # names are checked by replace itself


def _environment(name: str) -> Environment:
    try:
        return Environment(name)
    except ValueError:
        choices = ", ".join(Environment)
        raise SettingsError(f"VINHDANH_ENV is {name!r}; it may be {choices}") from None


def _switch(env: Mapping[str, str], name: str, *, default: bool) -> bool:
    text = env.get(name, "").lower()
    if text not in {"", "0", "1", "yes", "no", "true", "false"}:
        raise SettingsError(f"{name} is {text!r}; it may be yes or no")
    return text in {"1", "yes", "true"} if text else default


def _database_url(url: str | None, instance_dir: Path) -> str:
    return url or f"sqlite:///{instance_dir / 'vinhdanh.sqlite3'}"


def _kept_secret(path: Path) -> str:
    """Return the secret of this machine, made on the first start and readable by its owner only."""
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text()
    with os.fdopen(descriptor, "w") as file:
        secret = secrets.token_hex()
        file.write(secret)
    return secret
