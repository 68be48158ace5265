"""`ringback config`: every setting with its value, where that comes from, and what is wrong with it; no secrets.

Rules:
1. The environment counts before `.env`, `.env` before the default; an empty value is none.
2. A name in `.env` that no setting has, and that looks like one, is a mistake worth telling.
"""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Literal, get_args

from dotenv import dotenv_values, set_key
from pydantic import SecretStr, ValidationError
from pydantic.fields import FieldInfo
from pydantic_settings import BaseSettings

from ringback.call_handler.settings import HandlerSettings
from ringback.cli.render import Line, ltr
from ringback.engine.phrases import Phrases
from ringback.engine.settings import EngineSettings
from ringback.kit.errors import SettingsError
from ringback.kit.settings import default_of, fields, masked, sentences
from ringback.sandbox.settings import SandboxSettings

Source = Literal["environment", ".env", "default"]

MODELS: Mapping[str, type[BaseSettings]] = {
    "engine": EngineSettings,
    "call-handler": HandlerSettings,
    "practice network": SandboxSettings,
}


@dataclass(frozen=True, slots=True)
class Setting:
    name: str
    value: str
    """A secret is masked; empty when it is not set."""
    source: Source
    services: tuple[str, ...]
    about: str
    wrong: str = ""
    """What is wrong and how to mend it."""


def read() -> list[Setting]:
    return settings_of(os.environ, dotenv_values(".env"))


def settings_of(environment: Mapping[str, str], file: Mapping[str, str | None]) -> list[Setting]:
    """Every setting by the order of the services, then what `.env` names amiss."""
    in_file = {name.upper(): value for name, value in file.items() if value}
    given = {**in_file, **{name.upper(): value for name, value in environment.items() if value}}
    users: dict[str, list[str]] = {}
    known: dict[str, FieldInfo] = {}
    wrong: dict[str, str] = {}
    for service, model in MODELS.items():
        for name, field in fields(model):
            known.setdefault(name, field)
            users.setdefault(name, []).append(service)
        if service != "practice network":
            wrong |= _wrong(model, given)
    found = [_setting(name, field, given, in_file, tuple(users[name]), wrong) for name, field in known.items()]
    return [*found, *_unknown(in_file, known)]


def put(name: str, value: str, file: Path) -> Setting:
    """Write a setting into `file`, which its owner alone reads then; all else in it stays. Raises `SettingsError`."""
    name = name.upper()
    known = {one for model in MODELS.values() for one, _ in fields(model)}
    if name not in known:
        near = get_close_matches(name, known, 1, 0.6)
        raise SettingsError(f"No setting is called {name}." + (f" {near[0]} is meant?" if near else ""))
    if not value or not value.isprintable():
        raise SettingsError(f"{name}: a value on one line is needed.")
    (changed,) = (one for one in settings_of({name: value}, {}) if one.name == name)
    if changed.wrong:
        raise SettingsError(f"{name}: {changed.wrong}")
    file.touch(mode=0o600)
    file.chmod(0o600)
    set_key(file, name, value)
    file.chmod(0o600)
    return replace(changed, source=".env")


def _setting(
    name: str,
    field: FieldInfo,
    given: Mapping[str, str],
    in_file: Mapping[str, str],
    services: tuple[str, ...],
    wrong: Mapping[str, str],
) -> Setting:
    value = given.get(name, default_of(field))
    source: Source = "default" if name not in given else ".env" if given[name] == in_file.get(name) else "environment"
    shown = masked(value) if _is_secret(field.annotation) else value
    return Setting(name, shown, source, services, field.description or "", wrong.get(name, ""))


def _is_secret(annotation: Any) -> bool:
    return annotation is SecretStr or any(_is_secret(part) for part in get_args(annotation))


def _wrong(model: type[BaseSettings], given: Mapping[str, str]) -> dict[str, str]:
    values = {
        field.alias or name: given[key]
        for (key, field), name in zip(fields(model), model.model_fields, strict=True)
        if key in given
    }
    try:
        model.model_validate(values)
    except ValidationError as error:
        return {line.partition(":")[0]: line.partition(":")[2].strip() for line in sentences(error, model).splitlines()}
    return {}


def _unknown(in_file: Mapping[str, str], known: Mapping[str, FieldInfo]) -> Iterator[Setting]:
    for name in in_file:
        if name not in known and (near := get_close_matches(name, known, 1, 0.8)):
            yield Setting(name, "", ".env", (), "", f"No setting has this name; {near[0]} is meant?")


_SOURCES: Mapping[Source, str] = {
    "environment": "cli.config.environment",
    ".env": "cli.config.file",
    "default": "cli.config.default",
}


def lines(setting: Setting, phrases: Phrases) -> Iterator[Line]:
    source = phrases.text(_SOURCES[setting.source])
    value = setting.value or phrases.text("cli.config.not_set")
    style = "red" if setting.wrong else "dim" if setting.source == "default" else ""
    yield Line(f"{ltr(f'{setting.name}={value}')}  · {source}", style)
    if setting.wrong:
        yield Line(f"    {setting.wrong}", "red")
