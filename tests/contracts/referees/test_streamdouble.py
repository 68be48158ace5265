"""`/media-stream` under streamdouble, which nobody here wrote: marks, keys, barge-in and a line that loses frames.

What the voice model was sent in these talks is judged by the vendor's types and by its published schema.
"""

from pathlib import Path

import pytest
from streamdouble import api
from streamdouble.chaos import Impairments
from streamdouble.scenario import Dtmf, Say, Scenario, Wait, WaitFor
from streamdouble.session import SessionConfig

from ringback.wire import Reason
from tests.call_handler.house import house
from tests.contracts.referees.realtime_schema import problems
from tests.fakes.realtime import FakeRealtime, Reply

LOUD = bytes([0x10]) * 160
DISCLOSURE = "Hello, I am an automated AI assistant calling on behalf of Dana."
CLEAN, LOSSY = Impairments(), Impairments(loss=0.02)


def say(ms: int) -> Say:
    return Say(path=Path("callee"), frames=[LOUD] * (ms // 20))


@pytest.mark.slow
@pytest.mark.parametrize("line", [CLEAN, LOSSY], ids=["clean", "2 % loss"])
async def test_a_talk_with_keys_marks_and_a_barge_in(tmp_path: Path, line: Impairments) -> None:
    model = FakeRealtime()
    model.replies.extend([Reply(f"{DISCLOSURE} I would like to order a very large margherita.", 5000)])
    async with house(tmp_path, model=model) as running:
        sid = await running.ordered()
        token = await running.answered(sid)
        config = SessionConfig(
            custom_parameters={"token": token}, quiet_period_s=0.4, max_drain_s=4, impairments=line, chaos_seed=7
        )
        steps = [say(400), Dtmf("2"), WaitFor("audio", 3), Wait(1.0), say(500), Wait(1.2)]
        scenario = Scenario(name="referee", steps=steps)
        report = await api.run_scenario(f"{running.ws}/media-stream", scenario, config=config)
        view = await running.ended(sid)

    assert report.violations == []
    assert report.result.unknown_events == []
    assert (report.result.frames_dropped > 0) is (line is LOSSY)
    assert report.result.clears_received == 1
    assert report.result.marks_echoed
    assert report.metrics.time_to_first_audio_ms is not None
    assert view.report is not None
    assert view.report.reason is Reason.CALLEE_HANGUP
    assert model.violations == []
    assert [problem for event in model.received for problem in problems(event)] == []
    (cut,) = [event for event in model.received if event["type"] == "conversation.item.truncate"]
    assert 700 <= cut["audio_end_ms"] <= 1600, "about a second of five was heard"
