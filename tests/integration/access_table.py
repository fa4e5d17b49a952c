"""Who may enter which route: one line per endpoint, checked by ``test_contract_access.py``.

A line holds the access of the view and one sign for each role, in this order::

    admin  hr  officer  head  council  director  employee  auditor

    +   comes in: 200 on a GET; 200, 302, 303, 409 or 422 on a POST
    >   is sent on: 302 or 303 on a GET, as ``+`` on a POST
    -   is refused: 403
    0   may not know of it: 404

The signs are for a record *near* the role: of the unit of the officer, the head and the employee, and the employee is
the person concerned. For the other records a law holds, so that they need no columns of their own:

- *beside*, in another unit of the body: officer, head and employee find nothing (404), the others as before;
- *far*, in another body: nobody finds anything (404);
- a role that the view itself refuses (403) is refused everywhere.

Where the law does not hold, ``beside=`` or ``far=`` say what does. A visitor is sent to the sign-in page, or let in
where the access is public. ``get=`` and ``post=`` give the two methods of one endpoint different signs.
"""

from dataclasses import dataclass

from app.core.access import COUNCIL_MEMBER, EVERYBODY, ROLE_PERMISSIONS, Role
from app.web.guards import Access

SENT_ON = {302, 303}
ACCEPTED = {200, 409, 422} | SENT_ON
ROLES = ("admin", "hr", "officer", "head", "council", "director", "employee", "auditor")
ONLY_NEAR = {"officer", "head", "employee"}


@dataclass(frozen=True)
class Row:
    """What one endpoint answers to each role."""

    access: str
    near: str = ""
    beside: str = ""
    far: str = ""
    get: str = ""
    post: str = ""

    def sign(self, role: str, method: str, reach: str) -> str:
        """Return the sign for a role, a method and the place of the record."""
        near = _column((self.get if method == "GET" else self.post) or self.near, role)
        if reach == "near":
            return near
        exception = self.beside if reach == "beside" else self.far
        if exception:
            return _column(exception, role)
        hidden = reach == "far" or role in ONLY_NEAR
        return "0" if hidden and comes_through_the_door(role, self.access) else near


def comes_through_the_door(role: str, access: str) -> bool:
    """Say whether the view itself lets the role in, whatever the record."""
    return access == Access.SIGNED_IN or access in _RIGHTS[role]


_RIGHTS = {
    "admin": ROLE_PERMISSIONS[Role.ADMIN] | EVERYBODY,
    "hr": ROLE_PERMISSIONS[Role.HR_OFFICER] | EVERYBODY,
    "officer": ROLE_PERMISSIONS[Role.UNIT_OFFICER] | EVERYBODY,
    "head": ROLE_PERMISSIONS[Role.UNIT_HEAD] | EVERYBODY,
    "council": COUNCIL_MEMBER | EVERYBODY,
    "director": ROLE_PERMISSIONS[Role.HEAD_OF_BODY] | EVERYBODY,
    "employee": EVERYBODY,
    "auditor": ROLE_PERMISSIONS[Role.AUDITOR] | EVERYBODY,
}


def _column(signs: str, role: str) -> str:
    return signs.split()[ROLES.index(role)]


def statuses(sign: str, method: str) -> set[int]:
    """Return the status codes that a sign stands for."""
    if sign in "+>" and method == "POST":
        return ACCEPTED
    return {"+": {200}, ">": SENT_ON, "-": {403}, "0": {404}}[sign]


ALL = "+ + + + + + + +"
SENT = "> > > > > > > >"
ADMIN = "+ - - - - - - -"
ADMIN_AND_AUDITOR = "+ - - - - - - +"
COUNCIL_READERS = "- + - - + + - +"
COUNCIL_RUNNER = "- + - - - - - -"
COUNCIL_VOTER = "- - - - + - - -"
PAPER_READERS = "- + - - - + - +"
PAPER_DRAFTERS = "- + - - - - - -"
PAPER_SIGNER = "- - - - - + - -"

