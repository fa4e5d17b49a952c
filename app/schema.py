"""Every table of every feature, so that migrations see one metadata."""

from app.accounts import models as accounts
from app.audit import models as audit
from app.campaigns import models as campaigns
from app.classification import models as classification
from app.core import installation
from app.core.database import Base
from app.council import models as council
from app.decisions import models as decisions
from app.documents import models as documents
from app.leadership_review import models as leadership_review
from app.nominations import models as nominations
from app.organisation import models as organisation

metadata = Base.metadata

__all__ = [
    "accounts",
    "audit",
    "campaigns",
    "classification",
    "council",
    "decisions",
    "documents",
    "installation",
    "leadership_review",
    "metadata",
    "nominations",
    "organisation",
]
