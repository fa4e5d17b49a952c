"""Jinja as this house uses it: compiled once per language and place of mounting, plain text escaped without a detour.

What cannot change while the process runs stands in the compiled page: words, the language, addresses of static files
and of pages without parameters. All this saves half the time of a page and changes no letter of it, see
``docs/performance.md``.
"""

from collections.abc import Callable
from typing import Any, Final

from flask import Flask, has_request_context, request
from flask.templating import Environment
from flask_babel import get_locale, gettext
from jinja2 import Template, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.visitor import NodeTransformer
from markupsafe import Markup, escape
from werkzeug.routing import BuildError

from app.web.addresses import address

try:
    # What escape() itself calls before it wraps the text in Markup; not promised by the library.
    from markupsafe import _escape_inner as escape_plain  # type: ignore[attr-defined]
except ImportError:  # The standard library says the same, more slowly.
    from html import escape as escape_plain

FALLBACK_LANGUAGE: Final = "vi"


def escaped(value: object) -> str:
    """Return what a template prints for ``value``, safe in HTML; the pieces of a page need no wrapping in Markup.

    >>> escaped("<b>"), escaped(Markup("<b>")), escaped(7)
    ('&lt;b&gt;', Markup('<b>'), '7')
    """
    kind = type(value)
    if kind is str:
        return escape_plain(value)  # type: ignore[arg-type]  # told by its exact type
    if kind is Markup or kind is int:
        return str(value) if kind is int else value  # type: ignore[return-value]  # as above
    return escape(value)


class LeanCodeGenerator(CodeGenerator):
    """Writes ``environment.escaped(...)`` around what is printed."""

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:  # Any: a private class
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape:
            super()._output_child_pre(node, frame, finalize)
            return
        self.write("environment.escaped(")
        if finalize.src is not None:
            self.write(finalize.src)


class Settling(NodeTransformer):
    """Puts the answer in the place of every question that is answered alike each time.

    These are ``_("text")`` without variables, ``get_locale()``, and ``static_url("file")`` and ``url_for("endpoint")``
    without parameters; the last two only where templates too are read but once.
    """

    def __init__(self, environment: "SpokenEnvironment") -> None:
        self.environment = environment

    def visit_Call(self, call: nodes.Call) -> nodes.Node:  # noqa: N802 - named by the node
        self.generic_visit(call)
        answer = self._answer(call)
        return call if answer is None else nodes.Const(answer, lineno=call.lineno, environment=call.environment)

    def _answer(self, call: nodes.Call) -> str | None:
        name = call.node.name if isinstance(call.node, nodes.Name) else ""
        if call.kwargs or call.dyn_args is not None or call.dyn_kwargs is not None:
            return None
        if name == "get_locale" and not call.args:
            return self.environment.speaks
        if len(call.args) != 1 or not isinstance(call.args[0], nodes.Const):
            return None
        text = call.args[0].as_const()
        if name in {"_", "gettext"}:
            return _said(text)
        return self._address(name, text) if self.environment.mounted is not None else None

    def _address(self, name: str, text: str) -> str | None:
        if name == "static_url":
            static_url: Any = self.environment.globals[name]  # Any: whatever templates know by this name
            return str(static_url(text))
        if name == "url_for" and not text.startswith("."):
            try:
                return address(text)
            except BuildError:
                return None  # Said when the page is shown, if it ever comes to that.
        return None


def _said(text: str) -> Markup:
    said = Markup(gettext(text))
    return said % {} if "%" in said else said


class SpokenEnvironment(Environment):
    """One environment per language behind the one that Flask knows; templates know the words of theirs."""

    code_generator_class = LeanCodeGenerator
    escaped: Callable[[object], str] = staticmethod(escaped)
    speaks: str | None = None
    mounted: str | None = None
    """Below which address the application answers; None when pages are made outside of a request or read anew."""

    def __init__(self, app: Flask, **options: Any) -> None:
        super().__init__(app, **options)
        self._spoken: dict[tuple[str, str | None], SpokenEnvironment] = {}

    def get_template(self, name: str | Template, *arguments: Any, **named: Any) -> Template:
        if self.speaks is None:
            return self._of_the_page().get_template(name, *arguments, **named)
        return super().get_template(name, *arguments, **named)

    def select_template(self, names: Any, *arguments: Any, **named: Any) -> Template:
        if self.speaks is None:
            return self._of_the_page().select_template(names, *arguments, **named)
        return super().select_template(names, *arguments, **named)

    def make_globals(self, extra: Any) -> Any:
        """Return the names every template knows; a plain dictionary, which each import compares with its own."""
        return super().make_globals(extra) if extra else self.globals

    def _of_the_page(self) -> "SpokenEnvironment":
        mounted = request.script_root if has_request_context() and not self.auto_reload else None
        key = (str(get_locale() or FALLBACK_LANGUAGE), mounted)
        found = self._spoken.get(key)
        if found is None:
            found = self._spoken[key] = self.overlay()
            found.speaks, found.mounted = key
        return found

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        if self.speaks is not None:
            Settling(self).visit(tree)
        return tree
