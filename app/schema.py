"""Every table of every feature, so that migrations see one metadata."""

from app.accounts import models as accounts
from app.audit import models as audit
from app.bonuses import models as bonuses
from app.campaigns import models as campaigns
from app.certificates import models as certificates
from app.classification import models as classification
from app.core import installation
from app.core.database import Base
from app.council import models as council
from app.decisions import models as decisions
from app.documents import models as documents
from app.leadership_review import models as leadership_review
from app.local_rules import models as local_rules
from app.nominations import models as nominations
from app.organisation import models as organisation
from app.records import models as records
from app.registrations import models as registrations

metadata = Base.metadata

__all__ = [
    "accounts",
    "audit",
    "bonuses",
    "campaigns",
    "certificates",
    "classification",
    "council",
    "decisions",
    "documents",
    "installation",
    "leadership_review",
    "local_rules",
    "metadata",
    "nominations",
    "organisation",
    "records",
    "registrations",
]
