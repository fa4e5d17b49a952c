"""The blueprint on which the views of the council hang."""

from flask import Blueprint

bp = Blueprint("council", __name__, url_prefix="/councils")
