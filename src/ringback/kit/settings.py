"""What is wrong with settings, said so that a person can mend it."""

from pydantic import ValidationError
from pydantic_settings import BaseSettings


def sentences(error: ValidationError, settings: type[BaseSettings]) -> str:
    """One line a problem: the setting by its name, what is wrong, its description as the cure; never its value."""
    fields = {(field.alias or name).upper(): field for name, field in settings.model_fields.items()}
    lines = []
    for problem in error.errors(include_input=False, include_context=False):
        message = problem["msg"].removeprefix("Value error, ")
        name = str(problem["loc"][0]).upper() if problem["loc"] else ""
        lines.append(f"{name}: {message}. {fields[name].description}" if name in fields else message)
    return "\n".join(lines)
