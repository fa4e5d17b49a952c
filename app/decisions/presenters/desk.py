"""What the page of a decision and the page of a letter have in common: where each act leads, and its words."""

from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _

from app.decisions.enums import ChangeKind
from app.decisions.queries import DecisionSheet, LetterSheet
from app.decisions.rules import PaperKind


@dataclass(frozen=True, slots=True)
class Desk:
    """Addresses and words of the acts on one paper."""

    print_href: str
    list_href: str
    edit_href: str
    edit_label: str
    add_href: str
    remove_href: str
    sign_href: str
    delete_href: str
    delete_warning: str
    letters: str
    sign_title: str
    sign_act: str
    nobody: str


def decision_desk(sheet: DecisionSheet) -> Desk:
    """Return the addresses and words of a decision; one that changes another has its names from that one."""
    title, act = _signing(sheet.change.kind if sheet.change else None)
    return Desk(
        print_href=url_for("decisions.decision_paper", decision_id=sheet.id),
        list_href=url_for("decisions.recipients_workbook", decision_id=sheet.id),
        edit_href=url_for("decisions.edit_change" if sheet.change else "decisions.edit", decision_id=sheet.id),
        edit_label=_("Change the draft") if sheet.change else _("Change the subject"),
        add_href=url_for("decisions.add_recipients", decision_id=sheet.id),
        remove_href=url_for("decisions.remove_recipients", decision_id=sheet.id),
        sign_href=url_for("decisions.sign", decision_id=sheet.id),
        delete_href=url_for("decisions.delete", decision_id=sheet.id),
        delete_warning=_("The draft is gone for good; the decision it would have changed stays as it is.")
        if sheet.change
        else _("The draft is gone for good; its names wait for a paper again."),
        letters=PaperKind.DECISION.value,
        sign_title=title,
        sign_act=act,
        nobody=_("No name is printed otherwise by this decision.")
        if sheet.change
        else _("No name stands on this decision yet."),
    )


def _signing(kind: ChangeKind | None) -> tuple[str, str]:
    match kind:
        case ChangeKind.REVOCATION:
            return _("Sign the revocation"), _("Sign and revoke")
        case ChangeKind.AMENDMENT:
            return _("Sign the amendment"), _("Sign and amend")
        case _:
            return _("Sign the decision"), _("Sign and confer")


def letter_desk(sheet: LetterSheet) -> Desk:
    """Return the addresses and words of a proposal letter."""
    return Desk(
        print_href=url_for("decisions.letter_paper", letter_id=sheet.id),
        list_href=url_for("decisions.names_workbook", letter_id=sheet.id),
        edit_href=url_for("decisions.edit_letter", letter_id=sheet.id),
        edit_label=_("Change subject and text"),
        add_href=url_for("decisions.add_names", letter_id=sheet.id),
        remove_href=url_for("decisions.remove_names", letter_id=sheet.id),
        sign_href=url_for("decisions.send", letter_id=sheet.id),
        delete_href=url_for("decisions.delete_letter", letter_id=sheet.id),
        delete_warning=_("The draft is gone for good; its names wait for a paper again."),
        letters=PaperKind.LETTER.value,
        sign_title=_("Sign and send the letter"),
        sign_act=_("Sign and send"),
        nobody=_("No name stands on this letter yet."),
    )


def paper_name(sheet: DecisionSheet | LetterSheet) -> str:
    """Return what a paper is called: its number, or that it has none yet."""
    if isinstance(sheet, LetterSheet):
        if sheet.full_number:
            return _("Proposal letter %(number)s", number=sheet.full_number)
        return _("Proposal letter without a number")
    return _("Decision %(number)s", number=sheet.full_number) if sheet.full_number else _("Decision without a number")
