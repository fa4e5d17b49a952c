"""The blueprint that the views of records share."""

from flask import Blueprint

bp = Blueprint("records", __name__, url_prefix="/records")
