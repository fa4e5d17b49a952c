"""The blueprint that the views of the organisation share."""

from flask import Blueprint

bp = Blueprint("organisation", __name__, url_prefix="/organisation")
