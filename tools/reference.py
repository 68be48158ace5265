"""Writes what is generated from the code: `.env.example` and of docs/reference settings.md, http.md and cli.md.

python tools/reference.py          write them
python tools/reference.py --check  say which are out of date; exit 1 then
"""

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from fastapi.routing import APIRoute, APIWebSocketRoute
from pydantic_settings import BaseSettings
from typer.main import get_command

from ringback.call_handler.app import create_app as call_handler
from ringback.call_handler.settings import HandlerSettings
from ringback.cli.exits import MEANINGS
from ringback.cli.main import app as cli
from ringback.cli.main import translated
from ringback.engine.app import create_app as engine
from ringback.engine.phrases import Phrases
from ringback.engine.settings import EngineSettings
from ringback.kit.settings import default_of, fields
from ringback.sandbox.settings import SandboxSettings

ROOT = Path(__file__).parents[1]
SETTINGS: Mapping[str, type[BaseSettings]] = {
    "Engine": EngineSettings,
    "Call-handler": HandlerSettings,
    "Practice network": SandboxSettings,
}


def env_example() -> str:
    lines = ["# Every setting with its default. Copy to .env and change what you need; empty means the default."]
    seen: set[str] = set()
    for service, model in SETTINGS.items():
        lines += ["", f"# --- {service}"]
        for name, field in fields(model):
            if name not in seen:
                lines += [f"# {field.description}", f"#{name}={default_of(field)}"]
                seen.add(name)
    return "\n".join(lines) + "\n"


def settings_page() -> str:
    lines = [
        "# Settings",
        "",
        "Read from the environment and from `.env`. A wrong value ends the start with the setting's name and the cure.",
        "`make run` needs none: while OPENAI_API_KEY or Twilio's keys are missing it starts the practice network",
        "and gives all three services what they must share.",
    ]
    for service, model in SETTINGS.items():
        lines += ["", f"## {service}", "", "| setting | default | meaning |", "|---|---|---|"]
        lines += [f"| `{name}` | {cell(default_of(field))} | {field.description} |" for name, field in fields(model)]
    return "\n".join(lines) + "\n"


def cell(value: str) -> str:
    return f"`{value}`" if value else "–"


def http_page() -> str:
    apps = {
        "Engine": engine(EngineSettings.model_construct()),
        "Call-handler": call_handler(HandlerSettings.model_construct()),
    }
    lines = [
        "# HTTP",
        "",
        'An error is `{"error": code, "detail": sentence}` with a fitting status; [the codes](errors.md).',
        "Each service serves its OpenAPI at `/openapi.json`. [What the events say](events.md).",
    ]
    for name, app in apps.items():
        lines += ["", f"## {name}", "", "| | path | |", "|---|---|---|"]
        lines += [f"| {method} | `{path}` | {about} |" for method, path, about in routes(app)]
    return "\n".join(lines) + "\n"


def routes(app: FastAPI) -> Iterator[tuple[str, str, str]]:
    """Method, path and first sentence of what it does."""
    for route in flat(app.routes):
        if isinstance(route, APIRoute):
            about = route.description.split("\n")[0] or route.response_description
            yield ", ".join(sorted(route.methods)), route.path, about
        elif isinstance(route, APIWebSocketRoute):
            yield "WS", route.path, (route.endpoint.__doc__ or "").split("\n")[0]


def flat(routes: Any) -> Iterator[Any]:
    for route in routes:
        inner = getattr(getattr(route, "original_router", None), "routes", None)
        yield from flat(inner) if inner else [route]


def cli_page() -> str:
    phrases = Phrases("en")
    lines = [
        "# The command line",
        "",
        "`ringback` talks to the engine through its [public HTTP](http.md) alone: what it does any client can do.",
        "What it says is in the language of the errand, or else DEFAULT_LANGUAGE; ENGINE_PORT says where it looks.",
        "",
        "Every command takes `--json`. Standard output has JSON only then, one value a line: a command that follows",
        "an errand prints the [events](events.md), every other one what the HTTP answered. An error is",
        '`{"error": code, "detail": sentence}` on standard error. Without a terminal nobody is asked anything: `ask`',
        "stops at the plan (exit code 5), and `ringback confirm TASK --version N` calls.",
        "",
        "In a terminal Ctrl-C leaves an errand, which goes on, and says how to come back; of `ringback up` it ends",
        "everything. A line entered before a plan was shown is not sent after it. Numbers and names stand in bidi",
        "isolates; where the terminal has no bidi, `--visual` prints right-to-left text as it is seen.",
        "",
        "## Exit codes",
        "",
        "| code | meaning |",
        "|---|---|",
        *(f"| {int(code)} | {phrases.text(key)} |" for code, key in MEANINGS.items()),
        "",
        "## Commands",
    ]
    lines += commands(translated(get_command(cli), phrases), "ringback", 3)
    return "\n".join(lines) + "\n"


def commands(command: Any, name: str, depth: int) -> Iterator[str]:
    """The command, its arguments and options, and all under it."""
    yield from ("", f"{'#' * depth} `{name}`", "", command.help)
    rows = [parameter(param) for param in command.params if param.opts != ["--json"]]
    yield from (["", "| | |", "|---|---|", *rows] if rows else [])
    for under in getattr(command, "commands", {}).values():
        yield from commands(under, f"{name} {under.name}", depth + (depth < 4))


def parameter(param: Any) -> str:
    name = param.metavar or param.name.upper() if param.param_type_name == "argument" else ", ".join(param.opts)
    variable = f" (or the environment's `{param.envvar}`)" if param.envvar else ""
    return f"| `{name}` | {param.help}{variable} |"


PAGES = {
    ".env.example": env_example,
    "docs/reference/settings.md": settings_page,
    "docs/reference/http.md": http_page,
    "docs/reference/cli.md": cli_page,
}


def main(check: bool) -> int:
    stale = [name for name, page in PAGES.items() if not (ROOT / name).is_file() or (ROOT / name).read_text() != page()]
    for name in stale:
        if not check:
            (ROOT / name).write_text(PAGES[name]())
        print(f"{'out of date' if check else 'written'}: {name}")
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main("--check" in sys.argv))
