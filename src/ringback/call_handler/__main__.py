"""`python -m ringback.call_handler`: the call-handler on CALL_HANDLER_BIND and CALL_HANDLER_PORT."""

import sys

import uvicorn
from pydantic import ValidationError

from ringback.call_handler.settings import HandlerSettings
from ringback.kit import logs
from ringback.kit.settings import sentences


def main() -> None:
    try:
        settings = HandlerSettings()
    except ValidationError as error:
        sys.exit(sentences(error, HandlerSettings))
    logs.configure("call-handler", settings.log_dir)
    from ringback.call_handler.app import create_app
    from ringback.call_handler.capacity import make_room
    from ringback.call_handler.upgrade import Upgrading

    app = create_app(settings)
    make_room()
    uvicorn.run(
        app,
        host=settings.call_handler_bind,
        port=settings.call_handler_port,
        log_config=None,
        http=Upgrading,
        timeout_graceful_shutdown=4,
    )


if __name__ == "__main__":
    main()
