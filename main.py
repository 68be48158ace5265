"""The call-handler as `uvicorn main:app --port 5002`. Everything is built when the server starts it."""

import sys

from pydantic import ValidationError

from ringback.call_handler.app import create_app
from ringback.call_handler.capacity import make_room
from ringback.call_handler.settings import HandlerSettings
from ringback.call_handler.upgrade import teach_uvicorn
from ringback.kit import logs
from ringback.kit.settings import sentences

try:
    settings = HandlerSettings()
except ValidationError as error:
    sys.exit(sentences(error, HandlerSettings))
logs.configure("call-handler", settings.log_dir)
teach_uvicorn()
app = create_app(settings)
make_room()
