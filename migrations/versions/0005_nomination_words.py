"""Words of nominations: what a search looks up, filled from the search texts; indexes by unit and by person"""

import sqlalchemy as sa
from alembic import op

revision = "0005_nomination_words"
down_revision = "0004_classification_procedure"
branch_labels = None
depends_on = None

FILES_AT_ONCE = 2_000


def upgrade() -> None:
    word = op.create_table(
        "nomination_word",
        sa.Column("body_id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column(
            "word",
            sa.String(length=900).with_variant(sa.String(length=900, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["body_id", "year", "number"],
            ["nomination.body_id", "nomination.year", "nomination.number"],
            name=op.f("fk_nomination_word_body_id_year_number"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("body_id", "year", "word", "number", name=op.f("pk_nomination_word")),
        sqlite_with_rowid=False,
    )
    _fill(word)
    op.create_index(
        "ix_nomination_of_unit",
        "nomination",
        ["body_id", "year", "unit_id", "number", "status", "award_code", "subject", "channel", "campaign_id"],
        unique=False,
    )
    op.create_index("ix_nomination_of_person", "nomination", ["person_id", "year", "body_id", "number"], unique=False)
    op.drop_index("ix_nomination_person_id_year", table_name="nomination")


def _fill(word: sa.Table) -> None:
    """Write the words of the files that are there already, some thousand files at a time."""
    columns = (sa.column("id", sa.Uuid()), sa.column("body_id", sa.Uuid()), sa.column("year"), sa.column("number"))
    nomination = sa.table("nomination", *columns, sa.column("search_text"))
    some = sa.select(nomination).order_by(nomination.c.id).limit(FILES_AT_ONCE)
    connection = op.get_bind()
    files = connection.execute(some).all()
    while files:
        if rows := [row for file in files for row in _rows(file)]:
            connection.execute(sa.insert(word), rows)
        files = connection.execute(some.where(nomination.c.id > files[-1].id)).all()


def _rows(file: sa.Row) -> list[dict[str, object]]:
    key = {"body_id": file.body_id, "year": file.year, "number": file.number}
    return [{**key, "word": each} for each in sorted(set(file.search_text.split(" ")) - {""})]


def downgrade() -> None:
    op.create_index("ix_nomination_person_id_year", "nomination", ["person_id", "year"], unique=False)
    op.drop_index("ix_nomination_of_person", table_name="nomination")
    op.drop_index("ix_nomination_of_unit", table_name="nomination")
    op.drop_table("nomination_word")
