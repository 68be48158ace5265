"""`python -m ringback.sandbox`: the practice network on loopback."""

import sys

import uvicorn
from pydantic import ValidationError

from ringback.kit import logs
from ringback.kit.errors import SettingsError
from ringback.kit.settings import sentences
from ringback.sandbox.settings import SandboxSettings
from ringback.sandbox.voice.extra import load


def main() -> None:
    try:
        settings = SandboxSettings()
        load("numpy")
        from ringback.sandbox.app import create_app

        logs.configure("sandbox", settings.log_dir)
        app = create_app(settings)
    except ValidationError as error:
        sys.exit(sentences(error, SandboxSettings))
    except SettingsError as error:
        sys.exit(error.detail)
    uvicorn.run(app, host="127.0.0.1", port=settings.port, log_config=None, timeout_graceful_shutdown=2)


if __name__ == "__main__":
    main()
