"""The Flask extensions; none of them knows a feature."""

from flask_babel import Babel
from flask_login import LoginManager
from flask_wtf import CSRFProtect

from app.web.language import HouseDomain

babel = Babel()
babel.domain_instance = HouseDomain()
csrf = CSRFProtect()
login_manager = LoginManager()
