"""The optional packages of voices and ears, imported when first needed."""

import importlib
from typing import Any

from ringback.kit.errors import SettingsError


def load(module: str) -> Any:
    """The module, or a SettingsError `voice_missing` that names the cure."""
    try:
        return importlib.import_module(module)
    except ImportError as missing:
        raise SettingsError(
            f"The practice network needs its voices ({module} is missing): pip install 'ringback[voice]'",
            code="voice_missing",
        ) from missing
