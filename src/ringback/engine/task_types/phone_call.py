"""Pure: a call to somebody, about anything that can be said in one phrase."""

from collections.abc import Mapping

from ringback.engine.task import Language, Slot, Task
from ringback.engine.task_types.lines import callee, may_say, one_line, render


class PhoneCall:
    """Call somebody for the user; the goal is a phrase with its verb in the infinitive."""

    name = "phone_call"
    slots = (
        Slot("phone_number", "phone"),
        Slot("callee", "name", required=False),
        Slot("goal"),
        Slot("when", "time", required=False),
        Slot("name", "name"),
        Slot("notes", required=False),
    )
    verbs: Mapping[Language, tuple[str, ...]] = {"he": ("להתקשר", "לחייג"), "en": ("call", "phone", "ring", "dial")}
    phrases: Mapping[Language, Mapping[str, str]] = {"he": {}, "en": {}}

    def instructions(self, task: Task, principal: str, language: Language) -> str:
        return render(
            [
                ("principal", principal),
                ("callee", task.said("callee")),
                ("goal", task.said("goal")),
                ("when", task.said("when")),
                ("notes", task.said("notes")),
                ("may_say", may_say(principal, language)),
            ],
            language,
        )

    def summary(self, task: Task, language: Language) -> str:
        who, principal, goal = callee(task, language), one_line(task.said("name")), one_line(task.said("goal"))
        what = "; ".join(part for part in (goal, one_line(task.said("when")), one_line(task.said("notes"))) if part)
        if language == "he":
            return f"להתקשר אל {who} בשם {principal}: {what}."
        return f"Call {who} on behalf of {principal}: {what}."
