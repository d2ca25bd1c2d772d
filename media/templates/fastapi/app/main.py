"""The application that uvicorn starts: `uvicorn @@package@@.main:app`."""

import logging

from .application import create_app
from .logs import configure_logging
from .settings import SettingsError, load_settings

try:
    settings = load_settings()
except SettingsError as error:
    configure_logging("INFO", "json")
    logging.getLogger(__name__).critical("%s", error)
    raise SystemExit(2) from None

configure_logging(
    settings.log_level, settings.log_format, settings.google_cloud_project
)
app = create_app(settings)
