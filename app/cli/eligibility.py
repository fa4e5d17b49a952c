"""``flask eligibility ...``: what the law says of a case told as JSON; no account, no database."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import click
from flask.cli import AppGroup

from app.eligibility.case_reading import read_case
from app.eligibility.chosen import ChoiceRefused
from app.eligibility.engine import assess
from app.eligibility.outside import answers, sums
from app.eligibility.outside.problems import BadInput, Problem
from app.eligibility.outside.reading import parse
from app.eligibility.outside.ticks import with_ticks
from app.eligibility.rulebook import UnknownRule, rulebooks

command = AppGroup("eligibility", help="Ask the law about a case written as JSON (docs/eligibility-json.md).")

MOST_BYTES: Final = 50 * 1024 * 1024
MOST_PROBLEMS: Final = 50
BAD_INPUT: Final = 2
FACTS: Final = click.argument("facts", metavar="FACTS.json")


@command.command("check")
@FACTS
def check(facts: str) -> None:
    """Say whether a person or a unit meets the standard of an award, and why; "-" reads standard input."""
    _answer_all(facts, _verdict)


@command.command("quota")
@FACTS
def quota(facts: str) -> None:
    """Measure how many are chosen against the ceiling of an award or of a classification."""
    _answer_all(facts, _quota)


@command.command("bonus")
@FACTS
def bonus(facts: str) -> None:
    """Work out what the awards of one subject pay, in đồng."""
    _answer_all(facts, _bonus)


@command.command("vote")
@FACTS
def vote(facts: str) -> None:
    """Count a vote: quorum, threshold, outcome."""
    _answer_all(facts, _vote)


def _verdict(data: Any) -> dict[str, Any]:  # any JSON data
    asked = read_case(data)
    verdict = assess(asked.facts, asked.regime_id, asked.award, choices=asked.choices)
    case = with_ticks(asked, verdict, rulebooks())
    if case is not asked:
        verdict = assess(case.facts, case.regime_id, case.award, choices=case.choices)
    return _named(case.id, answers.verdict_answer(verdict))


def _quota(data: Any) -> dict[str, Any]:
    name, meter = sums.quota_answer(data, rulebooks())
    return _named(name, answers.quota_answer(meter))


def _bonus(data: Any) -> dict[str, Any]:
    name, together = sums.bonus_answer(data, rulebooks())
    return _named(name, answers.bonus_answer(together))


def _vote(data: Any) -> dict[str, Any]:
    name, result = sums.vote_answer(data, rulebooks())
    return _named(name, answers.vote_answer(result))


def _named(name: str | None, answer: dict[str, Any]) -> dict[str, Any]:
    """Put the name of the case first, where it has one."""
    return answer if name is None else {"id": name, **answer}


def _answer_all(source: str, answer: Callable[[Any], dict[str, Any]]) -> None:
    """Answer one case or a list of cases; nothing is printed unless every case can be answered."""
    try:
        data = parse(_text(source))
        found = _each(data, answer) if isinstance(data, list) else _guarded(data, answer)
    except BadInput as refusal:
        _complain(source, refusal)
        raise click.exceptions.Exit(BAD_INPUT) from None
    # As bytes, because a terminal that knows no Vietnamese must not end the answer in the middle.
    click.echo(json.dumps(found, ensure_ascii=False, indent=2).encode())


def _each(cases: list[Any], answer: Callable[[Any], dict[str, Any]]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    problems: list[Problem] = []
    for position, case in enumerate(cases):
        try:
            found.append(_guarded(case, answer))
        except BadInput as refusal:
            problems.extend(problem.below(position) for problem in refusal.problems)
    if problems:
        raise BadInput(problems)
    return found


def _guarded(case: Any, answer: Callable[[Any], dict[str, Any]]) -> dict[str, Any]:
    """Answer one case; what the rules refuse is told like any other fault of the input."""
    try:
        return answer(case)
    except ChoiceRefused as refusal:
        raise BadInput([Problem(("choices", refusal.kind, refusal.name), refusal.message)]) from refusal
    except UnknownRule as refusal:
        raise BadInput([Problem((), str(refusal.args[0]))]) from refusal


def _text(source: str) -> str:
    """Read a file or standard input as UTF-8 text."""
    try:
        if source == "-":
            data = sys.stdin.buffer.read(MOST_BYTES + 1)
        else:
            with Path(source).open("rb") as file:
                data = file.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "no readable path"
        raise BadInput([Problem((), f"cannot be read: {reason}")]) from error
    if len(data) > MOST_BYTES:
        raise BadInput([Problem((), f"is larger than {MOST_BYTES // 1024 // 1024} MB; split it")])
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadInput([Problem((), f"is not UTF-8 text (byte {error.start}); save it as UTF-8")]) from error


def _complain(source: str, refusal: BadInput) -> None:
    name = "standard input" if source == "-" else source
    for problem in refusal.problems[:MOST_PROBLEMS]:
        click.echo(f"{name}: {problem}", err=True)
    more = len(refusal.problems) - MOST_PROBLEMS
    if more > 0:
        click.echo(f"{name}: and {more} more problems", err=True)
