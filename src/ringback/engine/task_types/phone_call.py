"""Pure: a call to somebody, about anything that can be said in one phrase."""

from collections.abc import Mapping

from ringback.engine.task import Language, Slot, Task
from ringback.engine.task_types.lines import MANDATE, brief, budget, callee, one_line


class PhoneCall:
    """Call somebody for the user; the goal is a phrase with its verb in the infinitive."""

    name = "phone_call"
    slots = (
        Slot("phone_number", "phone"),
        Slot("callee", "name", required=False),
        Slot("goal"),
        Slot("when", "time", required=False),
        Slot("name", "name"),
        *MANDATE,
    )
    verbs: Mapping[Language, tuple[str, ...]] = {"he": ("להתקשר", "לחייג"), "en": ("call", "phone", "ring", "dial")}
    phrases: Mapping[Language, Mapping[str, str]] = {"he": {}, "en": {}}

    def instructions(self, task: Task, principal: str, language: Language) -> str:
        return brief(task, principal, language, task.said("goal"), [("when", task.said("when"))])

    def summary(self, task: Task, language: Language) -> str:
        who, principal = callee(task, language), one_line(task.said("name"))
        said = (task.said("goal"), task.said("when"), task.said("notes"), budget(task.said("budget"), language))
        what = "; ".join(one_line(part) for part in said if part.strip())
        if language == "he":
            return f"להתקשר אל {who} בשם {principal}: {what}."
        return f"Call {who} on behalf of {principal}: {what}."