#   admin hr officer head council director employee auditor
TABLE: dict[str, Row] = {
    "static": Row("public"),
    "accounts.change_state": Row("account:manage", ADMIN),
    "accounts.detail": Row("account:read", ADMIN_AND_AUDITOR),
    "accounts.end_other_sessions": Row("signed_in", ALL),
    "accounts.grant": Row("account:manage", ADMIN),
    "accounts.list_page": Row("account:read", ADMIN_AND_AUDITOR),
    "accounts.new": Row("account:manage", ADMIN),
    "accounts.password": Row("signed_in", ALL),
    "accounts.people": Row("account:manage", ADMIN),
    "accounts.reset_password": Row("account:manage", ADMIN),
    "accounts.sign_in": Row("public"),
    "accounts.sign_out": Row("signed_in", ALL),
    "accounts.take_back": Row("account:manage", ADMIN),
    "audit.entry": Row("audit:read", ADMIN_AND_AUDITOR),
    "audit.list_page": Row("audit:read", ADMIN_AND_AUDITOR),
    "audit.verification": Row("audit:read", ADMIN_AND_AUDITOR),
    "awards.catalogue": Row("award:read", ALL),
    "awards.detail": Row("award:read", ALL),
    "bonuses.answer": Row("decision:draft", PAPER_DRAFTERS),
    "bonuses.approve": Row("decision:sign", PAPER_SIGNER),
    "bonuses.budget": Row("decision:read", PAPER_READERS),
    "bonuses.detail": Row("decision:read", PAPER_READERS),
    "bonuses.fund_workbook": Row("decision:read", PAPER_READERS),
    "bonuses.list_page": Row("decision:read", PAPER_READERS),
    "bonuses.make": Row("decision:draft", PAPER_DRAFTERS),
    "bonuses.paper": Row("decision:read", PAPER_READERS),
    "bonuses.pay": Row("decision:draft", PAPER_DRAFTERS),
    "bonuses.recover": Row("decision:draft", PAPER_DRAFTERS),
    "bonuses.renew": Row("decision:draft", PAPER_DRAFTERS),
    "bonuses.reopen": Row("decision:sign", PAPER_SIGNER),
    "bonuses.workbook": Row("decision:read", PAPER_READERS),
    "campaigns.begin": Row("campaign:manage", "- + - - - - - -"),
    "campaigns.detail": Row("campaign:read", "0 + + + + + + +"),
    "campaigns.edit": Row("campaign:manage", "- + - - - - - -"),
    "campaigns.end_early": Row("campaign:manage", "- + - - - - - -"),
    "campaigns.extend": Row("campaign:manage", "- + - - - - - -"),
    "campaigns.list_page": Row("campaign:read", ALL),
    "campaigns.new": Row("campaign:manage", "- + - - - - - -"),
    "candidates.list_page": Row("candidate:read", "- + + + - + - +"),
    "candidates.nominate": Row("nomination:edit", "- + + + - - - -"),
    "candidates.workbook": Row("candidate:read", "- 0 0 0 - 0 - 0"),
    "certificates.decision_page": Row("decision:read", PAPER_READERS),
    "certificates.detail": Row("decision:read", PAPER_READERS),
    "certificates.issue": Row("decision:draft", PAPER_DRAFTERS),
    "certificates.layout": Row("decision:draft", PAPER_DRAFTERS),
    "certificates.list_page": Row("decision:read", PAPER_READERS),
    "certificates.of_decision": Row("decision:read", PAPER_READERS),
    "certificates.reissue": Row("decision:draft", PAPER_DRAFTERS),
    "certificates.several": Row("decision:read", "- 0 - - - 0 - 0"),
    "certificates.sheet": Row("decision:read", PAPER_READERS),
    "certificates.workbook": Row("decision:read", PAPER_READERS),
    "classification.annex": Row("classification:read", "- + 0 0 - + - +"),
    "classification.answer": Row("classification:read", "- + - - - + - -"),
    "classification.collective": Row("classification:read", "- + + + - + - +"),
    "classification.confirm": Row("classification:propose", "- + + + - - - -"),
    "classification.counts": Row("classification:read", "- + + + - + - +"),
    "classification.decision": Row("classification:read", "- + 0 0 - + - -"),
    "classification.enter": Row("classification:edit", "- + - - - - - -"),
    "classification.list_page": Row("classification:read", "- + + + - + - +"),
    "classification.lock": Row("classification:edit", "- + - - - - - -"),
    "classification.meeting_list": Row("classification:read", "- + + + - + - +"),
    "classification.object_to": Row("signed_in", "0 + - - 0 - + -"),
    "classification.own": Row("signed_in", "+ + + + > + > +"),
    "classification.people": Row("classification:read", "- + + + - + - +"),
    "classification.person": Row("signed_in", "0 + + + 0 + + +"),
    "classification.proposal": Row("classification:propose", "- + + + - - - -"),
    "classification.self_assessment": Row("signed_in", "0 0 0 0 + 0 + 0"),
    "classification.take_back": Row("classification:read", "- + - - - + - -"),
    "classification.unit": Row("classification:read", "- + + + - + - +"),
    "classification.unit_decision": Row("classification:read", "- + - - - + - -"),
    "classification.unit_self_assessment": Row("classification:propose", "- + + + - - - -"),
    "classification.unlock": Row("classification:edit", "- + - - - - - -"),
    "classification.workbook": Row("classification:read", "- + + + - + - +"),
    "council.agenda": Row("council:read", COUNCIL_RUNNER),
    "council.approve": Row("council:read", COUNCIL_RUNNER),
    "council.attach": Row("council:manage", COUNCIL_RUNNER),
    "council.attendance": Row("council:read", get=COUNCIL_READERS, post=COUNCIL_RUNNER),
    "council.booklet": Row("council:read", COUNCIL_READERS),
    "council.ballot_papers": Row("council:read", COUNCIL_RUNNER),
    "council.ballot_sheets": Row("council:read", "- 0 - - - - - -"),
    "council.ballot_slips": Row("council:read", "- 0 - - - - - -"),
    "council.cast": Row("vote:cast", COUNCIL_VOTER),
    "council.close_items": Row("council:read", COUNCIL_RUNNER),
    "council.close_meeting": Row("council:read", COUNCIL_RUNNER),
    "council.conflicts": Row("vote:cast", COUNCIL_VOTER),
    "council.council_sheet": Row("council:read", COUNCIL_READERS),
    "council.count_file": Row("council:read", COUNCIL_READERS),
    "council.count_paper": Row("council:read", COUNCIL_READERS),
    "council.detail": Row("council:read", COUNCIL_READERS),
    "council.detach": Row("council:manage", COUNCIL_RUNNER),
    "council.edit": Row("council:manage", COUNCIL_RUNNER),
    "council.edit_meeting": Row("council:read", COUNCIL_RUNNER),
    "council.files": Row("council:read", COUNCIL_READERS),
    "council.history": Row("council:read", COUNCIL_READERS),
    "council.cancel_meeting": Row("council:read", COUNCIL_RUNNER),
    "council.enter_opinion": Row("council:read", COUNCIL_RUNNER),
    "council.item": Row("council:read", COUNCIL_READERS),
    "council.list_page": Row("council:read", COUNCIL_READERS),
    "council.lower_award": Row("council:read", COUNCIL_RUNNER),
    "council.meeting": Row("council:read", COUNCIL_READERS),
    "council.minutes": Row("council:read", get=COUNCIL_READERS, post=COUNCIL_RUNNER),
    "council.minutes_file": Row("council:read", COUNCIL_READERS),
    "council.minutes_paper": Row("council:read", COUNCIL_READERS),
    "council.new": Row("council:manage", COUNCIL_RUNNER),
    "council.new_meeting": Row("council:read", COUNCIL_RUNNER),
    "council.note": Row("vote:cast", COUNCIL_VOTER),
    "council.notice": Row("council:read", get=COUNCIL_READERS, post=COUNCIL_RUNNER),
    "council.notice_calendar": Row("council:read", COUNCIL_READERS),
    "council.notice_paper": Row("council:read", COUNCIL_READERS),
    "council.open_items": Row("council:read", COUNCIL_RUNNER),
    "council.open_meeting": Row("council:read", COUNCIL_RUNNER),
    "council.paper_approval": Row("council:read", COUNCIL_RUNNER),
    "council.opinion": Row("council:read", get="- + - - + - - -", post=COUNCIL_RUNNER),
    "council.opinions_page": Row("council:read", COUNCIL_READERS),
    "council.order": Row("council:read", COUNCIL_RUNNER),
    "council.discard_counts": Row("council:read", COUNCIL_RUNNER),
    "council.paper_counts": Row("council:read", "- + - - + - - -"),
    "council.people": Row("council:manage", COUNCIL_RUNNER),
    "council.people_of": Row("council:manage", COUNCIL_RUNNER),
    "council.reading": Row("council:read", COUNCIL_READERS),
    "council.remove_item": Row("council:read", COUNCIL_RUNNER),
    "council.take_back_approval": Row("council:read", COUNCIL_RUNNER),
    "council.publication": Row("council:read", COUNCIL_RUNNER),
    "council.revote": Row("council:read", COUNCIL_RUNNER),
    "council.remove_scan": Row("council:read", COUNCIL_RUNNER),
    "council.summary_sheet": Row("council:read", COUNCIL_READERS),
    "council.vote": Row("vote:cast", COUNCIL_VOTER),
    "council.voted": Row("vote:cast", COUNCIL_VOTER),
    "council.withdraw_opinion": Row("council:read", COUNCIL_RUNNER),
    "decisions.add_names": Row("decision:draft", PAPER_DRAFTERS),
    "decisions.add_recipients": Row("decision:draft", PAPER_DRAFTERS),
    "decisions.amendment": Row("decision:draft", PAPER_DRAFTERS),
    "decisions.decision_paper": Row("decision:read", PAPER_READERS),
    "decisions.delete": Row("decision:draft", PAPER_DRAFTERS),
    "decisions.delete_letter": Row("decision:draft", PAPER_DRAFTERS),
    "decisions.detail": Row("decision:read", PAPER_READERS),
    "decisions.deviation": Row("decision:sign", PAPER_SIGNER),
    "decisions.deviations": Row("decision:sign", PAPER_SIGNER),
    "decisions.edit": Row("decision:draft", PAPER_DRAFTERS),
    "decisions.edit_change": Row("decision:draft", PAPER_DRAFTERS),
    "decisions.edit_letter": Row("decision:draft", PAPER_DRAFTERS),
    "decisions.foreign_revocation": Row("decision:draft", PAPER_DRAFTERS),
    "decisions.incoming": Row("decision:read", PAPER_READERS),
    "decisions.refuse_letter": Row("decision:draft", "- 0 - - - - - -"),
    "decisions.take_in": Row("decision:draft", "- 0 - - - - - -"),
    "decisions.letter": Row("decision:read", PAPER_READERS),
    "decisions.letter_paper": Row("decision:read", PAPER_READERS),
    "decisions.letter_papers": Row("decision:read", PAPER_READERS),
    "decisions.list_page": Row("decision:read", PAPER_READERS),
    "decisions.names_workbook": Row("decision:read", PAPER_READERS),
    "decisions.new_decision": Row("decision:draft", PAPER_DRAFTERS),
    "decisions.new_letter": Row("decision:draft", PAPER_DRAFTERS),
    "decisions.outcomes": Row("decision:draft", PAPER_DRAFTERS),
    "decisions.person_record": Row("signed_in", "0 + + + 0 + + +"),
    "decisions.recipients_workbook": Row("decision:read", PAPER_READERS),
    "decisions.register": Row("decision:read", PAPER_READERS),
    "decisions.remove_names": Row("decision:draft", PAPER_DRAFTERS),
    "decisions.remove_recipients": Row("decision:draft", PAPER_DRAFTERS),
    "decisions.record_request": Row("decision:draft", PAPER_DRAFTERS),
    "decisions.answer_request": Row("decision:draft", PAPER_DRAFTERS),
    "decisions.revocation": Row("decision:draft", PAPER_DRAFTERS),
    "decisions.send": Row("decision:sign", PAPER_SIGNER),
    "decisions.sign": Row("decision:sign", PAPER_SIGNER),
    "decisions.unit_record": Row("signed_in", "0 + + + 0 + 0 +"),
    "documents.download": Row("signed_in", "0 + + + 0 + + +"),
    "home.desk": Row("signed_in", ALL),
    "home.root": Row("public"),
    "leadership_review.close": Row("review:close", "- - - - - + - -"),
    "leadership_review.detail": Row("review:read", "- + - - - + - +"),
    "leadership_review.edit": Row("review:edit", "- + - - - - - -"),
    "leadership_review.list_page": Row("review:read", "- + - - - + - +"),
    "leadership_review.print_page": Row("review:read", "- + - - - + - +"),
    "leadership_review.reopen": Row("review:close", "- - - - - + - -"),
    "leadership_review.start": Row("review:edit", "- + - - - - - -"),
    "local_rules.add": Row("rule:edit", "- + - - - - - -"),
    "local_rules.attach": Row("rule:edit", "- + - - - - - -"),
    "local_rules.detach": Row("rule:edit", "- + - - - - - -"),
    "local_rules.detail": Row("rule:read", "- + + + - + - +"),
    "local_rules.edit": Row("rule:edit", "- + - - - - - -"),
    "local_rules.history": Row("rule:read", "- + + + - + - +"),
    "local_rules.list_page": Row("rule:read", "- + + + - + - +"),
    "local_rules.new": Row("rule:edit", "- + - - - - - -"),
    "local_rules.point": Row("rule:read", "- + + + - + - +"),
    "local_rules.print_page": Row("rule:read", "- + + + - + - +"),
    "local_rules.withdraw": Row("rule:edit", "- + - - - - - -"),
    "decisions.waive_papers": Row("decision:draft", PAPER_DRAFTERS),
    "nominations.attach": Row("nomination:edit", "- + + + - - - -"),
    "nominations.batch": Row("nomination:edit", "- + + + - - - -"),
    "nominations.conditions": Row("nomination:read", get="0 + + + 0 + + +", post="0 + + + 0 - - -"),
    "nominations.conditions_of_many": Row("nomination:edit", "- + + + - - - -"),
    "nominations.say_paper": Row("nomination:edit", "- + + + - - - -"),
    "nominations.detach": Row("nomination:edit", "- + + + - - - -"),
    "nominations.detail": Row("nomination:read", "0 + + + 0 + + +"),
    "nominations.draft": Row("nomination:edit", "- + + + - - - -"),
    "nominations.drafts": Row("nomination:edit", "- > > > - - - -"),
    "nominations.edit": Row("nomination:edit", "- + + + - - - -"),
    "nominations.excess": Row("nomination:edit", "- + - + - - - -"),
    "nominations.give_back": Row("nomination:verify", "- + - - - - - -"),
    "nominations.list_page": Row("nomination:read", ALL),
    "nominations.new": Row("nomination:edit", "- + + + - - - -"),
    "nominations.own_report": Row(
        "nomination:read", "0 - - - 0 - + -", beside="0 - 0 0 0 - 0 -", far="0 0 0 0 0 0 0 0"
    ),
    "nominations.people": Row("nomination:edit", "- + + + - - - -"),
    "nominations.print_view": Row("nomination:read", "0 + + + 0 + + +"),
    "nominations.refuse": Row("nomination:verify", "- + - - - - - -"),
    "nominations.standing": Row("nomination:edit", "- 0 0 0 - - - -"),
    "nominations.submit": Row("nomination:submit", "- - - + - - - -"),
    "nominations.submit_many": Row("nomination:submit", "- - - + - - - -"),
    "nominations.verify": Row("nomination:verify", "- + - - - - - -"),
    "nominations.verify_many": Row("nomination:verify", "- + - - - - - -"),
    "nominations.withdraw": Row("nomination:edit", "- + + + - - - -"),
    "nominations.workbook": Row("nomination:read", ALL),
    "nominations.write_batch": Row("nomination:edit", "- + + + - - - -"),
    "organisation.edit_membership": Row("organisation:edit", "- + - - - - - -"),
    "organisation.edit_person": Row("organisation:edit", "- + - - - - - -"),
    "organisation.edit_unit": Row("organisation:edit", "- + - - - - - -"),
    "organisation.end_membership": Row("organisation:edit", "- + - - - - - -"),
    "organisation.end_unit": Row("organisation:edit", "- + - - - - - -"),
    "organisation.me": Row("signed_in", ALL),
    "organisation.move_unit": Row("organisation:edit", "- + - - - - - -"),
    "organisation.new_membership": Row("organisation:edit", "- + - - - - - -"),
    "organisation.new_outside_body": Row("organisation:edit", "- + - - - - - -"),
    "organisation.new_person": Row("organisation:edit", "- + - - - - - -"),
    "organisation.new_unit": Row("organisation:edit", "- + - - - - - -"),
    "organisation.people": Row("organisation:read", "- + + + - + - +"),
    "organisation.people_picker": Row("organisation:read", "- + + + - + - +"),
    "organisation.person": Row("signed_in", "0 + + + 0 + + +"),
    "organisation.resume_unit": Row("organisation:edit", "- + - - - - - -"),
    "organisation.transfer": Row("organisation:edit", "- + - - - - - -"),
    "organisation.tree": Row("organisation:read", "- + + + - + - +"),
    "organisation.unit": Row("organisation:read", "- + + + - + - +"),
    "organisation.units_picker": Row("organisation:read", "- + + + - + - +"),
    "preferences.language": Row("public"),
    "preferences.theme": Row("public"),
    "preferences.workplace": Row("signed_in", ALL),
    "records.cancel_conferral": Row("record:edit", "- + - - - - - -"),
    "records.cancel_disciplinary_action": Row("record:edit", "- + - - - - - -"),
    "records.cancel_initiative": Row("record:edit", "- + - - - - - -"),
    "records.cancel_leave": Row("record:edit", "- + - - - - - -"),
    "records.cancel_open_case": Row("record:edit", "- + - - - - - -"),
    "records.detach": Row("record:edit", "- + - - - - - -"),
    "records.edit_conferral": Row("record:edit", "- + - - - - - -"),
    "records.edit_disciplinary_action": Row("record:edit", "- + - - - - - -"),
    "records.edit_initiative": Row("record:edit", "- + - - - - - -"),
    "records.edit_leave": Row("record:edit", "- + - - - - - -"),
    "records.edit_open_case": Row("record:edit", "- + - - - - - -"),
    "records.list_page": Row("record:read", "+ + + + > + > +"),
    "records.new_conferral": Row("record:edit", "- + - - - - - -"),
    "records.new_disciplinary_action": Row("record:edit", "- + - - - - - -"),
    "records.new_initiative": Row("record:edit", "- + - - - - - -"),
    "records.new_leave": Row("record:edit", "- + - - - - - -"),
    "records.new_open_case": Row("record:edit", "- + - - - - - -"),
    "records.new_unit_conferral": Row("record:edit", "- + - - - - - -"),
    "records.new_unit_disciplinary_action": Row("record:edit", "- + - - - - - -"),
    "records.new_unit_open_case": Row("record:edit", "- + - - - - - -"),
    "records.person": Row("record:read", "0 + + + 0 + + +"),
    "records.table": Row("record:edit", "- + - - - - - -"),
    "records.table_errors": Row("record:edit", "- + - - - - - -"),
    "records.tables": Row("record:edit", "- + - - - - - -"),
    "records.take_table": Row("record:edit", "- + - - - - - -"),
    "records.unit": Row("record:read", "0 + + + 0 + 0 +"),
    "registrations.detail": Row("signed_in", "0 + + + 0 + + +"),
    "registrations.edit": Row("registration:edit", "- + + + - - - -"),
    "registrations.keep": Row("campaign:manage", "- + - - - - - -"),
    "registrations.list_page": Row("registration:read", "- + + + - + - +"),
    "registrations.list_workbook": Row("registration:read", "- + + + - + - +"),
    "registrations.mine": Row("signed_in", ALL),
    "registrations.new": Row("registration:edit", "- + + + - - - -"),
    "registrations.withdraw": Row("registration:edit", "- + + + - - - -"),
    "reports.names": Row("report:read", "- + + + - + - +"),
    "reports.registration_names": Row("report:read", "- + + + - + - +"),
    "reports.registrations": Row("report:read", "- + + + - + - +"),
    "reports.workbook": Row("report:read", "- + + + - + - +"),
    "reports.year_end_page": Row("report:read", "- + + + - + - +"),
    "search.results": Row("signed_in", ALL),
}
