"""Bonus lists of decisions, certificates and how a body prints them"""

import sqlalchemy as sa
from alembic import op

revision = "0008_bonuses_and_certificates"
down_revision = "0007_council_sittings"
branch_labels = None
depends_on = None


def _enum(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)


def upgrade() -> None:
    _bonus_tables()
    _certificate_tables()


def _bonus_tables() -> None:
    op.create_table(
        "bonus_list",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("body_id", sa.Uuid(), nullable=False),
        sa.Column("decision_id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("status", _enum("liststatus", "draft", "approved", "paid"), nullable=False),
        sa.Column("made_by_name", sa.String(length=120), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("approved_by_name", sa.String(length=120), nullable=False),
        sa.Column("approved_on", sa.Date(), nullable=True),
        sa.Column("paid_by_name", sa.String(length=120), nullable=False),
        sa.Column("paid_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "status = 'draft' OR (approved_on IS NOT NULL AND approved_by_name <> '')",
            name=op.f("ck_bonus_list_approved"),
        ),
        sa.CheckConstraint(
            "status <> 'paid' OR (paid_on IS NOT NULL AND paid_by_name <> '')", name=op.f("ck_bonus_list_paid")
        ),
        sa.ForeignKeyConstraint(["body_id"], ["unit.id"], name=op.f("fk_bonus_list_body_id")),
        sa.ForeignKeyConstraint(["decision_id"], ["decision.id"], name=op.f("fk_bonus_list_decision_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bonus_list")),
        sa.UniqueConstraint("decision_id", name=op.f("uq_bonus_list_decision_id")),
    )
    op.create_index("ix_bonus_list_body_id_year", "bonus_list", ["body_id", "year"], unique=False)
    op.create_table(
        "bonus_line",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("list_id", sa.Uuid(), nullable=False),
        sa.Column("nomination_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("subject", _enum("subject", "individual", "collective"), nullable=False),
        sa.Column("regime_id", sa.String(length=20), nullable=False),
        sa.Column("award_code", sa.String(length=20), nullable=False),
        sa.Column("award_name", sa.String(length=300), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("post", sa.String(length=120), nullable=False),
        sa.Column("unit_name", sa.String(length=300), nullable=False),
        sa.Column("state", _enum("linestate", "counted", "left_out", "no_figure"), nullable=False),
        sa.Column("multiplier", sa.String(length=12), nullable=False),
        sa.Column("base_salary", sa.Integer(), nullable=True),
        sa.Column("salary_basis", sa.String(length=300), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=True),
        sa.Column("arithmetic_vi", sa.Text(), nullable=False),
        sa.Column("arithmetic_en", sa.Text(), nullable=False),
        sa.Column("reason_vi", sa.Text(), nullable=False),
        sa.Column("reason_en", sa.Text(), nullable=False),
        sa.Column("must_confirm", sa.Boolean(), nullable=False),
        sa.Column("asks", sa.Boolean(), nullable=False),
        sa.Column("answer", sa.Boolean(), nullable=True),
        sa.Column("answered_by_name", sa.String(length=120), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("recovered_on", sa.Date(), nullable=True),
        sa.Column("recovered_note", sa.String(length=300), nullable=False),
        sa.CheckConstraint("state <> 'counted' OR amount IS NOT NULL", name=op.f("ck_bonus_line_amount")),
        sa.CheckConstraint("amount IS NULL OR amount >= 0", name=op.f("ck_bonus_line_not_negative")),
        sa.CheckConstraint(
            "answer IS NULL OR (answered_by_name <> '' AND answered_on IS NOT NULL)", name=op.f("ck_bonus_line_answer")
        ),
        sa.CheckConstraint("recovered_on IS NULL OR state = 'counted'", name=op.f("ck_bonus_line_recovered")),
        sa.ForeignKeyConstraint(["list_id"], ["bonus_list.id"], name=op.f("fk_bonus_line_list_id")),
        sa.ForeignKeyConstraint(["nomination_id"], ["nomination.id"], name=op.f("fk_bonus_line_nomination_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bonus_line")),
        sa.UniqueConstraint("nomination_id", name=op.f("uq_bonus_line_nomination_id")),
    )
    op.create_index("ix_bonus_line_list_id_position", "bonus_line", ["list_id", "position"], unique=False)


def _certificate_tables() -> None:
    standing = sa.text("replaced_at IS NULL")
    op.create_table(
        "certificate",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("body_id", sa.Uuid(), nullable=False),
        sa.Column("conferral_id", sa.Uuid(), nullable=False),
        sa.Column("decision_id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("golden_number", sa.Integer(), nullable=True),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("subject", _enum("subject", "individual", "collective"), nullable=False),
        sa.Column("regime_id", sa.String(length=20), nullable=False),
        sa.Column("award_code", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("post", sa.String(length=120), nullable=False),
        sa.Column("unit_name", sa.String(length=300), nullable=False),
        sa.Column("achievement", sa.Text(), nullable=False),
        sa.Column("decision_number", sa.String(length=80), nullable=False),
        sa.Column("decision_on", sa.Date(), nullable=False),
        sa.Column("authority_line", sa.String(length=200), nullable=False),
        sa.Column("signer_post", sa.String(length=120), nullable=False),
        sa.Column("signer_name", sa.String(length=120), nullable=False),
        sa.Column("place", sa.String(length=80), nullable=False),
        sa.Column("replaces_id", sa.Uuid(), nullable=True),
        sa.Column("reissue_reason", _enum("reissuereason", "lost", "damaged", "wrong_text"), nullable=True),
        sa.Column("reissue_note", sa.String(length=500), nullable=False),
        sa.Column("replaced_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("issued_by_name", sa.String(length=120), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("search_text", sa.String(length=700), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("number > 0", name=op.f("ck_certificate_number")),
        sa.CheckConstraint("(replaces_id IS NULL) = (reissue_reason IS NULL)", name=op.f("ck_certificate_reissue")),
        sa.ForeignKeyConstraint(["body_id"], ["unit.id"], name=op.f("fk_certificate_body_id")),
        sa.ForeignKeyConstraint(["conferral_id"], ["conferral.id"], name=op.f("fk_certificate_conferral_id")),
        sa.ForeignKeyConstraint(["decision_id"], ["decision.id"], name=op.f("fk_certificate_decision_id")),
        sa.ForeignKeyConstraint(["replaces_id"], ["certificate.id"], name=op.f("fk_certificate_replaces_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certificate")),
        sa.UniqueConstraint("body_id", "year", "number", name=op.f("uq_certificate_body_id_year_number")),
    )
    op.create_index(
        "uq_certificate_standing",
        "certificate",
        ["conferral_id"],
        unique=True,
        sqlite_where=standing,
        postgresql_where=standing,
    )
    op.create_index("ix_certificate_decision_id", "certificate", ["decision_id"], unique=False)
    op.create_index("ix_certificate_replaces_id", "certificate", ["replaces_id"], unique=False)
    op.create_table(
        "certificate_layout",
        sa.Column("body_id", sa.Uuid(), nullable=False),
        sa.Column("width_mm", sa.Integer(), nullable=False),
        sa.Column("height_mm", sa.Integer(), nullable=False),
        sa.Column("border", _enum("border", "drawn", "on_paper"), nullable=False),
        sa.Column("authority_line", sa.String(length=200), nullable=False),
        sa.Column("signer_post", sa.String(length=120), nullable=False),
        sa.Column("signer_name", sa.String(length=120), nullable=False),
        sa.Column("place", sa.String(length=80), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "width_mm BETWEEN 148 AND 600 AND height_mm BETWEEN 105 AND 450", name=op.f("ck_certificate_layout_size")
        ),
        sa.CheckConstraint("authority_line <> '' AND signer_post <> ''", name=op.f("ck_certificate_layout_lines")),
        sa.ForeignKeyConstraint(["body_id"], ["unit.id"], name=op.f("fk_certificate_layout_body_id")),
        sa.PrimaryKeyConstraint("body_id", name=op.f("pk_certificate_layout")),
    )


def downgrade() -> None:
    op.drop_table("certificate_layout")
    op.drop_index("ix_certificate_replaces_id", table_name="certificate")
    op.drop_index("ix_certificate_decision_id", table_name="certificate")
    op.drop_index("uq_certificate_standing", table_name="certificate")
    op.drop_table("certificate")
    op.drop_index("ix_bonus_line_list_id_position", table_name="bonus_line")
    op.drop_table("bonus_line")
    op.drop_index("ix_bonus_list_body_id_year", table_name="bonus_list")
    op.drop_table("bonus_list")
