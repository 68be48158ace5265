"""Whole conversations through the chat, read by the rules: corrections, what cannot be, calls that run, memory."""

from dataclasses import dataclass, replace

import pytest

from ringback.engine import task_types
from ringback.engine.cards import Cards
from ringback.engine.phrases import phrases_of
from ringback.engine.task import Status
from ringback.kit.errors import BadRequest
from tests.engine.test_chat import Desk

ON_CALL, ENDED = "(on the phone)", "(the call has ended)"


@dataclass(frozen=True)
class Story:
    """What is said, and what the last answer must hold: its state, slots of its task as they were said, words."""

    messages: tuple[str, ...]
    state: str
    slots: tuple[tuple[str, str], ...] = ()
    words: tuple[str, ...] = ()
    never: tuple[str, ...] = ()


PIZZA = "Call Pizza Place and order a large pizza"
HE_PIZZA = "תתקשרי לפיצה פלייס ותזמיני פיצה גדולה"
TABLE = "תזמיני שולחן במסעדת הדקל מחר לארבעה"
EN_TABLE = "Book a table for four at מסעדת הדקל tomorrow"
VET = "Call the vet 03-6123401 and cancel Rexy's appointment on Friday"
ASK = "Call the shop 03-6123401 and ask if they have roses"
ROSES = "Call מסעדת הדקל tomorrow at nine and ask if they have roses"
HE_ROSES = "תתקשרי לפיצה פלייס מחר בעשר בבוקר ותשאלי אם פתוח"
WAITS = "awaiting_confirmation"

