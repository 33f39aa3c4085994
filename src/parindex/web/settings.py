"""Settings of the site: one module for every size, all differences in the environment.

==========================  =============================================  ==========================================
variable                    says                                           without it
==========================  =============================================  ==========================================
``PARINDEX_DATA``           folder of what the site writes                 ``var`` in the current folder
``PARINDEX_DATABASE_URL``   ``postgresql://user:password@host:5432/name``  SQLite in the data folder
                            or ``sqlite:///folder/file``
``PARINDEX_SECRET_KEY``     key that signs what the site hands out         made at the first start, kept in the data
                                                                           folder
``PARINDEX_HOSTS``          names under which the site is reached,         ``localhost,127.0.0.1,[::1]``
                            separated by commas
``PARINDEX_HTTPS``          ``1`` behind a server that ends HTTPS          plain HTTP
``PARINDEX_DEBUG``          ``1`` shows errors in full; never in public    off
==========================  =============================================  ==========================================
"""

from __future__ import annotations

import hashlib
import os
import secrets
from importlib.metadata import version
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

WEB = Path(__file__).resolve().parent
KEY_FILE = "secret.key"


def is_on(name: str) -> bool:
    """Whether a switch of the environment is set to 1."""
    return os.environ.get(name) == "1"


def secret_key(folder: Path) -> str:
    """The key of this site: from the environment, else from the data folder, made there at the first start.

    Where the folder does not exist nothing is written and the key lives as long as the process.
    """
    given = os.environ.get("PARINDEX_SECRET_KEY")
    if given:
        return given
    fresh = secrets.token_urlsafe(50)
    if not folder.is_dir():
        return fresh
    file = folder / KEY_FILE
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return file.read_text(encoding="ascii")
    with os.fdopen(descriptor, "w", encoding="ascii") as stream:
        stream.write(fresh)
    return fresh


def database(address: str, folder: Path) -> dict[str, object]:
    """The database that an address names; an empty address is SQLite in the data folder.

    SQLite writes ahead (readers never wait for the writer) and takes its lock when a transaction begins, so that two
    processes wait for each other instead of failing halfway.

    Raises:
        ImproperlyConfigured: The address is of another kind of database.
    """
    parts = urlsplit(address)
    if parts.scheme in {"", "sqlite"}:
        file = unquote(parts.path.removeprefix("/")) if address else str(folder / "parindex.sqlite3")
        pragmas = "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA foreign_keys=ON;"
        options = {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": pragmas}
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": file, "OPTIONS": options}
    if parts.scheme in {"postgres", "postgresql"}:
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path.removeprefix("/")),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": parts.hostname or "",
            "PORT": str(parts.port or ""),
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,
            "OPTIONS": dict(parse_qsl(parts.query)),
        }
    raise ImproperlyConfigured(f"PARINDEX_DATABASE_URL: {parts.scheme} is neither sqlite nor postgresql")


def static_version() -> str:
    """A short hash of everything under ``static``: it stands in the addresses, so browsers may keep them for ever."""
    folder = WEB / "ui/static"
    files = sorted(file for file in folder.rglob("*") if file.is_file())
    content = [hashlib.sha256(file.read_bytes()).hexdigest() for file in files]
    return hashlib.sha256("".join([version("django-htmx"), *content]).encode()).hexdigest()[:12]


DATA = Path(os.environ.get("PARINDEX_DATA") or "var").absolute()
DEBUG = is_on("PARINDEX_DEBUG")
SECRET_KEY = secret_key(DATA)
ALLOWED_HOSTS = [
    host.strip()
    for host in (os.environ.get("PARINDEX_HOSTS") or "localhost,127.0.0.1,[::1]").split(",")
    if host.strip()
]

INSTALLED_APPS = [
    "django.contrib.staticfiles",
    "django_htmx",
    "parindex.web.ui",
    "parindex.web.units",
    "parindex.web.criteria",
    "parindex.web.results",
    "parindex.web.publications",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "parindex.web.ui.headers.SecurityHeadersMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]
ROOT_URLCONF = "parindex.web.urls"
WSGI_APPLICATION = "parindex.web.wsgi.application"
APPEND_SLASH = False  # the address of a figure is its key, which ends in no slash
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "parindex.web.ui.context.site",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "parindex.web.ui.templatetags.parindex",
                "parindex.web.publications.templatetags.published",
            ],
        },
    }
]

DATABASES = {"default": database(os.environ.get("PARINDEX_DATABASE_URL", ""), DATA)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LOCALE_PATHS = [WEB / "locale"]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True

STATIC_URL = f"/static/{static_version()}/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
WHITENOISE_IMMUTABLE_FILE_TEST = rf"^{STATIC_URL}"

# The main menu: URL name and words. It stands here because the base template may not know the apps above it.
NAVIGATION = [
    ("publications:list", _("Publications")),
    ("publications:rankings", _("Rankings")),
    ("publications:units", _("Units")),
    ("publications:compare", _("Compare")),
    ("criteria:list", _("Criteria sets")),
    ("publications:method", _("How it is computed")),
]
# Pages whose address lies elsewhere than the menu item to which they belong.
NAVIGATION_OF = {
    "publications:ranking": "publications:rankings",
    "publications:result": "publications:units",
    "publications:figure": "publications:units",
}
SEARCH = "publications:search"
# The example on the front page: a result that opens, and a figure below it. Left out where it is not visible.
SHOWCASE = ("ha-noi/2023/province-2022-by-domain", "ha-noi/2023/province-2022/1.7")
FOOTER_DATA = [
    ("publications:data", _("Download CSV, XLSX and JSON, with SHA-256")),
    ("publications:api", _("Interface for programs")),
]
FOOTER_HELP = [("publications:accessibility", _("Accessibility"))]

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
if is_on("PARINDEX_HTTPS"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "loggers": {
        "django": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        "parindex": {"handlers": ["console"], "level": "INFO", "propagate": False},
    },
}
