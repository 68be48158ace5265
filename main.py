"""The call-handler as `uvicorn main:app --port 5002`. Everything is built when the server starts it."""

import sys

from pydantic import ValidationError

from ringback.call_handler.app import create_app
from ringback.call_handler.settings import HandlerSettings, sentences
from ringback.kit import logs

try:
    settings = HandlerSettings()
except ValidationError as error:
    sys.exit(sentences(error))
logs.configure("call-handler", settings.log_dir)
app = create_app(settings)
