"""The pages about certificates."""

from app.certificates import lent
from app.certificates.views import certificates, issuing, layout, register
from app.certificates.views.blueprint import bp

__all__ = ["bp", "certificates", "issuing", "layout", "lent", "register"]
