"""Hard cases of evidence, in both languages: what people really say, and what must not be believed.

A talk is written as lines, "c: …" the callee's and "a: …" ours; the fact quotes the callee.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ringback.call_handler.events import Utterance, Who
from ringback.call_handler.evidence import witness
from ringback.call_handler.numerals import Clock
from ringback.call_handler.statements import state

Case = tuple[str, str, str, str]
"""Talk, key, value, quote."""

SUPPORTED: list[Case] = [
    ("c: Half past eight is fine.", "time", "20:30", "half past eight is fine"),
    ("c: It's a quarter to nine.", "time", "20:45", "a quarter to nine"),
    ("c: See you at eight thirty.", "time", "20:30", "at eight thirty"),
    ("c: We expect you at 8:30 pm.", "time", "20:30", "at 8:30 pm"),
    ("c: We expect you at 8.30 p.m. sharp, at half past eight.", "time", "20:30", "at half past eight"),
    ("c: Tonight, eight in the evening.", "time", "20:00", "eight in the evening"),
    ("c: At seven in the morning.", "time", "07:00", "at seven in the morning"),
    ("c: We open at noon.", "time", "12:00", "we open at noon"),
    ("c: That's a hundred and twenty shekels.", "price", "120", "a hundred and twenty shekels"),
    ("c: It's one thousand two hundred.", "price", "1200", "one thousand two hundred"),
    ("c: Sixty two fifty.", "price", "62.50", "sixty two fifty"),
    ("c: Sixty-two and a half shekels.", "price", "62.5", "sixty-two and a half shekels"),
    ("c: That is $40.", "price", "40 dollars", "that is $40"),
    ("c: A table for four people at eight.", "party_size", "4", "a table for four people"),
    ("c: At eight?\na: Yes, please.", "time", "20:00", "at eight"),
    ("c: Would eight suit you?\na: Eight is fine, thank you.", "time", "20:00", "would eight suit you"),
    (
        "c: We are full at eight. I have half past eight. Does that suit you?\na: Half past eight is fine, thank you.",
        *("time", "20:30", "I have half past eight"),
    ),
    (
        "c: We are full at eight. How about nine?\na: No, thank you.",
        *("alternative_time", "21:00", "how about nine"),
    ),
    ("c: Not at seven, but eight works.", "time", "20:00", "eight works"),
    ("c: No, it's at eight.", "time", "20:00", "it's at eight"),
    ("c: At seven, sorry, at eight.", "time", "20:00", "at eight"),
    ("c: At seven.\na: Thank you.\nc: Actually, make it eight.", "time", "20:00", "make it eight"),
    ("c: No problem, at seven.", "time", "19:00", "no problem, at seven"),
    ("c: Ready at seven. Anything else?\na: No, thank you, that's all.", "time", "19:00", "ready at seven"),
    ("c: Ready at seven.\na: Great.\nc: We close at ten.", "time", "19:00", "ready at seven"),
    ("c: Ready at seven.\na: Great.\nc: Not at eight, at seven.", "time", "19:00", "ready at seven"),
    ("c: No.", "answer", "no", "no"),
    ("c: Yes, of course we deliver.", "answer", "yes", "yes, of course we deliver"),
    ("c: On Friday we are closed.", "answer", "On Friday we are closed", "on Friday we are closed"),
    ("c: Friday at two, then.", "date", "Friday", "Friday at two"),
    ("c: Come tomorrow at ten.", "date", "tomorrow", "come tomorrow at ten"),
    ("c: November twenty fourth.", "date", "2026-11-24", "November twenty fourth"),
    (
        "c: Call oh, sorry, zero five zero, one two three, four five six seven.",
        "phone",
        "050-1234567",
        "zero five zero",
    ),
    (
        "c: It takes half an hour.\na: Good.\nc: Yes, ready at half past seven.",
        "time",
        "19:30",
        "ready at half past seven",
    ),
    ("c: בשמונה וחצי זה בסדר.", "time", "20:30", "בשמונה וחצי זה בסדר"),
    ("c: רבע לתשע.", "time", "20:45", "רבע לתשע"),
    ("c: נתראה בשבע בערב.", "time", "19:00", "נתראה בשבע בערב"),
    ("c: זה יעלה מאה ועשרים שקל.", "price", "120", "מאה ועשרים שקל"),
    ("c: שמונים ותשעה שקלים.", "price", "89", "שמונים ותשעה שקלים"),
    ('c: זה 68 ש"ח.', "price", "68 שקל", "זה 68"),
    ("c: שולחן לארבעה אנשים בשמונה.", "party_size", "4", "שולחן לארבעה אנשים"),
    ("c: לא בשבע, בשמונה.", "time", "20:00", "בשמונה"),
    ("c: אין מקום בשבע, רק בשמונה וחצי.", "time", "20:30", "רק בשמונה וחצי"),
    ("c: אולי בתשע?\na: כן, תשע זה מצוין.", "time", "21:00", "אולי בתשע"),
    ("c: בשמונה מתאים לכם?\na: כן, בבקשה.", "time", "20:00", "בשמונה מתאים לכם"),
    ("c: אין בעיה, בשבע.", "time", "19:00", "אין בעיה, בשבע"),
    ("c: ביום שישי בשתיים.", "date", "יום שישי", "ביום שישי בשתיים"),
    ("c: כן, פתוח.", "answer", "כן", "כן, פתוח"),
    ("c: לא, סגור.", "answer", "לא", "לא, סגור"),
    ("c: רשמתי לשבע.\na: תודה.\nc: בעצם, אפשר רק בשמונה.", "time", "20:00", "אפשר רק בשמונה"),
    ("c: מחר בעשר.", "date", "מחר", "מחר בעשר"),
    ("c: מחר בבוקר בשמונה.", "time", "08:00", "מחר בבוקר בשמונה"),
    ("c: הערב בשמונה.", "time", "20:00", "הערב בשמונה"),
    ("c: Tomorrow morning at eight.", "time", "08:00", "tomorrow morning at eight"),
    ("c: In the evening, at eight.", "time", "20:00", "at eight"),
    ("c: We are open from nine in the morning until eight.", "time", "20:00", "until eight"),
    ("c: Good morning, a table at eight is fine.", "time", "20:00", "a table at eight"),
    ("c: Not in the morning, at eight.", "time", "20:00", "at eight"),
    ("c: In the morning we are closed, come at eight.", "time", "20:00", "come at eight"),
    ("c: פתוח מתשע בבוקר עד שמונה.", "time", "20:00", "עד שמונה"),
    ("c: בוקר טוב, אפשר בשמונה.", "time", "20:00", "אפשר בשמונה"),
    ("c: We open at midday and close at eight.", "time", "20:00", "close at eight"),
    ("c: Tomorrow morning. No, at eight tonight.", "time", "20:00", "at eight tonight"),
    ("c: We open from 9 in the morning until 8.", "time", "20:00", "until 8"),
    ("c: Sixty eight fifty.", "price", "68.50", "sixty eight fifty"),
    ("c: שישים ושמונה וחצי שקל.", "price", "68.5", "שישים ושמונה וחצי"),
    ("c: Sixty-eight hundred.", "price", "6800", "sixty-eight hundred"),
    ("c: 68 plus twenty is eighty eight.", "total", "88", "is eighty eight"),
    ("c: Forty each, eighty altogether.", "total", "80", "eighty altogether"),
    ("c: Forty shekels each.", "price", "40", "forty shekels each"),
    ("c: Forty shekels per person.", "total", "40 per person", "forty shekels per person"),
    ("c: 200, minus 50, so that's 150.", "total", "150", "so that's 150"),
    ("c: It takes forty minutes.", "time", "40 minutes", "it takes forty minutes"),
    ("c: Eight thirty.", "time", "20:30", "eight thirty"),
    ("c: ארבעים שקל לאדם, שמונים ביחד.", "total", "80", "שמונים ביחד"),
    ("c: A table for two at eight thirty.", "party_size", "2", "a table for two"),
    ("c: On the third of December.", "date", "2026-12-03", "the third of December"),
    ("c: December the third at two.", "date", "2026-12-03", "December the third"),
    ("c: At two on November fourteenth.", "date", "2026-11-14", "November fourteenth"),
    ("c: בשלושה בדצמבר.", "date", "2026-12-03", "בשלושה בדצמבר"),
    ("c: בארבעה עשר בדצמבר בשמונה.", "date", "14.12.2026", "בארבעה עשר בדצמבר"),
    ("c: In December, yes.", "month", "December", "in December"),
    ("c: Fourth of December at eight.", "date", "4 December", "fourth of December"),
    ("c: I booked you for eight.", "time", "20:00", "I booked you for eight."),
    ("c: Your table at eight is booked.", "time", "20:00", "Your table at eight is booked."),
    (
        "c: A table for four at half past eight.\nc: Thank you Dana, the table at half past eight is booked.",
        "time",
        "20:30",
        "A table for four at half past eight.",
    ),
    ("c: You are booked for eight.", "time", "20:00", "You are booked for eight."),
    ("c: It's not too late, eight is fine.", "time", "20:00", "It's not too late, eight is fine."),
    ("c: אתם מוזמנים בשמונה.", "time", "20:00", "אתם מוזמנים בשמונה."),
    ("c: You're all booked for eight.", "time", "20:00", "You're all booked for eight."),
    ("c: Any day except Friday, Sunday is best.", "date", "Sunday", "Sunday is best"),
    ("c: The day after tomorrow.", "date", "the day after tomorrow", "the day after tomorrow"),
    ("c: מחרתיים בעשר.", "date", "the day after tomorrow", "מחרתיים בעשר"),
    ("c: Yes, every day except Friday.", "answer", "yes", "yes, every day"),
    ("c: We open at eight. My number is 050 123 4567.", "phone", "+972501234567", "my number is 050 123 4567"),
    ("c: 0501234567, 0501234567.", "phone", "050-1234567", "0501234567"),
    ("c: It is 1 2 3 0 4 5 6.", "phone", "1230456", "it is 1 2 3 0 4 5 6"),
]

NOT_SUPPORTED: list[Case] = [
    ("c: Half past eight is fine.", "time", "20:00", "half past eight is fine"),
    ("c: A quarter to nine.", "time", "21:00", "a quarter to nine"),
    ("c: See you at seven in the morning.", "time", "19:00", "at seven in the morning"),
    ("c: At eight in the evening.", "time", "08:00", "at eight in the evening"),
    ("c: Not at eight.", "time", "20:00", "not at eight"),
    ("c: I'm afraid we can't seat you at eight.", "time", "20:00", "we can't seat you at eight"),
    ("c: We are full at eight.", "time", "20:00", "we are full at eight"),
    ("c: At eight everything is taken.", "time", "20:00", "at eight everything is taken"),
    ("c: There is no table left for eight.", "time", "20:00", "there is no table left for eight"),
    ("c: At seven, sorry, at eight.", "time", "19:00", "at seven"),
    ("c: At seven.\na: Thank you.\nc: Actually, make it eight.", "time", "19:00", "at seven"),
    ("c: Ready at seven.\na: Great.\nc: So I booked you for eight.", "time", "19:00", "ready at seven"),
    ("c: Ready at seven.\na: Could you make it eight instead?\nc: Yes, sure.", "time", "19:00", "ready at seven"),
    ("c: Ready at seven.\na: Great.\nc: Oh no, not at seven.", "time", "19:00", "ready at seven"),
    ("c: At eight?\na: No, at seven please.", "time", "20:00", "at eight"),
    ("c: At eight?", "time", "20:00", "at eight"),
    ("c: At eight?\na: One moment please, I'm checking.", "time", "20:00", "at eight"),
    (
        "c: We are full. I have nine. Does that suit you?\na: No, thank you, that does not work for us.",
        *("time", "21:00", "I have nine"),
    ),
    ("c: Maybe at eight, I have to check.", "time", "20:00", "maybe at eight"),
    ("c: If you come at eight I can look.", "time", "20:00", "if you come at eight"),
    ("c: That's eighty shekels.", "price", "18", "that's eighty shekels"),
    ("c: That's sixty eight shekels.", "price", "68 dollars", "that's sixty eight shekels"),
    ("c: Sixty eight, sorry, seventy eight shekels.", "price", "68", "sixty eight"),
    ("c: It's not sixty eight shekels.", "price", "68", "it's not sixty eight shekels"),
    (
        "c: It's sixty eight shekels.\na: Ok.\nc: Actually it's ninety shekels.",
        "price",
        "68",
        "it's sixty eight shekels",
    ),
    ("c: See you at eight.", "price", "8", "see you at eight"),
    ("c: It's seven shekels.", "time", "19:00", "it's seven shekels"),
    ("c: A table for five people.", "party_size", "4", "a table for five people"),
    ("c: At four.", "party_size", "4", "at four"),
    ("c: Yes.", "answer", "no", "yes"),
    ("c: No, we don't deliver.", "answer", "yes", "no, we don't deliver"),
    ("c: We have no margherita today.", "item", "margherita", "we have no margherita today"),
    ("c: On Thursday at two.", "date", "Friday", "on Thursday at two"),
    ("c: Not tomorrow.", "date", "tomorrow", "not tomorrow"),
    ("c: November fourteenth.", "date", "2026-11-24", "November fourteenth"),
    ("c: Zero five zero, one two three, four five six eight.", "phone", "050-1234567", "zero five zero"),
    ("a: For seven, is that sixty eight shekels?\nc: One second.", "time", "19:00", "for seven"),
    ("c: Hello.", "time", "19:00", "it will be ready at seven"),
    ("c: It will be ready.", "time", "19:00", None or ""),
    ("c: בשמונה וחצי.", "time", "20:00", "בשמונה וחצי"),
    ("c: רבע לתשע.", "time", "21:15", "רבע לתשע"),
    ("c: לא בשמונה.", "time", "20:00", "לא בשמונה"),
    ("c: בשמונה אנחנו מלאים.", "time", "20:00", "בשמונה אנחנו מלאים"),
    ("c: אין לנו שום שולחן פנוי בשמונה.", "time", "20:00", "שולחן פנוי בשמונה"),
    ("c: לא נוכל לקבל אתכם בשמונה.", "time", "20:00", "לקבל אתכם בשמונה"),
    ("c: בשבע, סליחה, בשמונה.", "time", "19:00", "בשבע"),
    ("c: רשמתי לשבע.\na: תודה.\nc: בעצם, אפשר רק בשמונה.", "time", "19:00", "רשמתי לשבע"),
    ("c: בשמונה?\na: לא, בשבע בבקשה.", "time", "20:00", "בשמונה"),
    ("c: אולי בשמונה, אני לא בטוחה.", "time", "20:00", "אולי בשמונה"),
    ("c: נתראה בשבע בבוקר.", "time", "19:00", "נתראה בשבע בבוקר"),
    ("c: מאה ועשרים שקל.", "price", "112", "מאה ועשרים שקל"),
    ("c: שמונים שקל.", "price", "80 דולר", "שמונים שקל"),
    ("c: בארבע.", "party_size", "4", "בארבע"),
    ("c: לא, סגור.", "answer", "כן", "לא, סגור"),
    ("c: אין לנו מרגריטה.", "item", "מרגריטה", "אין לנו מרגריטה"),
    ("c: ביום חמישי בשתיים.", "date", "יום שישי", "ביום חמישי בשתיים"),
    ("c: מחר בבוקר בשמונה.", "time", "20:00", "מחר בבוקר בשמונה"),
    ("c: Tomorrow morning at eight.", "time", "20:00", "tomorrow morning at eight"),
    ("c: הערב בשמונה.", "time", "08:00", "הערב בשמונה"),
    ("c: בבוקר, בשמונה.", "time", "20:00", "בשמונה"),
    ("c: Evening, eight.", "time", "08:00", "evening, eight"),
    ("c: In the morning, at eight or nine.", "time", "21:00", "at eight or nine"),
    ("c: Tonight at eight thirty.", "time", "08:30", "at eight thirty"),
    ("c: Two people tomorrow morning at eight.", "time", "20:00", "tomorrow morning at eight"),
    ("c: Sixty eight fifty.", "price", "68", "sixty eight fifty"),
    ("c: Sixty eight fifty.", "price", "50", "sixty eight fifty"),
    ("c: שישים ושמונה וחצי שקל.", "price", "68", "שישים ושמונה וחצי"),
    ("c: Sixty-eight hundred.", "price", "68", "sixty-eight hundred"),
    ("c: 68 plus twenty.", "total", "68", "68 plus twenty"),
    ("c: 68 plus twenty.", "price", "20", "68 plus twenty"),
    ("c: It's 200 shekels, minus 50.", "price", "200", "it's 200 shekels"),
    ("c: It's 50 percent off 200 shekels.", "price", "200", "50 percent off 200"),
    ("c: 68 ועוד עשרים על המשלוח.", "total", "68", "68 ועוד עשרים"),
    ("c: Sixty eight shekels each.", "total", "68", "sixty eight shekels each"),
    ("c: שמונים שקל לאדם.", "total", "80", "שמונים שקל לאדם"),
    ("c: It will be forty minutes.", "time", "40", "forty minutes"),
    ("c: On the third of December.", "date", "2026-03-12", "the third of December"),
    ("c: December third for twelve people.", "date", "2026-12-12", "December third"),
    ("c: בשלושה בדצמבר.", "date", "2026-03-12", "בשלושה בדצמבר"),
    ("c: In November, yes.", "month", "December", "in November"),
    (
        "c: On the third of December.\na: Good.\nc: Actually, make it the fourth.",
        "date",
        "2026-12-03",
        "the third of December",
    ),
    ("c: On the third of December.", "date", "4.12.2026", "the third of December"),
    ("c: It's 1,680 shekels.", "price", "168", "it's 1,680"),
    ("c: Two and a half.", "quantity", "2", "two and a half"),
    ("c: I doubt we can do eight.", "time", "20:00", "I doubt we can do eight."),
    ("c: Eight is out of the question.", "time", "20:00", "Eight is out of the question."),
    ("c: Eight is gone.", "time", "20:00", "Eight is gone."),
    ("c: Eight is already booked.", "time", "20:00", "Eight is already booked."),
    ("c: Eight is booked.", "time", "20:00", "Eight is booked."),
    ("c: Eight is fully booked.", "time", "20:00", "Eight is fully booked."),
    ("c: Sold out at eight.", "time", "20:00", "Sold out at eight."),
    ("c: Probably eight.", "time", "20:00", "Probably eight."),
    ("c: Around eight.", "time", "20:00", "Around eight."),
    ("c: I'll try for eight.", "time", "20:00", "I'll try for eight."),
    ("c: Eight is too late for us.", "time", "20:00", "Eight is too late for us."),
    ("c: חבל, בשמונה כבר הכל מוזמן.", "time", "20:00", "חבל, בשמונה כבר הכל מוזמן."),
    ("c: בשמונה זה מאוחר מדי.", "time", "20:00", "בשמונה זה מאוחר מדי."),
    ("c: בשמונה קשה לי.", "time", "20:00", "בשמונה קשה לי."),
    ("c: כנראה בשמונה.", "time", "20:00", "כנראה בשמונה."),
    ("c: אני אנסה בשמונה.", "time", "20:00", "אני אנסה בשמונה."),
    ("c: נראה לי שבשמונה.", "time", "20:00", "נראה לי שבשמונה."),
    ("c: You want eight?\na: Yes.\nc: Sorry, it's booked.", "time", "20:00", "you want eight"),
    ("c: We ran out of margherita.", "item", "margherita", "ran out of margherita"),
    ("c: The margherita is finished.", "item", "margherita", "the margherita is finished"),
    ("c: המרגריטה אזלה.", "item", "מרגריטה", "המרגריטה אזלה"),
    ("c: חסרה לנו מרגריטה.", "item", "מרגריטה", "חסרה לנו מרגריטה"),
    ("c: Any day except Friday.", "date", "Friday", "any day except Friday"),
    ("c: כל יום חוץ מיום שישי.", "date", "יום שישי", "חוץ מיום שישי"),
    ("c: The day after tomorrow.", "date", "tomorrow", "the day after tomorrow"),
    ("c: The number is zero five zero 9 9 9 1234567.", "phone", "1234567", "the number is zero five zero"),
    ("c: 12 050 123 4567.", "phone", "050-1234567", "12 050 123 4567"),
    ("c: 050 123 45678.", "phone", "050-1234567", "050 123 45678"),
]


def turns(talk: str) -> list[Utterance]:
    who: dict[str, Who] = {"c": "callee", "a": "agent"}
    lines = [line.split(": ", 1) for line in talk.split("\n")]
    return [Utterance(at, who[side], text, at * 1000, at * 1000 + 900, True) for at, (side, text) in enumerate(lines)]


@pytest.mark.parametrize("case", SUPPORTED, ids=lambda case: f"{case[0]} → {case[2]}")
def test_what_they_said_is_evidence(case: Case) -> None:
    talk, key, value, quote = case
    assert witness(value, quote, turns(talk), key)[1]


@pytest.mark.parametrize("case", NOT_SUPPORTED, ids=lambda case: f"{case[0]} → {case[2]}")
def test_what_they_did_not_say_is_none(case: Case) -> None:
    talk, key, value, quote = case
    assert not witness(value, quote, turns(talk), key)[1]


def test_there_are_cases_enough_and_half_of_them_must_fail() -> None:
    assert len(SUPPORTED) + len(NOT_SUPPORTED) >= 80
    assert len(NOT_SUPPORTED) >= len(SUPPORTED)


def words(text: str) -> list[str]:
    return text.split()


ONES = words(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
)
ONES += ["eighteen", "nineteen"]
TENS = words("twenty thirty forty fifty sixty seventy eighty ninety")
HE_ONES = words("אחד שניים שלושה ארבעה חמישה שישה שבעה שמונה תשעה עשרה")
HE_TENS = words("עשרים שלושים ארבעים חמישים שישים שבעים שמונים תשעים")
HE_ONES_F = words("אחת שתיים שלוש ארבע חמש שש שבע שמונה תשע")
HE_TEENS = ["אחד עשר", "שנים עשר", *(f"{one} עשר" for one in HE_ONES[2:9])]


def english(number: int) -> str:
    if number < 20:
        return ONES[number - 1]
    if number < 100:
        return TENS[number // 10 - 2] + (f" {ONES[number % 10 - 1]}" if number % 10 else "")
    if number < 1000:
        rest = f" and {english(number % 100)}" if number % 100 else ""
        return f"{ONES[number // 100 - 1]} hundred{rest}"
    return f"{english(number // 1000)} thousand" + (f" {english(number % 1000)}" if number % 1000 else "")


def hebrew(number: int) -> str:
    if number <= 10:
        return HE_ONES[number - 1]
    if number < 20:
        return HE_TEENS[number - 11]
    if number < 100:
        return HE_TENS[number // 10 - 2] + (f" ו{HE_ONES[number % 10 - 1]}" if number % 10 else "")
    hundreds = {1: "מאה", 2: "מאתיים"}.get(number // 100) or f"{HE_ONES_F[number // 100 - 1]} מאות"
    if not number % 100:
        return hundreds
    rest = hebrew(number % 100)
    return f"{hundreds} {rest}" if " ו" in rest or " " in rest else f"{hundreds} ו{rest}"


@given(st.integers(1, 9999))
def test_english_numbers_in_words(number: int) -> None:
    assert said_number(f"That is {english(number)} shekels.") == number


@given(st.integers(1, 999))
def test_hebrew_numbers_in_words(number: int) -> None:
    assert said_number(f"זה {hebrew(number)} שקל.") == number


def said_number(text: str) -> object:
    [value] = {atom.value for atom in state(text).asserted() if atom.kind == "number"}
    return value


@given(st.integers(1, 12), st.sampled_from([0, 15, 30, 45]), st.booleans(), st.sampled_from(["am", "pm"]))
def test_times_in_words_are_those_in_figures(hour: int, minute: int, in_hebrew: bool, half: str) -> None:
    clock = hour % 12 * 60 + minute
    following = hour % 12 + 1
    if in_hebrew:
        names = [*HE_ONES_F, "עשר", "אחת עשרה", "שתים עשרה"]
        parts = {0: names[hour - 1], 15: f"{names[hour - 1]} ורבע", 30: f"{names[hour - 1]} וחצי"}
        spoken = f"רבע ל{names[following - 1]}" if minute == 45 else f"ב{parts[minute]}"
        text = f"{spoken} {'בבוקר' if half == 'am' else 'בערב'}"
    else:
        parts = {0: f"at {ONES[hour - 1]}", 15: f"quarter past {ONES[hour - 1]}", 30: f"half past {ONES[hour - 1]}"}
        spoken = f"a quarter to {ONES[following - 1]}" if minute == 45 else parts[minute]
        text = f"{spoken} in the {'morning' if half == 'am' else 'evening'}"
    clocks = {atom.value for atom in state(text).asserted() if atom.kind == "time"}
    assert Clock(clock, "am" if half == "am" else "pm") in clocks


@given(st.text(max_size=200), st.text(max_size=40), st.text(max_size=40))
def test_nothing_that_is_said_breaks_it(text: str, value: str, quote: str) -> None:
    index, supported = witness(value, quote, [Utterance(0, "callee", text, 0, 1, True)])
    assert index in (None, 0)
    assert not supported or index == 0
