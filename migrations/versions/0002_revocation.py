"""Revocation: decisions that amend or revoke, awards taken away, papers kept as they were signed"""

import sqlalchemy as sa
from alembic import op

revision = "0002_revocation"
down_revision = "0001_begin"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Only new tables and plain new columns: SQLite then never rebuilds a table that others point to.
    op.add_column("decision", sa.Column("printed", sa.JSON(), nullable=True))
    op.add_column("proposal_letter", sa.Column("printed", sa.JSON(), nullable=True))
    op.create_table(
        "decision_change",
        sa.Column("decision_id", sa.Uuid(), nullable=False),
        sa.Column("target_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("amendment", "revocation", name="changekind", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("is_whole", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("rule_id", sa.String(length=60), nullable=False),
        sa.Column("legal_basis", sa.Text(), nullable=False),
        sa.Column("new_title", sa.String(length=500), nullable=False),
        sa.Column("new_text", sa.Text(), nullable=False),
        sa.CheckConstraint("decision_id <> target_id", name=op.f("ck_decision_change_another")),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_decision_change_reason")),
        sa.CheckConstraint(
            "kind = 'amendment' OR (new_title = '' AND new_text = '')", name=op.f("ck_decision_change_revokes_only")
        ),
        sa.ForeignKeyConstraint(["decision_id"], ["decision.id"], name=op.f("fk_decision_change_decision_id")),
        sa.ForeignKeyConstraint(["target_id"], ["decision.id"], name=op.f("fk_decision_change_target_id")),
        sa.PrimaryKeyConstraint("decision_id", name=op.f("pk_decision_change")),
    )
    op.create_index("ix_decision_change_target_id", "decision_change", ["target_id"], unique=False)

    op.create_table(
        "decision_change_item",
        sa.Column("decision_id", sa.Uuid(), nullable=False),
        sa.Column("nomination_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("old_name", sa.String(length=300), nullable=False),
        sa.Column("old_post", sa.String(length=120), nullable=False),
        sa.Column("old_unit_name", sa.String(length=300), nullable=False),
        sa.Column("new_name", sa.String(length=300), nullable=False),
        sa.Column("new_post", sa.String(length=120), nullable=False),
        sa.Column("new_unit_name", sa.String(length=300), nullable=False),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["decision_change.decision_id"], name=op.f("fk_decision_change_item_decision_id")
        ),
        sa.ForeignKeyConstraint(
            ["nomination_id"], ["nomination.id"], name=op.f("fk_decision_change_item_nomination_id")
        ),
        sa.PrimaryKeyConstraint("decision_id", "nomination_id", name=op.f("pk_decision_change_item")),
    )
    op.create_index("ix_decision_change_item_nomination_id", "decision_change_item", ["nomination_id"], unique=False)

    op.create_table(
        "conferral_revocation",
        sa.Column("conferral_id", sa.Uuid(), nullable=False),
        sa.Column("decision_id", sa.Uuid(), nullable=True),
        sa.Column("decided_by_name", sa.String(length=300), nullable=False),
        sa.Column("decision_number", sa.String(length=80), nullable=False),
        sa.Column("decision_on", sa.Date(), nullable=False),
        sa.CheckConstraint("decision_number <> ''", name=op.f("ck_conferral_revocation_number")),
        sa.ForeignKeyConstraint(["conferral_id"], ["conferral.id"], name=op.f("fk_conferral_revocation_conferral_id")),
        sa.ForeignKeyConstraint(["decision_id"], ["decision.id"], name=op.f("fk_conferral_revocation_decision_id")),
        sa.PrimaryKeyConstraint("conferral_id", name=op.f("pk_conferral_revocation")),
    )
    op.create_index("ix_conferral_revocation_decision_id", "conferral_revocation", ["decision_id"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_conferral_revocation_decision_id", table_name="conferral_revocation")
    op.drop_table("conferral_revocation")
    op.drop_index("ix_decision_change_item_nomination_id", table_name="decision_change_item")
    op.drop_table("decision_change_item")
    op.drop_index("ix_decision_change_target_id", table_name="decision_change")
    op.drop_table("decision_change")
    op.drop_column("proposal_letter", "printed")
    op.drop_column("decision", "printed")
