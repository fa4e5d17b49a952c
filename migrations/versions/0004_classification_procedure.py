"""Classification procedure: schemes, points, proposals, self-assessments, unit meetings, objections"""

import sqlalchemy as sa
from alembic import op

revision = "0004_classification_procedure"
down_revision = "0003_merit_records"
branch_labels = None
depends_on = None

PLAIN = ("scheme_id", "comment", "confirmed", "deviation_reason")
LEVELS = "'KHTNV', 'HTNV', 'HTTNV', 'HTXSNV'"
CHECKED = (
    ("points", "INTEGER", "points", "points IS NULL OR points BETWEEN 0 AND 10000"),
    ("proposed_level", "VARCHAR(40)", "proposed_level", f"proposed_level IN ({LEVELS})"),
    ("votes_for", "INTEGER", None, None),
    (
        "votes_total",
        "INTEGER",
        "votes",
        "(votes_for IS NULL) = (votes_total IS NULL) AND (votes_for IS NULL OR votes_for BETWEEN 0 AND votes_total)",
    ),
    ("decision_number", "VARCHAR(80)", "decided", "status = 'proposed' OR decided_on IS NOT NULL"),
)
"""New columns with the CHECK that comes with each: written out, because SQLite takes a CHECK only in this form."""


def upgrade() -> None:
    op.add_column("classification", sa.Column("scheme_id", sa.String(length=20), nullable=True))
    op.add_column("classification", sa.Column("comment", sa.Text(), nullable=True))
    op.add_column("classification", sa.Column("confirmed", sa.JSON(), nullable=True))
    op.add_column("classification", sa.Column("deviation_reason", sa.Text(), nullable=True))
    for name, kind, check, condition in CHECKED:
        rule = f" CONSTRAINT ck_classification_{check} CHECK ({condition})" if check else ""
        op.execute(f"ALTER TABLE classification ADD COLUMN {name} {kind}{rule}")

    op.create_table(
        "self_assessment",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("collective_id", sa.Uuid(), nullable=True),
        sa.Column(
            "level",
            sa.Enum(
                "KHTNV",
                "HTNV",
                "HTTNV",
                "HTXSNV",
                name="classificationlevel",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("points", sa.Integer(), nullable=True),
        sa.Column("score", sa.JSON(), nullable=True),
        sa.Column("results", sa.Text(), nullable=False),
        sa.Column("shortcomings", sa.Text(), nullable=False),
        sa.Column("written_by_name", sa.String(length=120), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("(person_id IS NULL) <> (collective_id IS NULL)", name=op.f("ck_self_assessment_subject")),
        sa.CheckConstraint("points IS NULL OR points BETWEEN 0 AND 10000", name=op.f("ck_self_assessment_points")),
        sa.ForeignKeyConstraint(["collective_id"], ["unit.id"], name=op.f("fk_self_assessment_collective_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_self_assessment_person_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_self_assessment_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_self_assessment")),
        sa.UniqueConstraint("year", "collective_id", name=op.f("uq_self_assessment_year_collective_id")),
        sa.UniqueConstraint("year", "person_id", name=op.f("uq_self_assessment_year_person_id")),
    )
    op.create_index("ix_self_assessment_unit_id_year", "self_assessment", ["unit_id", "year"], unique=False)

    op.create_table(
        "classification_meeting",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("met_on", sa.Date(), nullable=False),
        sa.Column("present", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("none_forced", sa.Boolean(), nullable=False),
        sa.Column("minutes", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("present BETWEEN 1 AND total", name=op.f("ck_classification_meeting_present")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_classification_meeting_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_classification_meeting")),
        sa.UniqueConstraint("unit_id", "year", name=op.f("uq_classification_meeting_unit_id_year")),
    )

    op.create_table(
        "classification_excess",
        sa.Column("body_id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("given_by_name", sa.String(length=120), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_classification_excess_reason")),
        sa.ForeignKeyConstraint(["body_id"], ["unit.id"], name=op.f("fk_classification_excess_body_id")),
        sa.PrimaryKeyConstraint("body_id", "year", name=op.f("pk_classification_excess")),
    )

    op.create_table(
        "classification_objection",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("classification_id", sa.Uuid(), nullable=False),
        sa.Column("raised_on", sa.Date(), nullable=False),
        sa.Column("raised_by_name", sa.String(length=120), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("answered_by_name", sa.String(length=120), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_classification_objection_reason")),
        sa.CheckConstraint("(answered_on IS NULL) = (answer = '')", name=op.f("ck_classification_objection_answered")),
        sa.CheckConstraint(
            "answered_on IS NULL OR answered_on >= raised_on", name=op.f("ck_classification_objection_dates")
        ),
        sa.ForeignKeyConstraint(
            ["classification_id"], ["classification.id"], name=op.f("fk_classification_objection_classification_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_classification_objection")),
    )
    op.create_index(
        "ix_classification_objection_classification_id",
        "classification_objection",
        ["classification_id"],
        unique=False,
    )


def downgrade() -> None:
    op.drop_index("ix_classification_objection_classification_id", table_name="classification_objection")
    op.drop_table("classification_objection")
    op.drop_table("classification_excess")
    op.drop_table("classification_meeting")
    op.drop_index("ix_self_assessment_unit_id_year", table_name="self_assessment")
    op.drop_table("self_assessment")
    # PostgreSQL drops a CHECK with the columns that it names; this one names older ones. SQLite drops it with its
    # column.
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER TABLE classification DROP CONSTRAINT IF EXISTS ck_classification_decided")
    # Backwards: a CHECK that names two columns goes with the second of them.
    for name, *_rest in reversed(CHECKED):
        op.drop_column("classification", name)
    for name in reversed(PLAIN):
        op.drop_column("classification", name)
