"""Every select on what is on record of people and units."""

from app.records.models import (
    Conferral,
    ConferralDetail,
    ConferralInitiative,
    DisciplinaryAction,
    Initiative,
    InitiativeAuthor,
    Leave,
    OpenCase,
)

__all__ = [
    "Conferral",
    "ConferralDetail",
    "ConferralInitiative",
    "DisciplinaryAction",
    "Initiative",
    "InitiativeAuthor",
    "Leave",
    "OpenCase",
]
