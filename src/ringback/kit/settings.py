"""Settings by name, and what is wrong with them, said so that a person can mend it."""

from collections.abc import Iterator

from pydantic import SecretStr, ValidationError
from pydantic.fields import FieldInfo
from pydantic_settings import BaseSettings

_SHOWN_OF_A_SECRET = 4
_LONG_SECRET = 16
"""Of a shorter one nothing is shown."""


def fields(model: type[BaseSettings]) -> Iterator[tuple[str, FieldInfo]]:
    """Each setting by the name of its environment variable."""
    for name, field in model.model_fields.items():
        yield (field.alias or name).upper(), field


def default_of(field: FieldInfo) -> str:
    """As it would be written in `.env`; empty when there is none."""
    value = field.get_default(call_default_factory=True)
    if isinstance(value, SecretStr):
        value = value.get_secret_value()
    return "" if value is None or value == {} else str(value).lower() if isinstance(value, bool) else str(value)


def masked(secret: str) -> str:
    """Enough to know it again, too little to use it."""
    end = secret[-_SHOWN_OF_A_SECRET:] if len(secret) >= _LONG_SECRET else ""
    return f"…{end}" if secret else ""


def sentences(error: ValidationError, settings: type[BaseSettings]) -> str:
    """One line a problem: the setting by its name, what is wrong, its description as the cure; never its value."""
    named = dict(fields(settings))
    lines = []
    for problem in error.errors(include_input=False, include_context=False):
        message = problem["msg"].removeprefix("Value error, ")
        name = str(problem["loc"][0]).upper() if problem["loc"] else ""
        lines.append(f"{name}: {message}. {named[name].description}" if name in named else message)
    return "\n".join(lines)
