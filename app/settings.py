"""Settings from the environment. The only module that reads ``os.environ``."""

from __future__ import annotations

import json
import os
import re
import secrets
import sys
from contextlib import suppress
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Literal
from urllib.parse import unquote

from pydantic import AliasChoices, Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT = Path(__file__).resolve().parent.parent
MIN_SECRET_LENGTH = 32
MIN_METRICS_TOKEN = 16
STORAGES = {
    "file": ("", ""),
    "s3": ("s3fs", "requirements-s3.txt"),
    "az": ("adlfs", "requirements-azure.txt"),
}  # kind of UPLOADS_URL -> library, where it is listed
WEAK_SECRETS = ("change", "secret", "default", "password", "example", "production", "jobmatch")


class InvalidSettings(SystemExit):
    """Ends the program with exit code 78 (configuration error); the one-line message went to stderr."""

    def __init__(self, message: str) -> None:
        super().__init__(78)
        self.message = message


class Settings(BaseSettings):
    """Each field is an environment variable of the same name in capitals, explained in ``.env.example``."""

    model_config = SettingsConfigDict(env_file=".env", extra="ignore", frozen=True, env_ignore_empty=True)

    env: Literal["development", "production", "test"] = Field("development", alias="JOBMATCH_ENV")
    token: SecretStr = Field(SecretStr(""), alias="JOBMATCH_TOKEN", max_length=2000)
    secret_key: SecretStr = SecretStr("")
    port: int = Field(5000, ge=1, le=65535)
    bind: str = "127.0.0.1"
    web_workers: int = Field(2, ge=1, le=64)
    web_threads: int = Field(16, ge=1, le=256)
    data_dir: Path = Path("data")
    models_dir: Path | None = None
    embedder: Literal["auto", "onnx", "sentence-transformers", "lexical"] = "auto"
    backup_dir: Path | None = None
    backup_keep: int = Field(14, ge=1, le=1000)
    database_url: str = ""
    redis_url: str = ""
    uploads_url: str = Field("", max_length=500)
    uploads_options: SecretStr = Field(SecretStr(""), max_length=5000)
    base_url: str = ""
    trusted_hosts: str = ""
    api_origins: str = ""
    proxy_count: int = Field(0, ge=0, le=5)
    cookie_secure: bool | None = None
    mail_server: str = ""
    mail_port: int = Field(25, ge=1, le=65535)
    mail_username: str = ""
    mail_password: SecretStr = SecretStr("")
    mail_use_tls: bool = False
    mail_use_ssl: bool = False
    mail_sender: str = "JobMatch <no-reply@localhost>"
    default_language: Literal["en", "fr"] = "en"
    default_timezone: str = "Africa/Tunis"
    max_cv_mb: int = Field(5, ge=1, le=50)
    guest_hours: int = Field(24, ge=1, le=720)
    heartbeat_seconds: float = Field(30, gt=0, le=600)
    schedule_sources: bool = True
    host_pause: float = Field(2, ge=0, le=60)
    outgoing_contact: str = Field("", pattern=r"^$|^https?://[\x21-\x7e]+$|^[\x21-\x7e]+@[\x21-\x7e]+$")
    outgoing_proxy: str = Field("", pattern=r"^$|^http://[A-Za-z0-9.-]+:[0-9]{1,5}$")
    outgoing_routes: str = ""
    browser_fallback: bool = False
    llm_engine: Literal["", "none", "groq", "openai"] = ""
    llm_base_url: str = Field("", max_length=300, pattern=r"^$|^https?://[\x21-\x7e]+$")
    llm_api_key: SecretStr = Field(SecretStr(""), max_length=500)
    groq_api_key: SecretStr = Field(
        SecretStr(""), max_length=500, validation_alias=AliasChoices("GROQ_API_KEY", "ATS_API_KEY")
    )
    llm_model: str = Field("", max_length=120)
    llm_vision_model: str = Field("", max_length=120)
    metrics_token: SecretStr = Field(SecretStr(""), max_length=500)
    metrics_port: int = Field(0, ge=0, le=65535)
    otel_exporter_otlp_endpoint: str = Field("", max_length=300, pattern=r"^$|^https?://[\x21-\x7e]+$")
    otel_exporter_otlp_headers: SecretStr = Field(SecretStr(""), max_length=2000)
    otel_service_name: str = Field("jobmatch", pattern=r"^[A-Za-z0-9_.-]{1,60}$")
    otel_traces_sampler_arg: float = Field(1.0, ge=0, le=1)
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    log_format: Literal["console", "json"] = "console"
    rate_limits: bool = True

    @field_validator("data_dir")
    @classmethod
    def _absolute(cls, value: Path) -> Path:
        return value.expanduser().resolve()

    @field_validator("uploads_url")
    @classmethod
    def _names_a_storage(cls, value: str) -> str:
        if not value:
            return value
        kind, _, place = value.partition("://")
        if kind not in STORAGES or not place.strip("/") or (kind == "file" and not place.startswith("/")):
            raise ValueError("must be like file:///srv/uploads, s3://bucket/folder or az://container/folder")
        library, wanted = STORAGES[kind]
        if library and find_spec(library) is None:
            raise ValueError(f"this storage needs {library}: pip install -r {wanted}")
        return value

    @field_validator("uploads_options")
    @classmethod
    def _is_an_object(cls, value: SecretStr) -> SecretStr:
        try:
            given = json.loads(value.get_secret_value() or "{}")
        except ValueError:
            given = None
        if not isinstance(given, dict):
            raise ValueError('must be a JSON object, such as {"key": "...", "secret": "..."}')
        return value

    @field_validator("base_url")
    @classmethod
    def _no_trailing_slash(cls, value: str) -> str:
        if value and not value.startswith(("http://", "https://")):
            raise ValueError("must start with http:// or https://")
        return value.rstrip("/")

    @field_validator("metrics_token")
    @classmethod
    def _long_or_none(cls, value: SecretStr) -> SecretStr:
        if 0 < len(value.get_secret_value()) < MIN_METRICS_TOKEN:
            raise ValueError(f"is shorter than {MIN_METRICS_TOKEN} characters")
        return value

    @field_validator("outgoing_routes")
    @classmethod
    def _names_places(cls, value: str) -> str:
        if not re.fullmatch(r"(?:[a-z0-9.-]+=[A-Za-z0-9.-]+:[0-9]{1,5}(?:,|$))*", value):
            raise ValueError("must be like api.example.org=127.0.0.1:8000,www.example.org=127.0.0.1:8000")
        return value

    @model_validator(mode="after")
    def _production_is_safe(self) -> Settings:
        if self.is_production:
            _require_strong_secret(self.secret_key.get_secret_value())
            if not self.base_url:
                raise ValueError("BASE_URL must be set in production (links in mails are made from it)")
            if self.outgoing_routes:
                raise ValueError("OUTGOING_ROUTES is for tests and development: it opens private networks")
            if self.host_pause < 1:
                raise ValueError("HOST_PAUSE must be at least 1 second in production")
        return self

    @property
    def outgoing_route_map(self) -> dict[str, str]:
        """Host -> "127.0.0.1:8000"."""
        return dict(each.split("=", 1) for each in self.outgoing_routes.split(",") if each)

    @property
    def storage_options(self) -> dict[str, Any]:
        """What fsspec's file system is made with, beside what its library finds in the environment."""
        given: dict[str, Any] = json.loads(self.uploads_options.get_secret_value() or "{}")
        return given

    @property
    def backup_folder(self) -> Path:
        return (self.backup_dir or self.data_dir / "backups").expanduser().resolve()

    @property
    def models_folder(self) -> Path:
        return (self.models_dir or ROOT / ".cache" / "models").expanduser().resolve()

    @property
    def otel_headers(self) -> dict[str, str]:
        """As OpenTelemetry writes them: name=value pairs, values encoded as in addresses."""
        pairs = (
            each.partition("=") for each in self.otel_exporter_otlp_headers.get_secret_value().split(",")
        )
        return {name.strip(): unquote(value.strip()) for name, _equals, value in pairs if name.strip()}

    @property
    def is_production(self) -> bool:
        return self.env == "production"

    @cached_property
    def signing_key(self) -> str:
        """In development without SECRET_KEY, one random key kept in the data folder, so that web
        processes agree and a restart keeps people signed in."""
        given = self.secret_key.get_secret_value()
        return given or _kept_development_key(self.data_dir / "development-secret-key")

    @property
    def site_url(self) -> str:
        return self.base_url or f"http://localhost:{self.port}"

    @property
    def hosts(self) -> list[str]:
        """Host names this site answers to: those of TRUSTED_HOSTS and of BASE_URL, and in
        development the names of this computer."""
        named = [host.strip() for host in self.trusted_hosts.split(",") if host.strip()]
        own = self.site_url.split("//", 1)[1].split("/", 1)[0].rsplit(":", 1)[0]
        local = [] if self.is_production else ["localhost", "127.0.0.1", "[::1]"]
        return list(dict.fromkeys([*named, own, *local]))

    @property
    def allowed_origins(self) -> list[str]:
        """Other sites whose scripts may call the API, such as https://jobs.example.org."""
        return self.api_origins.replace(",", " ").split()

    @property
    def sqlalchemy_url(self) -> str:
        if not self.database_url:
            return f"sqlite:///{self.data_dir / 'jobmatch.db'}"
        for prefix in ("postgres://", "postgresql://"):
            if self.database_url.startswith(prefix):
                return "postgresql+psycopg://" + self.database_url[len(prefix) :]
        return self.database_url

    @property
    def sends_cookies_over_https_only(self) -> bool:
        return self.site_url.startswith("https://") if self.cookie_secure is None else self.cookie_secure


