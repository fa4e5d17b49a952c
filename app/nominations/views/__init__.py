"""The pages about nominations."""

from app.documents import access
from app.nominations import queries
from app.nominations.views import batches, conditions, deciding, editing, files, listing, many_conditions, nominating
from app.nominations.views.blueprint import bp

access.register("nomination", queries.may_see)

__all__ = ["batches", "bp", "conditions", "deciding", "editing", "files", "listing", "many_conditions", "nominating"]
