"""Kinds of units and people."""

from enum import StrEnum


class Authority(StrEnum):
    """The level up to which a unit's head confers awards."""

    NONE = "none"
    GRASSROOTS = "grassroots"
    PROVINCIAL = "provincial"
    MINISTERIAL = "ministerial"
    STATE = "state"


class UnitKind(StrEnum):
    """What a unit is in the machinery of government."""

    COMMITTEE = "committee"
    MINISTRY = "ministry"
    DEPARTMENT = "department"
    OFFICE = "office"
    DIVISION = "division"
    SUB_DEPARTMENT = "sub_department"
    CENTRE = "centre"
    OTHER = "other"


class Gender(StrEnum):
    """As on the identity card."""

    FEMALE = "female"
    MALE = "male"


class StaffGroup(StrEnum):
    """The groups that quotas and reports count apart."""

    LEADER = "leader"
    CIVIL_SERVANT = "civil_servant"
    PUBLIC_EMPLOYEE = "public_employee"
    CONTRACT = "contract"
