"""The Flask extensions, unbound; ``app.factory`` binds them."""

from __future__ import annotations

from flask_babel import Babel
from flask_limiter import Limiter
from flask_login import LoginManager
from flask_mailman import Mail
from flask_migrate import Migrate
from flask_sqlalchemy import SQLAlchemy
from flask_wtf import CSRFProtect
from sqlalchemy.exc import DBAPIError

from app.logs import get_logger
from app.models.base import Base

log = get_logger("database")
db = SQLAlchemy(metadata=Base.metadata)  # models derive from our own Base, not from db.Model
migrate = Migrate(render_as_batch=True, compare_type=True)
login_manager = LoginManager()
csrf = CSRFProtect()
babel = Babel()
limiter = Limiter(key_func=lambda: "", headers_enabled=True)
mail = Mail()


def forget_lost_connection(_error: BaseException | None) -> None:
    """A database that went away after the answer was made is no reason to withhold the answer."""
    try:
        db.session.remove()
    except DBAPIError as error:
        log.warning("the connection to the database was lost at the end", error=type(error).__name__)
