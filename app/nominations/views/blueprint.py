"""The blueprint that every page about nominations hangs on."""

from flask import Blueprint

bp = Blueprint("nominations", __name__, url_prefix="/nominations")
