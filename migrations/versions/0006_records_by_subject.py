"""Levels and registrations by person and by unit: what a verdict asks, whatever the number of years on record"""

from alembic import op

revision = "0006_records_by_subject"
down_revision = "0005_nomination_words"
branch_labels = None
depends_on = None

INDEXES = (
    ("ix_classification_person_id_year", "classification", ["person_id", "year"]),
    ("ix_classification_collective_id_year", "classification", ["collective_id", "year"]),
    ("ix_registration_person_id_year", "registration", ["person_id", "year"]),
    ("ix_registration_collective_id_year", "registration", ["collective_id", "year"]),
)


def upgrade() -> None:
    for name, table, columns in INDEXES:
        op.create_index(name, table, columns, unique=False)


def downgrade() -> None:
    for name, table, _columns in reversed(INDEXES):
        op.drop_index(name, table_name=table)