CORRECTIONS = (
    Story((TABLE, "בשבע", "לא, בשמונה"), WAITS, (("time", "שמונה"), ("party_size", "ארבעה"))),
    Story((TABLE, "לא, חמישה", "בשמונה"), WAITS, (("time", "שמונה"), ("party_size", "חמישה"))),
    Story((TABLE, "בשמונה", "השם הוא נועה"), WAITS, (("name", "נועה"),)),
    Story((TABLE, "בשמונה", "תשני את המספר ל-03-6123466"), WAITS, (("phone_number", "03-6123466"),)),
    Story(
        (EN_TABLE, "8 pm", "make it for seven thirty pm"), WAITS, (("time", "seven thirty pm"), ("party_size", "four"))
    ),
    Story((EN_TABLE, "8 pm", "no, five people"), WAITS, (("party_size", "five people"), ("time", "8 pm"))),
    Story((PIZZA, "not pizza, pasta"), WAITS, (("items", "a large pasta"), ("callee", "Pizza Place"))),
    Story((HE_PIZZA, "לא פיצה, פסטה"), WAITS, (("items", "פסטה גדולה"), ("callee", "פיצה פלייס"))),
    Story((HE_PIZZA, "פסטה במקום פיצה"), WAITS, (("items", "פסטה גדולה"),)),
    Story(
        (PIZZA, "change the number to 03-6123457"), WAITS, (("phone_number", "03-6123457"), ("items", "a large pizza"))
    ),
    Story((PIZZA, "don't call"), "idle", words=("No call will be made",)),
    Story((PIZZA, "no thanks"), "idle", words=("No call will be made",)),
    Story((HE_PIZZA, "לא תודה"), "idle", words=("לא תהיה שיחה",)),
    Story((HE_PIZZA, "אל תתקשרי"), "idle", words=("לא תהיה שיחה",)),
    Story((PIZZA, "make it for seven thirty"), WAITS, (("time", "seven thirty"), ("items", "a large pizza"))),
)
IN_THEIR_WORDS = (
    *(
        Story((f"תזמיני שולחן במסעדת הדקל מחר בשמונה לשניים{wish}",), WAITS, (("notes", note),))
        for wish, note in (
            (", בחוץ אם אפשר", "בחוץ אם אפשר"),
            (" ליד החלון, על שם נועה, תודה", "ליד החלון"),
            (" ותבקשי פינה שקטה", "לבקש פינה שקטה"),
            (". יש לנו עגלה", "יש לנו עגלה"),
            ("", ""),
        )
    ),
    Story(
        ("תזמיני לנו מקום לשישה בהדקל לשבת בערב בשעה 8 וחצי על שם נועה",),
        WAITS,
        (("date", "שבת בערב"), ("time", "8 וחצי"), ("notes", ""), ("name", "נועה")),
    ),
    Story(
        ("call 03-6123401. Tell them I'd like to return the shoes.",),
        WAITS,
        (("callee", ""), ("message", "I'd like to return the shoes")),
    ),
    Story(
        ("תתקשרי לפיצה פלייס ותזמיני שתי פיצות: אחת עם זיתים ואחת בלי גבינה",),
        WAITS,
        (("callee", "פיצה פלייס"), ("items", "שתי פיצות: אחת עם זיתים ואחת בלי גבינה")),
    ),
    Story(("call Dr. Levi (03-6123401) and ask if the results are back",), WAITS, (("callee", "Dr. Levi"),)),
    Story((f"{TABLE} אחרי שמונה",), WAITS, (("time", "אחרי שמונה"),), words=("מחר אחרי שמונה",)),
    Story(("תזמיני שולחן במסעדת הדקל בעוד יומיים ב-8 לשני זוגות",), WAITS, (("time", "8"),), words=("ל־4 סועדים",)),
    Story(("תזמיני שולחן במסעדת הדקל מחר בשמונה, נהיה בערך שישה",), WAITS, (("party_size", "שישה"),)),
    Story(
        ("Book a table at מסעדת הדקל tomorrow at 8 pm for around six people",),
        WAITS,
        (("party_size", "six people"), ("name", "דנה")),
    ),
    Story(
        (f"{PIZZA} but only if it's under 70 shekels",), WAITS, (("items", "a large pizza"), ("budget", "70 shekels"))
    ),
    Story((f"{HE_PIZZA}, אבל רק אם היא פחות מ-70 שקל",), WAITS, (("items", "פיצה גדולה"), ("budget", "70 שקל"))),
)
NO_ANSWER = (
    Story(
        ("order eggs from the grocery 03-6123401 and have them delivered", "add milk"),
        "collecting",
        (("notes", "add milk"),),
        words=("To which address?",),
    ),
    Story((f"{EN_TABLE[:35]} at 8 pm", "add a high chair"), "collecting", words=("For which day?",)),
    Story((TABLE[:-10], "בשמונה, לארבעה", "תוסיפי כיסא תינוק"), "collecting", words=("לאיזה יום?",)),
)
CALLED_LATER = (
    Story((VET, "move it to Sunday"), WAITS, words=("I did not understand", "on Friday"), never=("I will call on",)),
    Story((VET, "move the call to Sunday"), WAITS, words=("on Friday", "I will call on Sunday, 29 November")),
    Story(
        ("call Grandma at 03-6123401 on Friday at 10 and wish her happy birthday",),
        WAITS,
        (("goal", "wish her happy birthday"),),
        words=("I will call on Friday, 27 November, 10:00",),
    ),
    Story(
        ("תתקשרי לסבתא 03-6123401 ביום שישי בעשר ותאחלי לה מזל טוב",),
        WAITS,
        (("goal", "לאחל לה מזל טוב"),),
        words=("27 בנובמבר, 10:00",),
    ),
    Story((ASK, "postpone it to tomorrow"), WAITS, words=("I will call on Monday, 23 November",)),
    Story((ROSES, "no, at ten"), WAITS, words=("Monday, 23 November, 10:00",)),
    Story((ROSES, "actually Wednesday", "make it 4 pm"), WAITS, words=("Wednesday, 25 November, 16:00",)),
    Story((ROSES, "in two hours"), WAITS, words=("22:00",)),
    Story((HE_ROSES, "בעצם בשעה 11"), WAITS, words=("23 בנובמבר, 11:00",)),
    Story((HE_ROSES, "תשאלי גם אם פתוח בשמונה"), WAITS, words=("הערות: לשאול גם אם פתוח בשמונה", "10:00")),
)
IMPOSSIBLE = (
    Story(("תזמיני שולחן לארבעה במסעדת הדקל אתמול בשמונה",), "collecting", words=("היום הזה כבר עבר", "לאיזה יום?")),
    Story((TABLE, "בשעה 25:00"), "collecting", words=("אין שעה כזאת", "לאיזו שעה להזמין?")),
    Story((EN_TABLE, "27:30"), "collecting", words=("no such time", "What time")),
    Story(
        ("Book a table for 0 people at מסעדת הדקל tomorrow at 8 pm",), "collecting", words=("one person", "how many")
    ),
    Story(("תזמיני שולחן במסעדת הדקל ל-32.13 בשמונה לארבעה",), "collecting", words=("אין תאריך כזה", "לאיזה יום?")),
    Story(
        ("call 03-6123456 or 03-6123457 and ask if they are open",),
        WAITS,
        (("question", "if they are open"), ("phone_number", "03-6123456")),
        words=("I call next", "03-612-3457", "2 calls at most"),
    ),
)
RUNNING = (
    Story((PIZZA, "confirm", ON_CALL, "make it eight"), "running", words=("under way", "hang up")),
    Story((PIZZA, "confirm", ON_CALL, "ask them if they have parking"), "running", words=("under way",)),
    Story((HE_PIZZA, "כן", ON_CALL, "תוסיפי זיתים"), "running", words=("כבר מתקיימת",)),
    Story((PIZZA, "confirm", ON_CALL, "cancel"), "running", words=("Hanging up",), never=("No call will be made",)),
    Story((PIZZA, "confirm", ON_CALL, "call Mom", "cancel"), "running", words=("goes on",), never=("No call",)),
    Story((PIZZA, "confirm", ON_CALL, "call Mom", "hang up"), "collecting", words=("Hanging up",)),
    Story((PIZZA, "confirm", ON_CALL, "call Mom", "status"), "collecting", words=("on the phone",), never=("2 calls",)),
    Story((PIZZA, "confirm", ON_CALL, "no thanks"), "running", never=("Hanging up",)),
)
MEMORY = (
    Story((PIZZA, "confirm", ENDED, "call them again"), WAITS, (("items", "a large pizza"), ("callee", "Pizza Place"))),
    Story((HE_PIZZA, "כן", ENDED, "תתקשרי אליהם שוב"), WAITS, (("items", "פיצה גדולה"),)),
    Story((HE_PIZZA, "כן", ENDED, "כמו בפעם הקודמת"), WAITS, (("items", "פיצה גדולה"),)),
    Story(
        (PIZZA, "confirm", ENDED, "call them and ask if they deliver"),
        WAITS,
        (("question", "if they deliver"), ("callee", "Pizza Place")),
    ),
    Story(
        (PIZZA, "confirm", ENDED, "order the same as last time from Pizza Place"), WAITS, (("items", "a large pizza"),)
    ),
    Story(("Mom",), "collecting", (("callee", "Mom"),), ("What should I say",)),
    Story(("save the number of Dad: 052-7654321",), "idle", words=("Saved: Dad",)),
    Story(("תשמרי את המספר של סבתא: 052-7654321",), "idle", words=("נשמר: סבתא",)),
    Story(("המספר של סבתא הוא 052-7654321",), "idle", words=("נשמר: סבתא",)),
    Story(("forget everything",), "idle", words=("Nothing is erased",)),
    Story(("תמחקי הכל",), "idle", never=("בוטל",)),
)