def metrics_folder() -> Path | None:
    """Where the processes of this server count together: gunicorn's configuration says so to its children, and
    the library that counts reads the same variable. None elsewhere."""
    named = os.environ.get("PROMETHEUS_MULTIPROC_DIR", "")
    return Path(named) if named else None


def load_settings() -> Settings:
    """Raises InvalidSettings with a one-line reason for the first wrong value."""
    try:
        return Settings()  # type: ignore[call-arg]
    except ValidationError as error:
        first = error.errors()[0]
        name = str(first["loc"][0]).upper() if first["loc"] else ""
        reason = str(first["msg"]).removeprefix("Value error, ")
        message = f"jobmatch: {name + ': ' if name else ''}{reason}"
        sys.stderr.write(message + "\n")
        raise InvalidSettings(message) from None


def _require_strong_secret(key: str) -> None:
    hint = 'set it to the output of: python -c "import secrets; print(secrets.token_hex(32))"'
    if not key:
        raise ValueError(f"SECRET_KEY is missing; {hint}")
    if len(key) < MIN_SECRET_LENGTH:
        raise ValueError(f"SECRET_KEY is shorter than {MIN_SECRET_LENGTH} characters; {hint}")
    if len(set(key)) < 10 or any(word in key.lower() for word in WEAK_SECRETS):
        raise ValueError(f"SECRET_KEY looks like a default; {hint}")


def _kept_development_key(path: Path) -> str:
    if path.exists():
        return path.read_text().strip()
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_suffix(f".{secrets.token_hex(4)}")
    draft.touch(mode=0o600)
    draft.write_text(secrets.token_hex(32))
    with suppress(FileExistsError):  # the first process wins; the others read its key
        path.hardlink_to(draft)
    draft.unlink()
    return path.read_text().strip()
