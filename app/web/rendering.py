"""Jinja as this house uses it: compiled once per language, and plain text escaped without a detour.

Both save half the time of a long table and change no letter of a page, see ``docs/performance.md``.
"""

from collections.abc import Callable
from typing import Any, Final

from flask import Flask
from flask.templating import Environment
from flask_babel import get_locale, gettext
from jinja2 import Template, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.visitor import NodeTransformer
from markupsafe import Markup, escape

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


class Speaking(NodeTransformer):
    """Puts the translation in the place of every ``_("text")`` that has no variables."""

    def visit_Call(self, call: nodes.Call) -> nodes.Node:  # noqa: N802 - named by the node
        self.generic_visit(call)
        if not _is_plain_text(call):
            return call
        text = Markup(gettext(call.args[0].as_const()))
        return nodes.Const(text % {} if "%" in text else text, lineno=call.lineno, environment=call.environment)


def _is_plain_text(call: nodes.Call) -> bool:
    named = isinstance(call.node, nodes.Name) and call.node.name in {"_", "gettext"}
    alone = len(call.args) == 1 and not call.kwargs and call.dyn_args is None and call.dyn_kwargs is None
    return named and alone and isinstance(call.args[0], nodes.Const)


class SpokenEnvironment(Environment):
    """One environment per language behind the one that Flask knows; templates know the words of theirs."""

    code_generator_class = LeanCodeGenerator
    escaped: Callable[[object], str] = staticmethod(escaped)
    speaks: str | None = None

    def __init__(self, app: Flask, **options: Any) -> None:
        super().__init__(app, **options)
        self._by_language: dict[str, SpokenEnvironment] = {}

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
        language = str(get_locale() or FALLBACK_LANGUAGE)
        found = self._by_language.get(language)
        if found is None:
            found = self._by_language[language] = self.overlay()
            found.speaks = language
        return found

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        if self.speaks is not None:
            Speaking().visit(tree)
        return tree
