"""The tools of the voice model: what it is told of them, and their arguments read defensively. Pure.

Rules:
1. A model may send anything; what cannot be read is None and is answered with an error.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ringback.call_handler.events import Result

_LONGEST_QUESTION, _LONGEST_OPTION, _MOST_OPTIONS = 300, 80, 4

END_CALL: Mapping[str, Any] = {
    "name": "end_call",
    "description": (
        "End the phone call after the goodbye. `facts` holds everything the other side agreed to or told, "
        "each with their own words in `quote`."
    ),
    "parameters": {
        "type": "object",
        "properties": {
            "outcome": {"type": "string", "enum": [result.value for result in Result]},
            "summary": {"type": "string", "description": "One sentence: what came of the call."},
            "facts": {
                "type": "array",
                "items": {
                    "type": "object",
                    "properties": {
                        "key": {
                            "type": "string",
                            "description": "time, date, price, total, deposit, fee, item, party_size, name, "
                            "alternative_time, answer or note",
                        },
                        "value": {
                            "type": "string",
                            "description": "the plain value; times as 19:00, days as they said them",
                        },
                        "quote": {"type": "string", "description": "the other side's own words that say it"},
                    },
                    "required": ["key", "value", "quote"],
                },
            },
        },
        "required": ["outcome", "summary", "facts"],
    },
}
"""The tool with which the model ends a call: name, description and JSON schema of its arguments."""

ASK_USER: Mapping[str, Any] = {
    "name": "ask_user",
    "description": (
        "Ask the person you are calling for, when the other side offers or asks something that the instructions do "
        "not settle. Tell the other side that you are checking, then wait: the answer is this tool's output."
    ),
    "parameters": {
        "type": "object",
        "properties": {
            "question": {"type": "string", "description": "One short question, in the language of the instructions."},
            "options": {"type": "array", "items": {"type": "string"}, "description": "Up to four short answers."},
            "default": {"type": "string", "description": "What you will do when no answer comes in time."},
        },
        "required": ["question"],
    },
}

PRESS_DIGITS: Mapping[str, Any] = {
    "name": "press_digits",
    "description": (
        "Press keys of the telephone when a recorded menu asks for it. Say nothing with it. "
        "An empty string when the fitting key has not been named yet: you go on listening."
    ),
    "parameters": {
        "type": "object",
        "properties": {"digits": {"type": "string", "description": "0-9, * and #; w waits half a second"}},
        "required": ["digits"],
    },
}

DO_NOT_CALL: Mapping[str, Any] = {
    "name": "do_not_call",
    "description": "The other side does not want to be called again. Their number is remembered; say goodbye.",
    "parameters": {"type": "object", "properties": {}},
}

TOOLS = (END_CALL, ASK_USER, PRESS_DIGITS, DO_NOT_CALL)


@dataclass(frozen=True, slots=True)
class Wondering:
    """A question the model has for the user."""

    text: str
    options: tuple[str, ...] = ()
    default: str = ""


def read_question(arguments: Mapping[str, Any] | None) -> Wondering | None:
    """None without a question."""
    if arguments is None or not isinstance(text := arguments.get("question"), str) or not text.strip():
        return None
    options = arguments.get("options")
    rows = [row for row in options if isinstance(row, str)] if isinstance(options, list) else []
    default = arguments.get("default")
    return Wondering(
        text.strip()[:_LONGEST_QUESTION],
        tuple(row.strip()[:_LONGEST_OPTION] for row in rows[:_MOST_OPTIONS] if row.strip()),
        default.strip()[:_LONGEST_QUESTION] if isinstance(default, str) else "",
    )
