"""Files that came from a body below are marked: lists and reports ask it of every file, along their indexes"""

import sqlalchemy as sa
from alembic import op

revision = "0010_files_from_below"
down_revision = "0009_votes_by_name"
branch_labels = None
depends_on = None

INDEXES = {
    "ix_nomination_of_unit": [
        "body_id",
        "year",
        "unit_id",
        "number",
        "status",
        "award_code",
        "subject",
        "channel",
        "campaign_id",
    ],
    "ix_nomination_figures": [
        "unit_id",
        "year",
        "award_code",
        "regime_id",
        "subject",
        "channel",
        "to_unit_id",
        "campaign_kind",
        "status",
        "campaign_id",
    ],
}


def upgrade() -> None:
    op.add_column("nomination", sa.Column("from_below", sa.Boolean(), nullable=False, server_default=sa.false()))
    _mark()
    _build_indexes("from_below")


def _mark() -> None:
    """Mark what arrived, and whatever stands in the place of such a file, however often it was lowered."""
    nomination = sa.table("nomination", sa.column("id", sa.Uuid()), sa.column("from_below", sa.Boolean()))
    link = sa.table(
        "nomination_link", sa.column("nomination_id", sa.Uuid()), sa.column("from_id", sa.Uuid()), sa.column("kind")
    )
    arrived = sa.select(link.c.nomination_id).where(link.c.kind == "arrived").cte("came", recursive=True)
    lowered = sa.select(link.c.nomination_id).join(arrived, link.c.from_id == arrived.c.nomination_id)
    came = arrived.union(lowered.where(link.c.kind == "lowered"))
    op.execute(
        sa.update(nomination).where(nomination.c.id.in_(sa.select(came.c.nomination_id))).values(from_below=True)
    )


def _build_indexes(*more: str) -> None:
    for name, columns in INDEXES.items():
        op.drop_index(name, table_name="nomination")
        op.create_index(name, "nomination", [*columns, *more], unique=False)


def downgrade() -> None:
    _build_indexes()
    op.drop_column("nomination", "from_below")
