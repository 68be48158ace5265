"""The fast lane does exactly what the pure machine does, whatever comes before, between and after the sounds."""

import base64
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ringback.call_handler import events as ev
from ringback.call_handler.bridge import Bridge
from ringback.call_handler.briefing import brief
from ringback.call_handler.limits import Limits
from tests.machines.lanes import BothLanes

pytestmark = pytest.mark.slow

BRIEFING = brief("On behalf of: Dana\nGoal: order a pizza\nVoicemail: call us back", "en")
LIMITS = Limits(call=60_000, wrap_up=10_000)
TONE = (b"\xaa" * 4 + b"\x2a" * 4) * 20
Do = Callable[[BothLanes], object]

items = st.sampled_from(["item_1", "item_2"])
turns = st.sampled_from(["turn_1", "turn_2"])
responses = st.sampled_from(["resp_1", "resp_2"])
texts = st.sampled_from(
    ["hello", "Please leave a message after the tone.", "Please hold.", "For orders press one.", ""]
)
carrier = st.one_of(
    st.builds(ev.MarkPlayed, st.sampled_from([f"m{number}" for number in range(1, 6)])),
    st.builds(ev.Digit, st.just("1")),
    st.builds(ev.StreamStopped, st.booleans()),
)
model = st.one_of(
    st.builds(ev.ModelReady, st.sampled_from([None, 30_000])),
    st.builds(ev.ResponseStarted, responses),
    st.builds(ev.ModelAudioDone, responses, items),
    st.builds(ev.AgentSaid, responses, items, st.just("words of ours"), st.booleans()),
    st.builds(ev.CalleeSpoke, turns, st.integers(0, 2000)),
    st.builds(ev.CalleeStopped, turns, st.integers(0, 2000)),
    st.builds(ev.TurnCommitted, turns),
    st.builds(ev.TurnTranscribed, turns, texts, st.booleans()),
    st.builds(ev.ToolCalled, responses, st.just("call_1"), st.just("ask_user"), st.just({"question": "At eight?"})),
    st.builds(ev.ToolCalled, responses, st.just("call_2"), st.just("end_call"), st.just({"outcome": "succeeded"})),
    st.builds(ev.ResponseDone, responses, st.sampled_from([None, "server_error"])),
    st.builds(ev.ModelFailed, st.sampled_from(["connection_lost", "session_expired"]), st.booleans()),
)
sizes = st.one_of(st.just(160), st.integers(1, 2500))


@st.composite
def frames(draw: st.DrawFn) -> Do:
    """Frames of the callee in a row, often in step with the clock."""
    count, size, skew = draw(st.integers(1, 30)), draw(sizes), draw(st.sampled_from([0, 0, 0, -40, 60, 1000]))
    piece = draw(st.sampled_from([b"\xff" * 160, TONE]))
    sound = (piece * (size // 160 + 1))[:size]
    payload = base64.b64encode(sound).decode()

    def do(bridge: BothLanes) -> None:
        for _ in range(count):
            bridge.from_carrier(ev.CalleeAudio(payload, sound, max(0, bridge.now + skew)))

    return do


@st.composite
def speech(draw: st.DrawFn) -> Do:
    """Sounds of the model in a row."""
    count, size, response, item = draw(st.integers(1, 12)), draw(sizes), draw(responses), draw(items)
    sound = bytes(size)
    payload = base64.b64encode(sound).decode()

    def do(bridge: BothLanes) -> None:
        for _ in range(count):
            bridge.from_model(ev.ModelAudio(response, item, payload, sound))

    return do


def told(event: ev.ModelEvent) -> Do:
    return lambda bridge: bridge.from_model(event)


def from_phone(event: ev.CarrierEvent) -> Do:
    return lambda bridge: bridge.from_carrier(event)


def asked(do: Callable[[Bridge], list[ev.Action] | None]) -> Do:
    return lambda bridge: bridge.both(do)


others = st.sampled_from(
    [
        asked(lambda bridge: bridge.machine_answered()),
        asked(lambda bridge: bridge.steer("Ask for olives.", "say")),
        asked(lambda bridge: bridge.answer("q1", "yes")),
        asked(lambda bridge: bridge.end("user")),
    ]
)
steps = st.one_of(
    frames(), frames(), speech(), speech(), model.map(told), model.map(told), carrier.map(from_phone), others
)


@settings(max_examples=500, deadline=None)
@given(st.integers(0, 2), st.lists(steps, min_size=8, max_size=40))
def test_the_fast_lane_does_what_the_pure_machine_does(turns: int, then: list[Do]) -> None:
    bridge = talking(turns)
    for do in then:
        do(bridge)
        bridge.alike()


def test_most_sounds_of_a_talk_take_the_fast_lane() -> None:
    bridge = talking(2)
    both_speak(bridge, 50)
    assert len(bridge.taken) == 79, "but eleven looks at the clock, and the two ends of five pieces"


@pytest.mark.parametrize(
    "then",
    [
        asked(lambda bridge: bridge.end("user")),
        told(ev.ModelFailed("connection_lost", recoverable=False)),
        told(ev.CalleeSpoke("turn_1", 0)),
        from_phone(ev.StreamStopped(clean=True)),
    ],
    ids=["ended", "model lost", "callee speaks", "phone gone"],
)
def test_what_must_not_go_on_does_not_take_it(then: Do) -> None:
    bridge = talking(2)
    both_speak(bridge, 3)
    then(bridge)
    both_speak(bridge, 1)
    bridge.alike()


def both_speak(bridge: BothLanes, times: int) -> None:
    sound = bytes(160)
    payload = base64.b64encode(sound).decode()
    for _ in range(times):
        bridge.from_model(ev.ModelAudio("resp_1", "item_1", payload, sound))
        bridge.from_carrier(ev.CalleeAudio(payload, sound, bridge.now))


def talking(turns: int) -> BothLanes:
    """After so many turns of the callee; the last one is being answered."""
    bridge = BothLanes(BRIEFING, LIMITS)
    bridge.from_model(ev.ModelReady())
    for turn in range(turns):
        bridge.from_model(ev.ResponseDone("resp_0"))
        for event in (ev.CalleeSpoke(f"turn_{turn}", 0), ev.CalleeStopped(f"turn_{turn}", 200)):
            bridge.from_model(event)
        bridge.from_model(ev.TurnCommitted(f"turn_{turn}"))
        bridge.from_model(ev.ResponseStarted(f"resp_{turn}"))
    return bridge
