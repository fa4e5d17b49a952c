"""Council sittings: substitutes, written opinions, paper ballots, re-votes, approvals; what goes up and comes back"""

import sqlalchemy as sa
from alembic import op

revision = "0007_council_sittings"
down_revision = "0006_records_by_subject"
branch_labels = None
depends_on = None


def _enum(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)


def _added_enum() -> sa.String:
    # SQLite cannot add a CHECK to a table that exists; the model knows the members.
    return sa.String(length=40)


def _added() -> dict[str, list[sa.Column]]:
    return {
        "council": [
            sa.Column("kind", _added_enum(), nullable=False, server_default="emulation"),
            sa.Column("valid_from", sa.Date(), nullable=True),
            sa.Column("valid_to", sa.Date(), nullable=True),
        ],
        "agenda_item": [
            sa.Column("method", _added_enum(), nullable=False, server_default="electronic"),
            sa.Column("voting_until", sa.DateTime(timezone=True), nullable=True),
            sa.Column("round", sa.Integer(), nullable=False, server_default="1"),
            sa.Column("is_result_only", sa.Boolean(), nullable=False, server_default=sa.false()),
            sa.Column("recusal_base", _added_enum(), nullable=False, server_default="stays"),
            sa.Column("written_make_quorum", sa.Boolean(), nullable=False, server_default=sa.false()),
            sa.Column("written_join_base", sa.Boolean(), nullable=False, server_default=sa.true()),
            sa.Column("abstentions_leave", sa.Boolean(), nullable=False, server_default=sa.false()),
            sa.Column("recused_count", sa.Integer(), nullable=True),
            sa.Column("recused_absent_count", sa.Integer(), nullable=True),
            sa.Column("votes_invalid", sa.Integer(), nullable=True),
            sa.Column("written_for", sa.Integer(), nullable=True),
            sa.Column("written_against", sa.Integer(), nullable=True),
            sa.Column("written_abstentions", sa.Integer(), nullable=True),
        ],
        "conflict_answer": [sa.Column("kind", _added_enum(), nullable=True)],
        "attachment": [sa.Column("paper", sa.String(length=40), nullable=False, server_default=sa.text("''"))],
    }


def upgrade() -> None:
    # Only new tables and plain new columns: SQLite then never rebuilds a table that others point to.
    for table, columns in _added().items():
        for column in columns:
            op.add_column(table, column)
    _council_tables()
    _tables_of_files_and_letters()


