"""The address under which the pages of bonuses live."""

from flask import Blueprint

bp = Blueprint("bonuses", __name__, url_prefix="/bonuses")
