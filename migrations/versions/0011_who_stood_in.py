"""Who stood in for whom in a meeting, so that a pair changed later changes no meeting held"""

import sqlalchemy as sa
from alembic import op

revision = "0011_who_stood_in"
down_revision = "0010_files_from_below"
branch_labels = None
depends_on = None

_PAIR = sa.table("council_substitute", sa.column("member_id", sa.Uuid()), sa.column("stands_in_for_id", sa.Uuid()))
_CAME = sa.table("attendance", sa.column("meeting_id", sa.Uuid()), sa.column("member_id", sa.Uuid()))
_MEETING = sa.table("meeting", sa.column("id", sa.Uuid()), sa.column("status", sa.String()))


def upgrade() -> None:
    op.create_table(
        "stood_in",
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("stands_in_for_id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("member_id <> stands_in_for_id", name=op.f("ck_stood_in_another")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_stood_in_meeting_id")),
        sa.ForeignKeyConstraint(["member_id"], ["council_member.id"], name=op.f("fk_stood_in_member_id")),
        sa.ForeignKeyConstraint(["stands_in_for_id"], ["council_member.id"], name=op.f("fk_stood_in_stands_in_for_id")),
        sa.PrimaryKeyConstraint("meeting_id", "member_id", name=op.f("pk_stood_in")),
    )
    known = (
        sa.select(_CAME.c.meeting_id, _PAIR.c.member_id, _PAIR.c.stands_in_for_id)
        .join(_CAME, _CAME.c.member_id == _PAIR.c.member_id)
        .join(_MEETING, _MEETING.c.id == _CAME.c.meeting_id)
        .where(_MEETING.c.status != "planned")
    )
    new = sa.table("stood_in", sa.column("meeting_id"), sa.column("member_id"), sa.column("stands_in_for_id"))
    op.execute(sa.insert(new).from_select(["meeting_id", "member_id", "stands_in_for_id"], known))


def downgrade() -> None:
    """Go back to the pairs as they are now, which earlier programs read for meetings held too."""
    op.drop_table("stood_in")
