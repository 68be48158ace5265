"""`ringback doctor`: is everything there for a call, and if not, what to do about it.

Rules:
1. Without keys all checks run against a practice network that is started for them; nothing leaves this machine.
2. With keys the checks of this machine run at once; those that ask Twilio, OpenAI and the public address need `--live`.
3. Exit code 0: nothing is to be mended. 1: something is; each line says what. No secret is ever printed.
"""

import asyncio
import json
import os
import shutil
import socket
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import httpx2
from pydantic import ValidationError
from pydantic_settings import BaseSettings

from ringback.call_handler.line_checks import (
    SECONDS,
    Finding,
    PublicChecks,
    TwilioChecks,
    bad,
    check_openai,
    good,
    left_out,
)
from ringback.call_handler.settings import HandlerSettings, is_loopback
from ringback.cli.network import LaunchSettings, Network, environment, free_ports, practice
from ringback.engine.settings import EngineSettings
from ringback.kit.settings import sentences

_LEAST_FREE = 200 * 1024 * 1024
_MARKS = {"ok": "✓", "failed": "✗", "skipped": "–"}
_WITHOUT_LIVE = "asked with --live"


async def diagnose(*, live: bool) -> list[Finding]:
    """All findings, in the order they are best mended in."""
    try:
        launch = LaunchSettings()
    except ValidationError as error:
        return [bad("settings", "cannot be read", sentences(error, LaunchSettings).replace("\n", " "))]
    if not launch.missing_keys():
        return await examine(os.environ, live=live)
    missing = ", ".join(launch.missing_keys())
    with tempfile.TemporaryDirectory() as folder:
        settings = practice(*free_ports(3))
        env = {**environment(settings), "DATA_DIR": folder, "LOG_DIR": folder}
        async with Network(settings, env):
            found = await examine({**os.environ, **env}, live=True)
    return [good("keys", f"not set: {missing}; what follows is about the practice network"), *found]


async def examine(env: Mapping[str, str], *, live: bool) -> list[Finding]:
    """The findings about the services with this environment."""
    read = [_settings(kind, env) for kind in (HandlerSettings, EngineSettings)]
    handler, engine = read
    if not isinstance(handler, HandlerSettings) or not isinstance(engine, EngineSettings):
        told = dict.fromkeys(line for one in read if isinstance(one, list) for line in one)
        return [bad("settings", "cannot be read", " ".join(told))]
    findings = [
        good("settings", "readable"),
        _token(handler, engine),
        _disk("DATA_DIR", handler.data_dir),
        _disk("LOG_DIR", handler.log_dir),
    ]
    async with httpx2.AsyncClient(timeout=SECONDS, trust_env=_is_outside(handler)) as http:
        services = (
            ("call-handler", engine.call_handler_host, "CALL_HANDLER_PORT"),
            ("engine", f"http://127.0.0.1:{engine.engine_port}", "ENGINE_PORT"),
        )
        findings += await asyncio.gather(*(_service(*service) for service in services))
        if not live:
            names = ("Twilio account", "Twilio number", "OpenAI model", "public address", "media stream")
            return [*findings, *(left_out(name, _WITHOUT_LIVE) for name in names)]
        twilio, openai, public = await asyncio.gather(
            TwilioChecks(handler, http).run(), check_openai(handler), PublicChecks(handler, http).run()
        )
    return [*findings, *twilio, openai, *public]


def lines(findings: Iterable[Finding]) -> list[str]:
    """As they are shown in a terminal."""
    shown = []
    for one in findings:
        shown.append(f"{_MARKS[one.state]} {one.name}" + (f": {one.detail}" if one.detail else ""))
        shown += [f"    {one.cure}"] if one.cure else []
    return shown


def as_json(findings: Sequence[Finding]) -> str:
    return json.dumps({"ok": healthy(findings), "checks": [asdict(one) for one in findings]}, ensure_ascii=False)


def healthy(findings: Iterable[Finding]) -> bool:
    return all(one.state != "failed" for one in findings)


# --- this machine


def _settings(kind: type[BaseSettings], env: Mapping[str, str]) -> BaseSettings | list[str]:
    """The settings, or what is wrong with each."""
    given = {name.lower(): value for name, value in env.items() if name.lower() in kind.model_fields and value}
    try:
        return kind.model_validate(given)
    except ValidationError as error:
        return sentences(error, kind).splitlines()


def _token(handler: HandlerSettings, engine: EngineSettings) -> Finding:
    name = "token between the services"
    theirs, ours = (one.call_handler_token.get_secret_value() for one in (handler, engine))
    if theirs != ours:
        return bad(name, "not the same in both services", "Set CALL_HANDLER_TOKEN to the same text for both.")
    if not ours:
        return good(name, "not set; fine while both services are on this machine's loopback alone")
    return good(name, "set")


def _disk(setting: str, folder: Path) -> Finding:
    name = f"{setting} {folder}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder) as probe:
            probe.write(b"ringback")
        free = shutil.disk_usage(folder).free
    except OSError as error:
        return bad(name, error.strerror or type(error).__name__, f"Let this user write there, or set {setting}.")
    if free < _LEAST_FREE:
        return bad(name, f"{free // 2**20} MB free", f"Free some space, or set {setting} elsewhere.")
    return good(name, f"{free // 2**30} GB free")


async def _service(name: str, url: str, port_setting: str) -> Finding:
    """Running and ready; or not running, with its port free."""
    try:
        async with httpx2.AsyncClient(timeout=SECONDS, trust_env=False) as http:
            answer = await http.get(f"{url}/ready")
        wrong = _wrong(answer.json()) if answer.status_code in (200, 503) else None
    except httpx2.HTTPError as error:
        held = _is_held(url)
        cure = f"Another program holds the port: stop it, or set {port_setting}." if held else "Start it: ringback up"
        return bad(name, f"{url} does not answer ({type(error).__name__})", cure)
    except (ValueError, LookupError, TypeError):
        wrong = None
    if wrong is None:
        return bad(name, f"something else answers at {url}", f"Stop it, or set {port_setting}.")
    if wrong:
        said = "; ".join(f"{part}: {state}" for part, state in wrong.items())
        return bad(name, f"running, not ready: {said}", "Mend what it names; the log file has the details.")
    return good(name, f"ready at {url}")


def _wrong(body: Mapping[str, Any]) -> dict[str, str]:
    """The dependencies that are not ready, in either service's words; raises when it is neither's."""
    states = body["checks"] if "checks" in body else {"store": body["store"], "call_handler": body["call_handler"]}
    told = {part: state if isinstance(state, str) else state["detail"] for part, state in states.items()}
    fine = {
        part
        for part, state in states.items()
        if state == "ok" or (not isinstance(state, str) and state["state"] == "ok")
    }
    return {part: detail for part, detail in told.items() if part not in fine}


def _is_held(url: str) -> bool:
    parts = httpx2.URL(url)
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex((parts.host, parts.port or 80)) == 0


def _is_outside(handler: HandlerSettings) -> bool:
    """Proxies of the environment are for the way out alone."""
    return not is_loopback(handler.public_host)
