"""The services as processes under one parent: started together, ended together, also when one of them dies.

Rules:
1. While keys are missing the practice network is the other end of both wires, with credentials made for this
   start alone.
2. A service starts in its own session, so that Ctrl-C reaches only the parent, which ends them in order: the engine
   first, then the call-handler (it hangs up what is in progress), the practice network last.
3. A child outlives its parent by nothing: where the system allows it, the kernel ends it.
"""

import asyncio
import contextlib
import ctypes
import os
import secrets
import signal
import socket
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import httpx2
from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

from ringback.kit.errors import SettingsError

READY_SECONDS = 120.0
GRACE_SECONDS = 8.0
_KEYS = ("OPENAI_API_KEY", "TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN", "TWILIO_PHONE_NUMBER")


class LaunchSettings(BaseSettings):
    """What the launcher itself reads; everything else reaches the services through their environment."""

    model_config = SettingsConfigDict(env_file=".env", extra="ignore")

    engine_port: int = Field(default=8000, ge=1, le=65535)
    call_handler_port: int = Field(default=5002, ge=1, le=65535)
    sandbox_port: int = Field(default=5003, ge=1, le=65535, description="Port of the practice network.")
    default_language: str = "he"
    openai_api_key: SecretStr = SecretStr("")
    twilio_account_sid: str = ""
    twilio_auth_token: SecretStr = SecretStr("")
    twilio_phone_number: str = ""

    def missing_keys(self) -> list[str]:
        """Names of the keys a real call needs and that are not set."""
        return [key for key in _KEYS if not _plain(getattr(self, key.lower()))]


def _plain(value: str | SecretStr) -> str:
    return value.get_secret_value() if isinstance(value, SecretStr) else value


@dataclass(frozen=True, slots=True)
class Service:
    name: str
    module: str
    port: int

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"


def practice(engine: int, call_handler: int, sandbox: int) -> LaunchSettings:
    """On these ports, with the practice network, whatever keys the environment holds."""
    ports = {"engine_port": engine, "call_handler_port": call_handler, "sandbox_port": sandbox}
    return LaunchSettings.model_validate({**ports, **{key.lower(): "" for key in _KEYS}})


def services(settings: LaunchSettings) -> list[Service]:
    """In the order they start: the practice network (only while keys are missing), the call-handler, the engine."""
    practice = [Service("practice network", "ringback.sandbox", settings.sandbox_port)]
    return [
        *(practice if settings.missing_keys() else []),
        Service("call-handler", "ringback.call_handler", settings.call_handler_port),
        Service("engine", "ringback.engine", settings.engine_port),
    ]


def environment(settings: LaunchSettings) -> dict[str, str]:
    """What the services must share and a person need not set: ports, one token, practice addresses."""
    handler = f"http://127.0.0.1:{settings.call_handler_port}"
    shared = {
        "ENGINE_PORT": str(settings.engine_port),
        "CALL_HANDLER_PORT": str(settings.call_handler_port),
        "SANDBOX_PORT": str(settings.sandbox_port),
        "CALL_HANDLER_HOST": handler,
        "ENGINE_URL": f"http://127.0.0.1:{settings.engine_port}",
        "CALL_HANDLER_TOKEN": os.environ.get("CALL_HANDLER_TOKEN") or secrets.token_urlsafe(24),
    }
    if settings.missing_keys():
        sandbox = f"http://127.0.0.1:{settings.sandbox_port}"
        shared |= {
            "TWILIO_ACCOUNT_SID": f"AC{secrets.token_hex(16)}",
            "TWILIO_AUTH_TOKEN": secrets.token_hex(16),
            "TWILIO_PHONE_NUMBER": "+97233760000",
            "TWILIO_API_BASE_URL": sandbox,
            "OPENAI_API_KEY": f"practice-{secrets.token_hex(16)}",
            "OPENAI_BASE_URL": f"{sandbox}/v1",
            "PUBLIC_BASE_URL": handler,
            "PRACTICE_URL": sandbox,
            "MISSING_KEYS": ",".join(settings.missing_keys()),
            "VOICE_URL": f"{handler}/twilio/voice",
            "VOICE_STATUS_URL": f"{handler}/twilio/status",
        }
    return shared


class Network:
    """The running services. `async with Network(settings) as network:` is up; leaving the block ends them all."""

    def __init__(self, settings: LaunchSettings, extra: Mapping[str, str] | None = None) -> None:
        self._services = services(settings)
        self._env = {**os.environ, **environment(settings), **(extra or {}), "PYTHONUNBUFFERED": "1"}
        self._children: list[tuple[Service, asyncio.subprocess.Process]] = []

    async def __aenter__(self) -> "Network":
        for service in self._services:
            _refuse_busy(service)
        try:
            for service in self._services:
                self._children.append((service, await self._spawn(service)))
            async with asyncio.timeout(READY_SECONDS):
                await asyncio.gather(*(self._ready(service, child) for service, child in self._children))
        except BaseException:
            await self.stop()
            raise
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    async def _spawn(self, service: Service) -> asyncio.subprocess.Process:
        return await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            service.module,
            env=self._env,
            stdin=asyncio.subprocess.DEVNULL,
            start_new_session=True,
            preexec_fn=_end_with_parent if sys.platform == "linux" else None,
        )

    async def _ready(self, service: Service, child: asyncio.subprocess.Process) -> None:
        async with httpx2.AsyncClient() as client:
            while child.returncode is None:
                with contextlib.suppress(httpx2.TransportError):
                    if (await client.get(f"{service.url}/health")).is_success:
                        return
                await asyncio.sleep(0.05)
        raise Died(service, child.returncode)

    async def watch(self) -> None:
        """Returns never; raises `Died` as soon as one service has ended by itself."""
        waits = {asyncio.ensure_future(child.wait()): service for service, child in self._children}
        try:
            done, _ = await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
            first = done.pop()
            raise Died(waits[first], first.result())
        finally:
            for wait in waits:
                wait.cancel()

    async def stop(self) -> None:
        """Ask each to end, newest first; end by force what has not ended after the grace period."""
        for _, child in reversed(self._children):
            if child.returncode is None:
                child.terminate()
                try:
                    async with asyncio.timeout(GRACE_SECONDS):
                        await child.wait()
                except TimeoutError:
                    child.kill()
                    await child.wait()
        self._children.clear()


class Died(SettingsError):
    """A service ended by itself."""

    def __init__(self, service: Service, code: int) -> None:
        super().__init__(f"The {service.name} ended (exit code {code}); its last log lines say why.")


def _refuse_busy(service: Service) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", service.port))
        except OSError:
            setting = {"engine": "ENGINE_PORT", "call-handler": "CALL_HANDLER_PORT"}.get(service.name, "SANDBOX_PORT")
            raise SettingsError(
                f"Port {service.port} of the {service.name} is in use; stop what runs there, or set {setting}."
            ) from None


def _end_with_parent() -> None:
    """Linux: deliver SIGTERM to this child when its parent dies (prctl PR_SET_PDEATHSIG = 1)."""
    ctypes.CDLL(None).prctl(1, signal.SIGTERM)


def free_ports(count: int) -> list[int]:
    """Loopback ports that are free now."""
    sockets = [socket.socket() for _ in range(count)]
    try:
        for each in sockets:
            each.bind(("127.0.0.1", 0))
        return [int(each.getsockname()[1]) for each in sockets]
    finally:
        for each in sockets:
            each.close()


def log_folder(env: Mapping[str, str] | None = None) -> Path:
    return Path((env or os.environ).get("LOG_DIR", "logs"))
