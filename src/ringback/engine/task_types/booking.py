"""Pure: a table at a restaurant, for so many people, on a day and at a time."""

from collections.abc import Mapping

from ringback.engine.task import Language, Slot, Task
from ringback.engine.task_types.lines import callee, may_say, one_line, render, when


class Booking:
    """Book a table; who, how many, when, and under which name."""

    name = "booking"
    slots = (
        Slot("phone_number", "phone"),
        Slot("callee", "name", required=False),
        Slot("party_size", "count"),
        Slot("date", "date"),
        Slot("time", "time"),
        Slot("name", "name"),
        Slot("notes", required=False),
    )
    verbs: Mapping[Language, tuple[str, ...]] = {
        "he": ("להזמין שולחן", "להזמין מקום", "לשריין שולחן", "לשמור שולחן"),
        "en": ("book a table", "reserve a table", "make a reservation"),
    }
    phrases: Mapping[Language, Mapping[str, str]] = {"he": {}, "en": {}}

    def instructions(self, task: Task, principal: str, language: Language) -> str:
        goal = "להזמין שולחן" if language == "he" else "book a table"
        return render(
            [
                ("principal", principal),
                ("callee", task.said("callee")),
                ("goal", goal),
                ("when", when(task, language)),
                ("party_size", task.value("party_size")),
                ("notes", task.said("notes")),
                ("may_say", may_say(principal, language)),
            ],
            language,
        )

    def summary(self, task: Task, language: Language) -> str:
        who, principal, many = callee(task, language), one_line(task.said("name")), task.value("party_size")
        notes = one_line(task.said("notes"))
        more = f"; {notes}" if notes else ""
        if language == "he":
            people = {"1": "לסועד אחד", "2": "לשני סועדים"}.get(many, f"ל־{many} סועדים")
            return f"להתקשר אל {who} ולהזמין שולחן {people}, {when(task, language)}, בשם {principal}{more}."
        people = "1 person" if many == "1" else f"{many} people"
        return f"Call {who} and book a table for {people}, {when(task, language)}, in the name of {principal}{more}."
