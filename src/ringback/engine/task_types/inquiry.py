"""Pure: a question put to somebody, and their answer brought back."""

import re
from collections.abc import Mapping

from ringback.engine.task import Language, Slot, Task
from ringback.engine.task_types.lines import MANDATE, brief, one_line, sentence

_ASKED = {
    "he": re.compile(r"ל(?:שאול|ברר|בדוק|וודא|אשר|בקש|דעת)(?!\w)"),
    "en": re.compile(r"(?:to )?(?:ask|(?:double )?check|find out|inquire|see|verify|confirm|make sure)\b", re.I),
}
"""The question brings its own verb."""
_INDIRECT = {
    "he": re.compile(
        r"(?:אם|מה|מהי?|מהם|מתי|כמה|איפה|מי|איך|למה|איזה|איזו|אילו|[בלמ]איז[הו]|עד מתי|ממתי|על|לגבי)(?!\w)"
    ),
    "en": re.compile(
        r"(?:if|whether|about|for|(?:when|what|how|where|which|who|why)"
        r"(?! (?:is|are|was|were|do|does|did|can|could|will|would|has|have)\b)(?!.*\?))\b",
        re.IGNORECASE,
    ),
}
"""It can stand behind "ask" as it is."""


class Inquiry:
    """Ask something; `question` is what the user wants to know, as a question or as "if …"."""

    name = "inquiry"
    slots = (
        Slot("phone_number", "phone"),
        Slot("callee", "name", required=False),
        Slot("question"),
        Slot("name", "name", required=False),
        *MANDATE,
    )
    verbs: Mapping[Language, tuple[str, ...]] = {
        "he": ("לשאול", "לברר", "לבדוק"),
        "en": ("ask", "find out", "check", "inquire"),
    }
    phrases: Mapping[Language, Mapping[str, str]] = {"he": {}, "en": {}}

    def instructions(self, task: Task, principal: str, language: Language) -> str:
        return brief(task, principal, language, _goal(task, language))

    def summary(self, task: Task, language: Language) -> str:
        return sentence(task, language, _goal(task, language))


def _goal(task: Task, language: Language) -> str:
    said = one_line(task.said("question"))
    question = said.rstrip(" .?!")
    if _ASKED[language].match(question):
        return question.removeprefix("to ")
    if language == "he":
        question = re.sub(r"^האם(?!\w)", "אם", question)
        if _INDIRECT["he"].match(question):
            return f"לשאול {question}"
        return f"לשאול אם {question}" if said.endswith("?") else f"לשאול על {question}"
    if _INDIRECT["en"].match(said):
        return f"ask {question}"
    direct = said.endswith("?") or re.match(r"(?:when|what|how|where|which|who|why|do|does|are|is|can)\b", said, re.I)
    return f"ask: {question}" if direct else f"ask about {question}"