def _council_tables() -> None:
    op.create_table(
        "council_substitute",
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("stands_in_for_id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("member_id <> stands_in_for_id", name=op.f("ck_council_substitute_another")),
        sa.ForeignKeyConstraint(["member_id"], ["council_member.id"], name=op.f("fk_council_substitute_member_id")),
        sa.ForeignKeyConstraint(
            ["stands_in_for_id"], ["council_member.id"], name=op.f("fk_council_substitute_stands_in_for_id")
        ),
        sa.PrimaryKeyConstraint("member_id", name=op.f("pk_council_substitute")),
        sa.UniqueConstraint("stands_in_for_id", name=op.f("uq_council_substitute_stands_in_for_id")),
    )
    op.create_table(
        "earlier_vote",
        sa.Column("item_id", sa.Uuid(), nullable=False),
        sa.Column("round", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("result", _enum("itemresult", "adopted", "not_adopted", "no_quorum"), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("annulled_by_name", sa.String(length=120), nullable=False),
        sa.Column("annulled_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_earlier_vote_reason")),
        sa.ForeignKeyConstraint(["item_id"], ["agenda_item.id"], name=op.f("fk_earlier_vote_item_id")),
        sa.PrimaryKeyConstraint("item_id", "round", name=op.f("pk_earlier_vote")),
    )
    op.create_table(
        "written_opinion",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("entered_by_name", sa.String(length=120), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_written_opinion_meeting_id")),
        sa.ForeignKeyConstraint(["member_id"], ["council_member.id"], name=op.f("fk_written_opinion_member_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_written_opinion")),
        sa.UniqueConstraint("meeting_id", "member_id", name=op.f("uq_written_opinion_meeting_id_member_id")),
    )
    op.create_table(
        "written_vote",
        sa.Column("opinion_id", sa.Uuid(), nullable=False),
        sa.Column("item_id", sa.Uuid(), nullable=False),
        sa.Column("choice", _enum("choice", "for", "against", "abstain"), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["agenda_item.id"], name=op.f("fk_written_vote_item_id")),
        sa.ForeignKeyConstraint(["opinion_id"], ["written_opinion.id"], name=op.f("fk_written_vote_opinion_id")),
        sa.PrimaryKeyConstraint("opinion_id", "item_id", name=op.f("pk_written_vote")),
    )
    op.create_index("ix_written_vote_item_id", "written_vote", ["item_id"], unique=False)
    op.create_table(
        "paper_count",
        sa.Column("item_id", sa.Uuid(), nullable=False),
        sa.Column("counter", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("counted_by", sa.Uuid(), nullable=False),
        sa.Column("counted_by_name", sa.String(length=120), nullable=False),
        sa.Column("votes_for", sa.Integer(), nullable=False),
        sa.Column("votes_against", sa.Integer(), nullable=False),
        sa.Column("abstentions", sa.Integer(), nullable=False),
        sa.Column("invalid", sa.Integer(), nullable=False),
        sa.Column("counted_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("counter IN (1, 2)", name=op.f("ck_paper_count_counter")),
        sa.CheckConstraint(
            "votes_for >= 0 AND votes_against >= 0 AND abstentions >= 0 AND invalid >= 0",
            name=op.f("ck_paper_count_not_below_zero"),
        ),
        sa.ForeignKeyConstraint(["counted_by"], ["user_account.id"], name=op.f("fk_paper_count_counted_by")),
        sa.ForeignKeyConstraint(["item_id"], ["agenda_item.id"], name=op.f("fk_paper_count_item_id")),
        sa.PrimaryKeyConstraint("item_id", "counter", name=op.f("pk_paper_count")),
        sa.UniqueConstraint("item_id", "counted_by", name=op.f("uq_paper_count_item_id_counted_by")),
    )
    op.create_table(
        "member_note",
        sa.Column("item_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["item_id"], ["agenda_item.id"], name=op.f("fk_member_note_item_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["member_id"], ["council_member.id"], name=op.f("fk_member_note_member_id")),
        sa.PrimaryKeyConstraint("item_id", "member_id", name=op.f("pk_member_note")),
    )
    op.create_table(
        "minutes_approval",
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("capacity", _enum("approvalcapacity", "chair", "secretary", "head"), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("post", sa.String(length=120), nullable=False),
        sa.Column("approved_on", sa.Date(), nullable=False),
        sa.Column("is_on_paper", sa.Boolean(), nullable=False),
        sa.Column("note", sa.String(length=500), nullable=False),
        sa.Column("recorded_by", sa.Uuid(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_minutes_approval_meeting_id")),
        sa.ForeignKeyConstraint(["recorded_by"], ["user_account.id"], name=op.f("fk_minutes_approval_recorded_by")),
        sa.PrimaryKeyConstraint("meeting_id", "capacity", name=op.f("pk_minutes_approval")),
    )
    op.create_table(
        "meeting_notice",
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("full_number", sa.String(length=80), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("signer_name", sa.String(length=120), nullable=False),
        sa.Column("signer_line", sa.String(length=200), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_meeting_notice_meeting_id")),
        sa.PrimaryKeyConstraint("meeting_id", name=op.f("pk_meeting_notice")),
    )


def _tables_of_files_and_letters() -> None:
    op.create_table(
        "nomination_link",
        sa.Column("nomination_id", sa.Uuid(), nullable=False),
        sa.Column("from_id", sa.Uuid(), nullable=False),
        sa.Column("kind", _enum("linkkind", "lowered", "arrived"), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("nomination_id <> from_id", name=op.f("ck_nomination_link_another")),
        sa.ForeignKeyConstraint(["from_id"], ["nomination.id"], name=op.f("fk_nomination_link_from_id")),
        sa.ForeignKeyConstraint(["nomination_id"], ["nomination.id"], name=op.f("fk_nomination_link_nomination_id")),
        sa.PrimaryKeyConstraint("nomination_id", name=op.f("pk_nomination_link")),
    )
    op.create_index("ix_nomination_link_from_id", "nomination_link", ["from_id"], unique=False)
    op.create_table(
        "paper_waiver",
        sa.Column("letter_id", sa.Uuid(), nullable=False),
        sa.Column("nomination_id", sa.Uuid(), nullable=False),
        sa.Column("paper", sa.String(length=40), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("given_by_name", sa.String(length=120), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_paper_waiver_reason")),
        sa.ForeignKeyConstraint(["letter_id"], ["proposal_letter.id"], name=op.f("fk_paper_waiver_letter_id")),
        sa.ForeignKeyConstraint(["nomination_id"], ["nomination.id"], name=op.f("fk_paper_waiver_nomination_id")),
        sa.PrimaryKeyConstraint("letter_id", "nomination_id", "paper", name=op.f("pk_paper_waiver")),
    )
    op.create_table(
        "additional_request",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("letter_id", sa.Uuid(), nullable=False),
        sa.Column("nomination_id", sa.Uuid(), nullable=True),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("document_number", sa.String(length=80), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("text <> ''", name=op.f("ck_additional_request_text")),
        sa.CheckConstraint("answered_on IS NULL OR answer <> ''", name=op.f("ck_additional_request_answer")),
        sa.ForeignKeyConstraint(["letter_id"], ["proposal_letter.id"], name=op.f("fk_additional_request_letter_id")),
        sa.ForeignKeyConstraint(["nomination_id"], ["nomination.id"], name=op.f("fk_additional_request_nomination_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_additional_request")),
    )
    op.create_index("ix_additional_request_letter_id", "additional_request", ["letter_id"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_additional_request_letter_id", table_name="additional_request")
    op.drop_table("additional_request")
    op.drop_table("paper_waiver")
    op.drop_index("ix_nomination_link_from_id", table_name="nomination_link")
    op.drop_table("nomination_link")
    op.drop_table("meeting_notice")
    op.drop_table("minutes_approval")
    op.drop_table("member_note")
    op.drop_table("paper_count")
    op.drop_index("ix_written_vote_item_id", table_name="written_vote")
    op.drop_table("written_vote")
    op.drop_table("written_opinion")
    op.drop_table("earlier_vote")
    op.drop_table("council_substitute")
    for table, columns in reversed(_added().items()):
        for column in reversed(columns):
            op.drop_column(table, column.name)
