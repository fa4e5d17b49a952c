"""The typed door to Flask-Login: who is signed in, and which views they may enter."""

from collections.abc import Callable
from enum import StrEnum
from typing import Final, ParamSpec, TypeVar

from flask import Flask, current_app, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import UserMixin, current_user

from app.core.access import Actor, Permission
from app.core.errors import NotAllowed

P = ParamSpec("P")
R = TypeVar("R")


class Access(StrEnum):
    """Who may enter a view, apart from a named permission."""

    PUBLIC = "public"
    SIGNED_IN = "signed_in"


class SignedInUser(UserMixin):  # type: ignore[misc]  # Flask-Login ships no types
    """What Flask-Login keeps for the request: the actor, and what the pages need of the account."""

    def __init__(
        self, actor: Actor, *, token: str, theme: str, language: str | None, must_change_password: bool
    ) -> None:
        self.actor: Final = actor
        self.token: Final = token
        self.theme: Final = theme
        self.language: Final = language
        self.must_change_password: Final = must_change_password

    def get_id(self) -> str:
        return self.token


def signed_in_user() -> SignedInUser | None:
    """Return the account of this request, or None."""
    user = current_user._get_current_object()
    return user if isinstance(user, SignedInUser) else None


def optional_actor() -> Actor | None:
    """Return who asks, or None for a visitor who has not signed in."""
    user = signed_in_user()
    return user.actor if user else None


def current_actor() -> Actor:
    """Return who asks; raises NotAllowed for a visitor."""
    actor = optional_actor()
    if actor is None:
        raise NotAllowed
    return actor


def public(view: Callable[P, R]) -> Callable[P, R]:
    """Let anybody in."""
    view.access = Access.PUBLIC  # type: ignore[attr-defined]
    return view


def signed_in(view: Callable[P, R]) -> Callable[P, R]:
    """Let everybody in who has signed in."""
    view.access = Access.SIGNED_IN  # type: ignore[attr-defined]
    return view


def requires(permission: Permission) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Let those in who hold ``permission`` anywhere; the service and the queries narrow it to the record."""

    def mark(view: Callable[P, R]) -> Callable[P, R]:
        view.access = permission  # type: ignore[attr-defined]
        return view

    return mark


def access_of(app: Flask, endpoint: str) -> Access | Permission | None:
    """Return how an endpoint is guarded, or None when nobody said so."""
    if endpoint == "static":
        return Access.PUBLIC
    access = getattr(app.view_functions[endpoint], "access", None)
    return access if isinstance(access, Access | Permission) else None


def register(app: Flask) -> None:
    """Check every request against the access of its view; a view without one is closed to all."""
    app.before_request(_check_access)


def _check_access() -> ResponseReturnValue | None:
    if request.endpoint is None:
        return None
    access = access_of(current_app, request.endpoint)
    if access is Access.PUBLIC:
        return None
    user = signed_in_user()
    if user is None:
        return _to_sign_in()
    if user.must_change_password and request.endpoint not in _WHILE_PASSWORD_IS_OLD:
        return redirect(url_for("accounts.password"))
    if access is Access.SIGNED_IN or (isinstance(access, Permission) and user.actor.may(access)):
        return None
    raise NotAllowed


_WHILE_PASSWORD_IS_OLD: Final = {
    "accounts.password",
    "accounts.change_password",
    "accounts.sign_out",
    "preferences.language",
}


def _to_sign_in() -> ResponseReturnValue:
    if request.method == "GET":
        return redirect(url_for("accounts.sign_in", next=request.full_path.rstrip("?")))
    return redirect(url_for("accounts.sign_in"))
