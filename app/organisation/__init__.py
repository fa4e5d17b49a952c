"""Units, people and memberships: who belongs where and when."""
