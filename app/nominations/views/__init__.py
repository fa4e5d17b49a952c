"""The pages about nominations."""

from app.documents import access
from app.nominations import queries
from app.nominations.views import (
    batches,
    conditions,
    deciding,
    editing,
    excess,
    files,
    lent,
    listing,
    many_conditions,
    nominating,
    standing,
)
from app.nominations.views.blueprint import bp

access.register("nomination", queries.may_see)

__all__ = [
    "batches",
    "bp",
    "conditions",
    "deciding",
    "editing",
    "excess",
    "files",
    "lent",
    "listing",
    "many_conditions",
    "nominating",
    "standing",
]
