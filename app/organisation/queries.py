"""Every select over units, people and memberships."""

from app.organisation.models import Membership, Person, Unit

__all__ = ["Membership", "Person", "Unit"]