@pytest.mark.parametrize(
    "story",
    [*CORRECTIONS, *IN_THEIR_WORDS, *NO_ANSWER, *CALLED_LATER, *IMPOSSIBLE, *RUNNING, *MEMORY],
    ids=lambda story: " > ".join(story.messages),
)
async def test_a_conversation_ends_as_it_should(story: Story) -> None:
    desk = Desk()
    await desk.know("profile", "name", "דנה")
    await desk.know("contacts", "Mom", "+972542345678")
    for message in story.messages:
        if message in (ON_CALL, ENDED):
            await move_on(desk, Status.IN_CALL if message == ON_CALL else Status.SUCCEEDED)
        else:
            answer = await desk.say(message)
    assert answer.state == story.state, answer.reply
    for slot, said in story.slots:
        assert answer.task is not None
        assert answer.task.said(slot) == said, answer.reply
    for words in story.words:
        assert words in answer.reply
    for words in story.never:
        assert words not in answer.reply


async def move_on(desk: Desk, status: Status) -> None:
    async with desk.store.unit("me") as unit:
        for task in await unit.tasks():
            if task.status is Status.CONFIRMED:
                await unit.save_task(replace(task, status=status))


async def test_an_hour_of_today_that_has_passed_is_asked_about() -> None:
    desk = Desk()
    late = await desk.say("Book a table for four at מסעדת הדקל today at 6 pm")
    assert "That time has passed today." in late.reply
    assert late.task is not None
    assert "time" not in late.task.slots


@pytest.mark.parametrize(
    "messages",
    [
        ["Book a table for four at מסעדת הדקל tonight", "18:00"],
        ["להזמין שולחן לארבעה במסעדת הדקל הערב", "בשש"],
        ["Book a table for four at מסעדת הדקל at 6 pm", "today"],
        ["Book a table for four at מסעדת הדקל today at six"],
        ["Book a table for four at מסעדת הדקל today at 21:00", "at 6 pm"],
    ],
    ids=" > ".join,
)
async def test_an_hour_that_passed_is_neither_taken_nor_offered(messages: list[str]) -> None:
    desk = Desk()
    desk.clock.advance(60)
    await desk.know("profile", "name", "דנה")
    for message in messages:
        answer = await desk.say(message)
    assert answer.task is not None
    assert "time" not in answer.task.slots, answer.reply
    assert list(answer.suggestions[:-1]) == ["21:00"]
    assert (await desk.say("21:00")).state == "awaiting_confirmation"


async def test_the_card_takes_no_hour_that_has_passed() -> None:
    desk = Desk()
    await desk.know("profile", "name", "Dana")
    plan = (await desk.say("Book a table for four at מסעדת הדקל tonight at nine")).task
    assert plan is not None
    types = task_types.load()
    cards = Cards(desk.chat, types, phrases_of(types), "IL")
    with pytest.raises(BadRequest, match="That time has passed today"):
        await cards.edit("me", plan.id, plan.plan_version, {"time": "18:00"})
    changed = await cards.edit("me", plan.id, plan.plan_version, {"time": "18:00", "date": "tomorrow"})
    assert (changed.said("time"), changed.plan_version) == ("18:00", 2)
