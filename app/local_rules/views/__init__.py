"""Pages of local rules."""

from app.documents import access
from app.local_rules import queries
from app.local_rules.views import editing, lists, papers, records
from app.local_rules.views.blueprint import bp

access.register("local_rule", queries.may_see)

__all__ = ["bp", "editing", "lists", "papers", "records"]
