"""Whatever people do in whatever order: the state is what the chart allows and what the trail tells."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    initialize,
    invariant,
    multiple,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import delete

from app.audit.queries import events_of
from app.core.database import db
from app.core.errors import TransitionError
from app.core.transaction import transaction
from app.nominations.enums import Part, Status
from app.nominations.models import Nomination, NominationVerdict, ReturnMark
from app.nominations.rules import NEXT
from app.nominations.services.drafting import NominationBatch, draft_nominations
from app.nominations.services.progress import advance
from app.nominations.services.submission import submit_nominations
from app.nominations.services.verification import Mark, refuse_nomination, return_nomination, verify_nominations
from app.nominations.services.withdrawal import withdraw_nomination
from tests.integration.nominations.conftest import Department

LATER = [Status.TABLED, Status.ENDORSED, Status.NOT_ENDORSED, Status.NOT_APPROVED, Status.FORWARDED]
LAST = [Status.CONFERRED, Status.DECLINED, Status.REVOKED, Status.VERIFIED]


class Chart(RuleBasedStateMachine):
    """Files of one campaign, moved by the acts of people and by the council and the decisions."""

    files = Bundle("files")
    department: Department

    def __init__(self) -> None:
        super().__init__()
        self.known: dict[object, Status] = {}
        self.steps = 0

    def teardown(self) -> None:
        """Leave no live file behind, so that the next example can nominate the same people."""
        db.session.execute(delete(ReturnMark))
        db.session.execute(delete(NominationVerdict))
        db.session.execute(delete(Nomination))

    @property
    def at(self):
        """Each act happens a little later than the one before."""
        self.steps += 1
        return self.department.at + timedelta(seconds=self.steps)

    @initialize(target=files)
    def draft(self):
        """Draft two files."""
        person_ids = [person.id for person in self.department.people[:2]]
        batch = NominationBatch(
            campaign_id=self.department.campaign.id,
            unit_id=self.department.unit.id,
            award_codes=["LDTT"],
            person_ids=person_ids,
            unit_met_on=self.department.at.date() - timedelta(days=3),
            unit_votes_for=9,
            unit_votes_total=10,
            summaries=dict.fromkeys(person_ids, "Thành tích"),
        )
        ids = draft_nominations(batch, actor=self.department.officer, at=self.at)
        self.known |= dict.fromkeys(ids, Status.DRAFT)
        return multiple(*ids)

    def attempt(self, file, wanted: Status, act: Callable[[], object]) -> None:
        """Do an act that must succeed exactly when the chart draws the move."""
        legal = wanted in NEXT[self.known[file]]
        try:
            act()
        except TransitionError:
            assert not legal, f"{self.known[file]} -> {wanted} was refused"
        else:
            assert legal, f"{self.known[file]} -> {wanted} went through"
            self.known[file] = wanted

    @rule(file=files)
    def submit(self, file):
        self.attempt(file, Status.SUBMITTED, lambda: submit_nominations([file], actor=self.department.head, at=self.at))

    @rule(file=files)
    def verify(self, file):
        """The officer verifies; taking a file off an agenda is another act."""
        wanted = Status.VERIFIED
        if self.known[file] is not Status.TABLED:
            self.attempt(file, wanted, lambda: verify_nominations([file], actor=self.department.hr, at=self.at))

    @rule(file=files, part=st.sampled_from(Part))
    def give_back(self, file, part):
        marks = [Mark(part, "Cần sửa")]
        self.attempt(
            file, Status.RETURNED, lambda: return_nomination(file, marks, actor=self.department.hr, at=self.at)
        )

    @rule(file=files)
    def refuse(self, file):
        self.attempt(
            file, Status.REFUSED, lambda: refuse_nomination(file, "Không đủ", actor=self.department.hr, at=self.at)
        )

    @rule(file=files)
    def withdraw(self, file):
        self.attempt(
            file,
            Status.WITHDRAWN,
            lambda: withdraw_nomination(file, actor=self.department.head, at=self.at, reason="Rút"),
        )

    @rule(file=files, to=st.sampled_from(LATER + LAST))
    def move_on(self, file, to):
        """The council and the decisions move a file through the one door; verified files come from officers."""
        if to is Status.VERIFIED and self.known[file] is not Status.TABLED:
            return

        def act() -> None:
            with transaction() as session:
                advance(session, file, to, actor=self.department.hr, at=self.at, reason="Theo biên bản")

        self.attempt(file, to, act)

    @invariant()
    def the_trail_tells_the_state(self):
        """Replaying the events gives the state that is stored, each event going on where the last one stopped."""
        for file, status in self.known.items():
            state = Status.DRAFT
            for event in events_of(db.session(), file):
                if moved := event.changes.get("status"):
                    assert moved[0] == state.value
                    state = Status(moved[1])
                    assert event.kind == f"nomination.{state.value}"
            db.session.expire_all()
            stored = db.session.get(Nomination, file)
            assert stored.status is state is status


@pytest.mark.usefixtures("session")
def test_no_order_of_acts_leaves_the_chart(department):
    class OnThisDepartment(Chart):
        pass

    OnThisDepartment.department = department
    run_state_machine_as_test(
        OnThisDepartment,
        settings=settings(
            max_examples=15, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
