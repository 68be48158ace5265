"""`python -m ringback.engine`: the engine on loopback."""

import gc
import socket
import sys

import uvicorn
from pydantic import ValidationError

from ringback.engine.journal import Journal
from ringback.engine.settings import EngineSettings
from ringback.kit import logs
from ringback.kit.errors import RingbackError
from ringback.kit.settings import sentences


class Server(uvicorn.Server):
    """Ends event streams before it waits for open connections."""

    def __init__(self, config: uvicorn.Config, journal: Journal) -> None:
        super().__init__(config)
        self._journal = journal

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._journal.close()
        await super().shutdown(sockets)


def main() -> None:
    try:
        settings = EngineSettings()
        logs.configure("engine", settings.log_dir)
        from ringback.engine.app import create_app

        app = create_app(settings)
    except ValidationError as error:
        sys.exit(sentences(error, EngineSettings))
    except RingbackError as error:
        sys.exit(error.detail)
    gc.collect()
    gc.freeze()  # what is loaded now stays: no turn waits for a look through it
    config = uvicorn.Config(
        app,
        host="127.0.0.1",
        port=settings.engine_port,
        log_config=None,
        ws_max_size=64 * 1024,
        timeout_graceful_shutdown=2,
    )
    Server(config, app.state.journal).run()


if __name__ == "__main__":
    main()
