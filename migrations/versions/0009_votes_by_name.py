"""Votes by name on items that are voted on openly"""

from uuid import uuid4

import sqlalchemy as sa
from alembic import op

revision = "0009_votes_by_name"
down_revision = "0008_bonuses_and_certificates"
branch_labels = None
depends_on = None


def _choice() -> sa.Enum:
    return sa.Enum("for", "against", "abstain", name="choice", native_enum=False, create_constraint=True, length=40)


def upgrade() -> None:
    op.create_table(
        "named_vote",
        sa.Column("item_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("choice", _choice(), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["agenda_item.id"], name=op.f("fk_named_vote_item_id")),
        sa.ForeignKeyConstraint(["member_id"], ["council_member.id"], name=op.f("fk_named_vote_member_id")),
        sa.PrimaryKeyConstraint("item_id", "member_id", name=op.f("pk_named_vote")),
        sqlite_with_rowid=False,
    )


_ITEM = sa.table("agenda_item", sa.column("id", sa.Uuid()), sa.column("method", sa.String()))
_NAMED = sa.table("named_vote", sa.column("item_id", sa.Uuid()), sa.column("choice", sa.String()))
_BALLOT = sa.table(
    "ballot", sa.column("id", sa.Uuid()), sa.column("item_id", sa.Uuid()), sa.column("choice", sa.String())
)
_EARLIER = sa.table(
    "earlier_vote", sa.column("item_id", sa.Uuid()), sa.column("round", sa.Integer()), sa.column("facts", sa.JSON())
)


def downgrade() -> None:
    """Go back to votes in secret alone: what was said by name lies in the urn, and counts as it did."""
    connection = op.get_bind()
    named = connection.execute(sa.select(_NAMED.c.item_id, _NAMED.c.choice)).all()
    if named:
        papers = [{"id": uuid4(), "item_id": item_id, "choice": choice} for item_id, choice in named]
        connection.execute(sa.insert(_BALLOT), papers)
    connection.execute(sa.update(_ITEM).where(_ITEM.c.method == "open").values(method="electronic"))
    for item_id, number, facts in connection.execute(sa.select(_EARLIER)).all():
        if facts["method"] == "open":
            this = (_EARLIER.c.item_id == item_id) & (_EARLIER.c.round == number)
            connection.execute(sa.update(_EARLIER).where(this).values(facts={**facts, "method": "electronic"}))
    op.drop_table("named_vote")
