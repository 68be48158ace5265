"""Pure: a message passed on to somebody, or left on their voicemail."""

import re
from collections.abc import Mapping
from dataclasses import replace

from ringback.engine.task import Language, Slot, Task
from ringback.engine.task_types.lines import LEAVE_MESSAGE, MANDATE, brief, one_line, sentence

_THAT = {
    "he": re.compile(r"ש(?:אני|אנחנו|הוא|היא|הם|הן|זה|זאת|יש|אין|לא|כבר|אפשר|צריך|ה[א-ת]{2,})(?!\w)"),
    "en": re.compile(r"that\b", re.IGNORECASE),
}
"""The message hangs on the verb by itself."""


class Message:
    """Pass on a message; without other wishes it is also left on a voicemail."""

    name = "message"
    slots = (
        Slot("phone_number", "phone"),
        Slot("callee", "name", required=False),
        Slot("message"),
        Slot("name", "name", required=False),
        *(replace(slot, default=LEAVE_MESSAGE) if slot.name == "voicemail" else slot for slot in MANDATE),
    )
    verbs: Mapping[Language, tuple[str, ...]] = {
        "he": ("למסור", "להשאיר הודעה", "להגיד", "להודיע"),
        "en": ("tell", "leave a message", "let", "pass on"),
    }
    phrases: Mapping[Language, Mapping[str, str]] = {"he": {}, "en": {}}

    def instructions(self, task: Task, principal: str, language: Language) -> str:
        return brief(task, principal, language, _goal(task, language), message=_left(task, principal, language))

    def summary(self, task: Task, language: Language) -> str:
        return sentence(task, language, _goal(task, language))


def _goal(task: Task, language: Language) -> str:
    said = one_line(task.said("message")).rstrip(".")
    verb = "להשאיר הודעה" if language == "he" else "leave a message"
    return f"{verb} {said}" if _THAT[language].match(said) else f"{verb}: {said}"


def _left(task: Task, principal: str, language: Language) -> str:
    """The words for an answering machine."""
    said = one_line(task.said("message"))
    if hung := _THAT[language].match(said):
        said = said[1:] if language == "he" else said[hung.end() :].lstrip()
    lead = {"he": "הודעה מ{}", "en": "A message from {}"} if principal else {"he": "הודעה", "en": "A message"}
    return f"{lead[language].format(principal)}: {said}"
