"""What stands beside the values of a change, of a name and of the terms of a call."""

import pytest

from tests.engine.test_chat import Desk

TABLE = "book a table at Pizza Place for 4 tomorrow at 8:30 in the evening"
TABLE_HE = "תזמיני שולחן במסעדת הדקל לארבעה מחר בשמונה וחצי בערב"
HAIRCUT = "call Maya Salon 03-612-3999 and book a haircut and a wash on Thursday at 5pm"
HAIRCUT_HE = "תקבעי תור לתספורת וצבע במספרה של מאיה 03-612-3999 ביום חמישי בחמש"


@pytest.fixture
async def desk() -> Desk:
    desk = Desk()
    await desk.know("profile", "name", "Dana")
    return desk


async def told(desk: Desk, *messages: str) -> dict[str, str]:
    """What the errand in hand says after the messages."""
    task = None
    for message in messages:
        task = (await desk.say(message)).task
    assert task is not None
    return {key: slot.said for key, slot in task.slots.items()}


@pytest.mark.parametrize(
    ("request_", "change", "slots"),
    [
        (
            TABLE,
            "make it 3 people, under the name Yael, and near the window",
            {"party_size": "3 people", "name": "Yael", "notes": "near the window"},
        ),
        (TABLE, "actually at nine, outside please", {"time": "nine in the evening", "notes": "outside"}),
        (TABLE, "make it 3 people, thanks", {"party_size": "3 people", "notes": ""}),
        (TABLE, "at 7:15 pm", {"time": "7:15 pm"}),
        (TABLE_HE, "בעצם לשלושה, ובשם נועה", {"party_size": "שלושה", "name": "נועה", "notes": ""}),
        (TABLE_HE, "בעצם לשלושה, ליד החלון ובשם נועה", {"name": "נועה", "notes": "ליד החלון"}),
        (TABLE_HE, "בעצם בתשע", {"time": "תשע בערב", "notes": ""}),
    ],
)
async def test_a_change_of_two_things_changes_both(
    desk: Desk, request_: str, change: str, slots: dict[str, str]
) -> None:
    after = await told(desk, request_, change)
    assert {key: after.get(key, "") for key in slots} == slots


@pytest.mark.parametrize(
    ("request_", "change", "slots"),
    [
        (HAIRCUT, "just a haircut", {"service": "haircut", "notes": ""}),
        (HAIRCUT, "just a massage", {"service": "haircut and a wash", "notes": "just a massage"}),
        (HAIRCUT_HE, "רק תספורת", {"service": "תספורת", "notes": ""}),
    ],
)
async def test_only_a_part_of_what_was_wished_takes_its_place(
    desk: Desk, request_: str, change: str, slots: dict[str, str]
) -> None:
    after = await told(desk, request_, change)
    assert {key: after.get(key, "") for key in slots} == slots


@pytest.mark.parametrize(
    ("request_", "note", "none"), [(HAIRCUT, "without shampoo", "no notes"), (HAIRCUT_HE, "בלי שמפו", "בלי הערות")]
)
async def test_no_notes_takes_the_notes_away(desk: Desk, request_: str, note: str, none: str) -> None:
    assert (await told(desk, request_, note))["notes"] == note
    answer = await desk.say(none)
    assert answer.task is not None
    assert ("notes" in answer.task.slots, answer.state) == (False, "awaiting_confirmation")


@pytest.mark.parametrize(
    ("said", "service"),
    [
        (f"{HAIRCUT}, leave a message if nobody answers", "haircut and a wash"),
        (f"{HAIRCUT} and leave a voicemail if they don't pick up", "haircut and a wash"),
        (f"{HAIRCUT_HE}, תשאירי הודעה אם לא עונים", "תספורת וצבע"),
    ],
)
async def test_a_message_for_when_nobody_answers_is_a_term_of_the_call(desk: Desk, said: str, service: str) -> None:
    slots = await told(desk, said)
    assert (slots["service"], "voicemail" in slots, "notes" in slots) == (service, True, False)


@pytest.mark.parametrize("said", ["yes, leave a message if they don't answer", "כן, תשאירי הודעה אם אין מענה"])
async def test_a_yes_with_such_a_term_is_a_change(desk: Desk, said: str) -> None:
    await desk.say(HAIRCUT)
    answer = await desk.say(said)
    assert answer.task is not None
    assert answer.task.slots["voicemail"].value == "leave"
    assert (answer.state, "notes" in answer.task.slots) == ("awaiting_confirmation", False)
    assert desk.runner.started == []


@pytest.mark.parametrize(
    ("said", "name"),
    [
        (f"{TABLE} under my wife's name, Ruth", "Ruth"),
        (f"{TABLE} in the name of my wife Ruth", "Ruth"),
        (f"{TABLE} under my wife's name", ""),
        (f"{TABLE} in the name of my wife", ""),
        (f"{TABLE} on behalf of my wife", ""),
        (f"{TABLE_HE} על שם אשתי רות", "רות"),
        (f"{TABLE_HE} על שם אמא שלי", ""),
    ],
)
async def test_a_name_is_more_than_whose_it_is(desk: Desk, said: str, name: str) -> None:
    slots = await told(desk, said)
    assert (slots["name"], "notes" in slots) == (name, False)


@pytest.mark.parametrize("said", ["בלי שם", "without a name", "no name"])
async def test_no_name_is_none(said: str) -> None:
    answer = await (desk := Desk()).say(TABLE_HE)
    assert answer.missing == ("name",)
    assert (await desk.say(said)).missing == ("name",)
