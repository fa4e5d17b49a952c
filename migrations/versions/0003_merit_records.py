"""Merit records: initiatives, discipline, leave, open cases, local rules, registrations, verdicts"""

import sqlalchemy as sa
from alembic import op

revision = "0003_merit_records"
down_revision = "0002_revocation"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "disciplinary_action",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("collective_id", sa.Uuid(), nullable=True),
        sa.Column(
            "severity",
            sa.Enum(
                "reprimand",
                "warning",
                "salary_reduction",
                "demotion",
                "removal_from_post",
                "dismissal",
                name="disciplinelevel",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "authority",
            sa.Enum(
                "administration",
                "party",
                name="disciplineauthority",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("decision_number", sa.String(length=80), nullable=False),
        sa.Column("decided_by", sa.String(length=300), nullable=False),
        sa.Column("is_duty_related", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("cancelled_on", sa.Date(), nullable=True),
        sa.Column("cancelled_reason", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "cancelled_on IS NULL OR cancelled_reason <> ''", name=op.f("ck_disciplinary_action_cancelled")
        ),
        sa.CheckConstraint(
            "(person_id IS NULL) <> (collective_id IS NULL)", name=op.f("ck_disciplinary_action_subject")
        ),
        sa.CheckConstraint("ends_on IS NULL OR ends_on >= decided_on", name=op.f("ck_disciplinary_action_dates")),
        sa.ForeignKeyConstraint(["collective_id"], ["unit.id"], name=op.f("fk_disciplinary_action_collective_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_disciplinary_action_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_disciplinary_action")),
    )
    op.create_index("ix_disciplinary_action_collective_id", "disciplinary_action", ["collective_id"], unique=False)
    op.create_index("ix_disciplinary_action_person_id", "disciplinary_action", ["person_id"], unique=False)

    op.create_table(
        "initiative",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=500), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("initiative", "topic", name="initiativekind", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column(
            "level",
            sa.Enum(
                "grassroots",
                "provincial",
                "ministerial",
                "national",
                name="initiativelevel",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("recognised_by", sa.String(length=300), nullable=False),
        sa.Column("decision_number", sa.String(length=80), nullable=False),
        sa.Column("decision_on", sa.Date(), nullable=True),
        sa.Column("note", sa.String(length=500), nullable=False),
        sa.Column("search_text", sa.String(length=700), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("year BETWEEN 1950 AND 2100", name=op.f("ck_initiative_year")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_initiative_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_initiative")),
    )
    op.create_index("ix_initiative_unit_id_year", "initiative", ["unit_id", "year"], unique=False)

    op.create_table(
        "leave",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "maternity",
                "sickness",
                "study",
                "unpaid",
                name="leavekind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("started_on", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("rules_kept", sa.Boolean(), nullable=True),
        sa.Column("result_good", sa.Boolean(), nullable=True),
        sa.Column("decision_number", sa.String(length=80), nullable=False),
        sa.Column("note", sa.String(length=500), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("ended_on IS NULL OR ended_on >= started_on", name=op.f("ck_leave_dates")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_leave_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_leave")),
    )
    op.create_index("ix_leave_person_id_started_on", "leave", ["person_id", "started_on"], unique=False)

    op.create_table(
        "local_rule",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("body_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "reading",
                "setting",
                "quota",
                "vote",
                "bar",
                "exception",
                name="rulekind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("key", sa.String(length=60), nullable=False),
        sa.Column("value", sa.JSON(), nullable=False),
        sa.Column("regime_id", sa.String(length=20), nullable=True),
        sa.Column("legal_basis", sa.String(length=500), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("note", sa.String(length=500), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_reason", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("legal_basis <> ''", name=op.f("ck_local_rule_legal_basis")),
        sa.CheckConstraint("withdrawn_at IS NULL OR withdrawn_reason <> ''", name=op.f("ck_local_rule_withdrawn")),
        sa.CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name=op.f("ck_local_rule_dates")),
        sa.ForeignKeyConstraint(["body_id"], ["unit.id"], name=op.f("fk_local_rule_body_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_local_rule")),
    )
    op.create_index("ix_local_rule_body_id_kind_key", "local_rule", ["body_id", "kind", "key"], unique=False)

    op.create_table(
        "open_case",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("collective_id", sa.Uuid(), nullable=True),
        sa.Column(
            "kind",
            sa.Enum(
                "discipline",
                "investigation",
                "inspection",
                "complaint",
                name="casekind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("source", sa.String(length=300), nullable=False),
        sa.Column("conclusion", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("closed_on IS NULL OR conclusion <> ''", name=op.f("ck_open_case_conclusion")),
        sa.CheckConstraint("(person_id IS NULL) <> (collective_id IS NULL)", name=op.f("ck_open_case_subject")),
        sa.CheckConstraint("closed_on IS NULL OR closed_on >= opened_on", name=op.f("ck_open_case_dates")),
        sa.ForeignKeyConstraint(["collective_id"], ["unit.id"], name=op.f("fk_open_case_collective_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_open_case_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_open_case")),
    )
    op.create_index("ix_open_case_collective_id", "open_case", ["collective_id"], unique=False)
    op.create_index("ix_open_case_person_id", "open_case", ["person_id"], unique=False)

    op.create_table(
        "registration",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("body_id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column(
            "subject",
            sa.Enum("individual", "collective", name="subject", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("collective_id", sa.Uuid(), nullable=True),
        sa.Column("award_code", sa.String(length=20), nullable=False),
        sa.Column("registered_on", sa.Date(), nullable=False),
        sa.Column("note", sa.String(length=500), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_reason", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("withdrawn_at IS NULL OR withdrawn_reason <> ''", name=op.f("ck_registration_withdrawn")),
        sa.CheckConstraint("(person_id IS NULL) <> (collective_id IS NULL)", name=op.f("ck_registration_registrant")),
        sa.ForeignKeyConstraint(["body_id"], ["unit.id"], name=op.f("fk_registration_body_id")),
        sa.ForeignKeyConstraint(["collective_id"], ["unit.id"], name=op.f("fk_registration_collective_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_registration_person_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_registration_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_registration")),
    )
    op.create_index("ix_registration_body_id_year", "registration", ["body_id", "year"], unique=False)
    op.create_index("ix_registration_unit_id_year", "registration", ["unit_id", "year"], unique=False)
    op.create_index(
        "uq_registration_live_collective",
        "registration",
        ["year", "award_code", "collective_id"],
        unique=True,
        sqlite_where=sa.text("withdrawn_at IS NULL"),
        postgresql_where=sa.text("withdrawn_at IS NULL"),
    )
    op.create_index(
        "uq_registration_live_person",
        "registration",
        ["year", "award_code", "person_id"],
        unique=True,
        sqlite_where=sa.text("withdrawn_at IS NULL"),
        postgresql_where=sa.text("withdrawn_at IS NULL"),
    )

    op.create_table(
        "registration_round",
        sa.Column("body_id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("regime_id", sa.String(length=20), nullable=False),
        sa.Column("opens_on", sa.Date(), nullable=False),
        sa.Column("closes_on", sa.Date(), nullable=False),
        sa.Column("legal_basis", sa.String(length=500), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("closes_on >= opens_on", name=op.f("ck_registration_round_dates")),
        sa.ForeignKeyConstraint(["body_id"], ["unit.id"], name=op.f("fk_registration_round_body_id")),
        sa.PrimaryKeyConstraint("body_id", "year", name=op.f("pk_registration_round")),
    )
    op.create_table(
        "initiative_author",
        sa.Column("initiative_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("share_percent", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "share_percent IS NULL OR share_percent BETWEEN 1 AND 100", name=op.f("ck_initiative_author_share")
        ),
        sa.ForeignKeyConstraint(["initiative_id"], ["initiative.id"], name=op.f("fk_initiative_author_initiative_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_initiative_author_person_id")),
        sa.PrimaryKeyConstraint("initiative_id", "person_id", name=op.f("pk_initiative_author")),
    )
    op.create_index("ix_initiative_author_person_id", "initiative_author", ["person_id"], unique=False)

    op.create_table(
        "quota_excess",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("campaign_id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("award_code", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("given_by_name", sa.String(length=120), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_quota_excess_reason")),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name=op.f("fk_quota_excess_campaign_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_quota_excess_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quota_excess")),
    )
    op.create_index(
        "ix_quota_excess_campaign_id_award_code", "quota_excess", ["campaign_id", "award_code"], unique=False
    )

    op.create_table(
        "nomination_initiative",
        sa.Column("nomination_id", sa.Uuid(), nullable=False),
        sa.Column("initiative_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["initiative_id"], ["initiative.id"], name=op.f("fk_nomination_initiative_initiative_id")
        ),
        sa.ForeignKeyConstraint(
            ["nomination_id"], ["nomination.id"], name=op.f("fk_nomination_initiative_nomination_id")
        ),
        sa.PrimaryKeyConstraint("nomination_id", "initiative_id", name=op.f("pk_nomination_initiative")),
    )
    op.create_index("ix_nomination_initiative_initiative_id", "nomination_initiative", ["initiative_id"], unique=False)

    op.create_table(
        "nomination_tick",
        sa.Column("nomination_id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.String(length=60), nullable=False),
        sa.Column("is_confirmed", sa.Boolean(), nullable=False),
        sa.Column("note", sa.String(length=500), nullable=False),
        sa.Column("ticked_by", sa.Uuid(), nullable=True),
        sa.Column("ticked_by_name", sa.String(length=120), nullable=False),
        sa.Column("ticked_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["nomination_id"], ["nomination.id"], name=op.f("fk_nomination_tick_nomination_id")),
        sa.ForeignKeyConstraint(["ticked_by"], ["user_account.id"], name=op.f("fk_nomination_tick_ticked_by")),
        sa.PrimaryKeyConstraint("nomination_id", "key", name=op.f("pk_nomination_tick")),
    )
    op.create_table(
        "nomination_verdict",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("nomination_id", sa.Uuid(), nullable=False),
        sa.Column(
            "moment",
            sa.Enum(
                "submission", "verification", name="verdictmoment", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("regime_id", sa.String(length=20), nullable=False),
        sa.Column(
            "overall",
            sa.Enum(
                "met",
                "needs_confirmation",
                "not_met",
                name="outcome",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("verdict", sa.JSON(), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("choices", sa.JSON(), nullable=False),
        sa.Column("exception_reason", sa.Text(), nullable=False),
        sa.Column("assessed_by_name", sa.String(length=120), nullable=False),
        sa.Column("assessed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["nomination_id"], ["nomination.id"], name=op.f("fk_nomination_verdict_nomination_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_nomination_verdict")),
    )
    op.create_index(
        "ix_nomination_verdict_nomination_id_assessed_at",
        "nomination_verdict",
        ["nomination_id", "assessed_at"],
        unique=False,
    )

    op.create_table(
        "conferral_detail",
        sa.Column("conferral_id", sa.Uuid(), nullable=False),
        sa.Column(
            "commendation_type",
            sa.Enum(
                "regular",
                "sudden",
                "thematic",
                "contribution",
                "long_service",
                "foreign_relations",
                name="commendationtype",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("period_from", sa.Integer(), nullable=True),
        sa.Column("period_to", sa.Integer(), nullable=True),
        sa.Column("initiatives_known", sa.Boolean(), nullable=False),
        sa.Column("note", sa.String(length=500), nullable=False),
        sa.CheckConstraint(
            "period_to IS NULL OR period_from IS NULL OR period_to >= period_from",
            name=op.f("ck_conferral_detail_period"),
        ),
        sa.ForeignKeyConstraint(["conferral_id"], ["conferral.id"], name=op.f("fk_conferral_detail_conferral_id")),
        sa.PrimaryKeyConstraint("conferral_id", name=op.f("pk_conferral_detail")),
    )
    op.create_table(
        "conferral_initiative",
        sa.Column("conferral_id", sa.Uuid(), nullable=False),
        sa.Column("initiative_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["conferral_id"], ["conferral.id"], name=op.f("fk_conferral_initiative_conferral_id")),
        sa.ForeignKeyConstraint(
            ["initiative_id"], ["initiative.id"], name=op.f("fk_conferral_initiative_initiative_id")
        ),
        sa.PrimaryKeyConstraint("conferral_id", "initiative_id", name=op.f("pk_conferral_initiative")),
    )
    op.create_index("ix_conferral_initiative_initiative_id", "conferral_initiative", ["initiative_id"], unique=False)

    op.add_column("nomination", sa.Column("exception_reason", sa.Text(), nullable=True))


def downgrade() -> None:
    op.drop_column("nomination", "exception_reason")

    op.drop_index("ix_conferral_initiative_initiative_id", table_name="conferral_initiative")

    op.drop_table("conferral_initiative")
    op.drop_table("conferral_detail")
    op.drop_index("ix_nomination_verdict_nomination_id_assessed_at", table_name="nomination_verdict")

    op.drop_table("nomination_verdict")
    op.drop_table("nomination_tick")
    op.drop_index("ix_nomination_initiative_initiative_id", table_name="nomination_initiative")

    op.drop_table("nomination_initiative")
    op.drop_index("ix_quota_excess_campaign_id_award_code", table_name="quota_excess")

    op.drop_table("quota_excess")
    op.drop_index("ix_initiative_author_person_id", table_name="initiative_author")

    op.drop_table("initiative_author")
    op.drop_table("registration_round")
    op.drop_index(
        "uq_registration_live_person",
        table_name="registration",
        sqlite_where=sa.text("withdrawn_at IS NULL"),
        postgresql_where=sa.text("withdrawn_at IS NULL"),
    )
    op.drop_index(
        "uq_registration_live_collective",
        table_name="registration",
        sqlite_where=sa.text("withdrawn_at IS NULL"),
        postgresql_where=sa.text("withdrawn_at IS NULL"),
    )
    op.drop_index("ix_registration_unit_id_year", table_name="registration")
    op.drop_index("ix_registration_body_id_year", table_name="registration")

    op.drop_table("registration")
    op.drop_index("ix_open_case_person_id", table_name="open_case")
    op.drop_index("ix_open_case_collective_id", table_name="open_case")

    op.drop_table("open_case")
    op.drop_index("ix_local_rule_body_id_kind_key", table_name="local_rule")

    op.drop_table("local_rule")
    op.drop_index("ix_leave_person_id_started_on", table_name="leave")

    op.drop_table("leave")
    op.drop_index("ix_initiative_unit_id_year", table_name="initiative")

    op.drop_table("initiative")
    op.drop_index("ix_disciplinary_action_person_id", table_name="disciplinary_action")
    op.drop_index("ix_disciplinary_action_collective_id", table_name="disciplinary_action")

    op.drop_table("disciplinary_action")
