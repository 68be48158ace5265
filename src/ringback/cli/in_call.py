"""What a typed line means while a call goes on: an answer to its open question, or a command into the call. Pure.

Rules:
1. `/say WORDS`, `/tell WORDS`, `/hangup` and `/help` are commands, in a call or not.
2. While a question is open a line that is no command answers it; a number stands for that option.
3. Everything else goes to the chat.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Chat:
    text: str


@dataclass(frozen=True, slots=True)
class Answer:
    task: str
    question_id: str
    text: str


@dataclass(frozen=True, slots=True)
class Steer:
    task: str
    text: str
    mode: Literal["guide", "say"]


@dataclass(frozen=True, slots=True)
class HangUp:
    task: str


@dataclass(frozen=True, slots=True)
class Help:
    """`no_call` when the command needs a call and there is none."""

    no_call: bool = False


Typed = Chat | Answer | Steer | HangUp | Help

_MODES: dict[str, Literal["guide", "say"]] = {"/tell": "guide", "/say": "say"}


class InCall:
    """Follows the journal: which task is in a call, and which of its questions is open."""

    def __init__(self) -> None:
        self.task: str | None = None
        self.question: Json | None = None
        self.since = 0.0
        """When the call was answered, or else began, in seconds since the epoch."""

    def entry(self, entry: Json) -> None:
        kind, data = entry["type"], entry["data"]
        match kind:
            case "call.status":
                over = data["status"] == "ended"
                if self.task is None or data["status"] == "answered":
                    self.since = datetime.fromisoformat(entry["ts"]).timestamp()
                self.task = None if over and self.task == entry["task"] else self.task if over else entry["task"]
                self.question = None if over else self.question
            case "call.ask":
                self.task, self.question = entry["task"], data
            case "call.answer" if self.question and self.question["question_id"] == data["question_id"]:
                self.question = None
            case "task.outcome" | "task.failed" | "task.cancelled" if entry["task"] == self.task:
                self.task = self.question = None

    def read(self, line: str) -> Typed:
        text = line.strip()
        command, _, words = text.partition(" ")
        if command == "/help":
            return Help()
        if command in _MODES or command == "/hangup":
            if self.task is None:
                return Help(no_call=True)
            if command == "/hangup":
                return HangUp(self.task)
            return Steer(self.task, words.strip(), _MODES[command]) if words.strip() else Help()
        if self.task is None or self.question is None:
            return Chat(text)
        options = self.question.get("options") or []
        chosen = options[int(text) - 1] if text.isdecimal() and 1 <= int(text) <= len(options) else text
        return Answer(self.task, self.question["question_id"], chosen)
