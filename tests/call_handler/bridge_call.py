"""A bridge under test: a phone that plays and returns marks, a model that answers, and all that was done."""

import base64
from typing import Any, TypeVar

from ringback.call_handler import events as ev
from ringback.call_handler.audio import decoded
from ringback.call_handler.bridge import Bridge
from ringback.call_handler.briefing import Briefing, brief
from ringback.call_handler.limits import Limits

SILENCE = base64.b64encode(b"\xff" * 160).decode()
DONE = {
    "outcome": "succeeded",
    "summary": "Ordered.",
    "facts": [{"key": "time", "value": "19:00", "quote": "at seven"}],
}

Kind = TypeVar("Kind", bound=ev.Action)


def sound(ms: int) -> str:
    return base64.b64encode(bytes(8 * ms)).decode()


def frame(payload: str, at: int) -> ev.CalleeAudio:
    return ev.CalleeAudio(payload, decoded(payload), at)


def spoken(response_id: str, item_id: str, payload: str) -> ev.ModelAudio:
    return ev.ModelAudio(response_id, item_id, payload, decoded(payload))


class Call:
    """A bridge, and all it has done. Marks come back when their audio was played."""

    def __init__(self, limits: Limits | None = None, briefing: Briefing | None = None) -> None:
        self.briefing = briefing or brief("On behalf of: Dana\nGoal: order a pizza", "en")
        self.bridge = Bridge(self.briefing, limits)
        self.done: list[ev.Action] = []
        self.at = 0
        self.queue: list[ev.Action] = []
        self.left = 0
        self.count = 0

    def model(self, *events: ev.ModelEvent) -> list[ev.Action]:
        return self.take([action for event in events for action in self.bridge.from_model(event)])

    def take(self, actions: list[ev.Action]) -> list[ev.Action]:
        self.done += actions
        for action in actions:
            match action:
                case ev.Play() | ev.Mark():
                    self.queue.append(action)
                case ev.ClearPlayback():
                    self.queue.clear()
        return actions

    def wait(self, ms: int) -> list[ev.Action]:
        """Media time passes; returns what was done, without the callee's audio."""
        done: list[ev.Action] = []
        for _ in range(ms // 20):
            done += self.take(self.bridge.from_carrier(frame(SILENCE, self.at)))
            self.at += 20
            self._play(20)
        return [action for action in done if not isinstance(action, ev.SendAudio)]

    def _play(self, ms: int) -> None:
        while self.queue and (ms or isinstance(self.queue[0], ev.Mark)):
            head = self.queue.pop(0)
            if isinstance(head, ev.Mark):
                self.take(self.bridge.from_carrier(ev.MarkPlayed(head.name)))
            elif isinstance(head, ev.Play):
                size = len(head.sound) // 8
                if size > ms:
                    self.queue.insert(0, ev.Play(sound(size - ms), bytes(8 * (size - ms))))
                ms -= min(ms, size)

    def callee_says(self, words: str = "hello", ms: int = 400) -> list[ev.Action]:
        turn = self.new("turn")
        said = self.callee_says_without_words(turn, ms)
        return [*said, *self.model(ev.TurnTranscribed(turn, words, final=True))]

    def callee_says_without_words(self, turn: str, ms: int = 400) -> list[ev.Action]:
        """What was said is not known yet."""
        begun = self.model(ev.CalleeSpoke(turn, self.at))
        self.wait(ms)
        return [*begun, *self.model(ev.CalleeStopped(turn, self.at), ev.TurnCommitted(turn))]

    def agent_says(
        self, words: str = "well", ms: int = 400, tool: dict[str, Any] | None = None, name: str = "end_call"
    ) -> list[ev.Action]:
        """One whole response, generated at once."""
        response, item = self.new("resp"), self.new("item")
        said: list[ev.ModelEvent] = [ev.ResponseStarted(response)]
        if ms:
            said += [
                ev.AgentSaid(response, item, words, final=True),
                spoken(response, item, sound(ms)),
                ev.ModelAudioDone(response, item),
            ]
        if tool is not None:
            said.append(ev.ToolCalled(response, self.new("call"), name, tool))
        return self.model(*said, ev.ResponseDone(response))

    def asked(self) -> str | None:
        """The instructions of the latest response that was asked for."""
        return self.all(ev.CreateResponse)[-1].instructions

    def told(self, kind: str) -> list[Any]:
        """The data of all live events of a kind."""
        return [action.data for action in self.all(ev.Tell) if action.type == kind]

    @property
    def phases(self) -> list[str]:
        return [data["phase"] for data in self.told("call.phase")]

    def all(self, kind: type[Kind]) -> list[Kind]:
        return [action for action in self.done if isinstance(action, kind)]

    def new(self, kind: str) -> str:
        self.count += 1
        return f"{kind}{self.count}"


def ready(limits: Limits | None = None, briefing: Briefing | None = None) -> Call:
    """The model is ready and the callee has just picked up."""
    call = Call(limits, briefing)
    call.model(ev.ModelReady())
    return call


def talking(call: Call) -> Call:
    """Greeted, and the callee has answered; a response is asked for."""
    call.callee_says("pizza place")
    call.agent_says(call.briefing.disclosure, 2000)
    call.wait(2100)
    call.callee_says("yes?")
    return call
