"""The sentences the practice model says, in both languages. Pure.

Rule: no sentence that agrees has a "no" in it, and none that declines repeats what was offered; the other side may be
listening for single words.
"""

from collections.abc import Mapping

from ringback.sandbox.mind.brief import Brief
from ringback.sandbox.mind.numbers import Language, people
from ringback.sandbox.mind.times import clock_words

_EN = {
    "hello": "Hello.",
    "machine": "Yes, I am an AI assistant calling on behalf of {who}.",
    "who": "I am an automated assistant calling on behalf of {who}.",
    "someone": "a customer",
    "right": "Yes, that's right.",
    "yes": "Yes, please.",
    "either": "Either is fine, thank you.",
    "this_one": "{what}, please.",
    "no_thanks": "No, thank you.",
    "unknown": "I'm sorry, I don't know that.",
    "fine": "That is fine, thank you.",
    "over_budget": "I'm sorry, that is more than we can spend. Is there anything cheaper?",
    "correct_time": "No, for {time} please.",
    "correct_party": "No, for {party} please.",
    "correct_size": "No, {size} please.",
    "correct": "No. {goal}",
    "accept": "{time} is fine, thank you.",
    "propose_time": "Would {time} be possible?",
    "propose": "In that case: {what}. Is that possible?",
    "condition": "Only if {what}. Is that possible?",
    "decline": "No, thank you, that does not work for us.",
    "what_else": "I see. What would be possible?",
    "wait": "Sure, I'll wait.",
    "name": "It's for {who}.",
    "no_name": "I'm sorry, I was not given a name.",
    "no_phone": "I'm sorry, I was not given a number.",
    "for_time": "For {time}, please.",
    "any_time": "Whenever it is possible.",
    "for_party": "For {party}, please.",
    "any_size": "The usual size, please.",
    "size": "{size}, please.",
    "no_more": "No, thank you, that's all.",
    "again": "Sorry, I didn't catch that. Could you say it again, please?",
    "confirm": "Is that confirmed?",
    "anybody": "Hello, can you hear me?",
    "thanks": "Thank you very much. Goodbye.",
    "informed": "Thank you for telling me. Goodbye.",
    "anyway": "Thank you anyway. Goodbye.",
    "refused": "I understand, goodbye.",
    "deaf": "I'm sorry, I can't hear you well. We will try another time. Goodbye.",
    "out_of_time": "I'm sorry, I have to end the call now. Thank you, goodbye.",
    "checking": "One moment please, I'm checking.",
    "moment": "Just a moment more, please.",
    "call_back": "I have to ask about that first, we will call you back. Thank you, goodbye.",
    "never_again": "I understand, we will not call again. Goodbye.",
    "also": "One more thing: {what}.",
    "ask_full": "They are full. They offer {what} – is that OK?",
    "ask_other": "They offer {what} – is that OK?",
    "ask_words": "They say: {what} Is that OK?",
    "option_time": "Yes, {what}",
    "option_yes": "Yes",
    "option_no": "No, look elsewhere",
    "ask_default": "I say that we will call back",
    "summary_succeeded": "The other side confirmed: {quote}",
    "summary_answered": "The other side answered: {quote}",
    "summary_failed": "It was not possible: {quote}",
    "summary_unanswered": "The other side gave no answer: {quote}",
    "summary_refused": "The other side did not want to talk: {quote}",
    "summary_voicemail": "A voicemail answered: {quote}",
    "summary_deaf": "Nothing that was said could be understood.",
}
_HE = {
    "hello": "שלום.",
    "machine": "כן, אני עוזרת מבוססת בינה מלאכותית, ומתקשרת בשם {who}.",
    "who": "אני עוזרת אוטומטית, ומתקשרת בשם {who}.",
    "someone": "לקוח",
    "right": "כן, נכון.",
    "yes": "כן, בבקשה.",
    "either": "זה וזה בסדר, תודה.",
    "this_one": "{what}, בבקשה.",
    "no_thanks": "לא, תודה.",
    "unknown": "סליחה, את זה אני לא יודעת.",
    "fine": "זה בסדר, תודה.",
    "over_budget": "סליחה, זה יותר ממה שאפשר לשלם. יש משהו זול יותר?",
    "correct_time": "לא, ל{time} בבקשה.",
    "correct_party": "לא, ל{party} בבקשה.",
    "correct_size": "לא, {size} בבקשה.",
    "correct": "לא. {goal}",
    "accept": "{time} זה בסדר, תודה.",
    "propose_time": "אפשר ב{time}?",
    "propose": "אם ככה: {what}. זה אפשרי?",
    "condition": "רק אם {what}. אפשר?",
    "decline": "לא, תודה, זה לא מסתדר לנו.",
    "what_else": "אני מבינה. מה כן אפשר?",
    "wait": "בטח, אני מחכה.",
    "name": "על שם {who}.",
    "no_name": "סליחה, לא נתנו לי שם.",
    "no_phone": "סליחה, לא נתנו לי מספר.",
    "for_time": "ל{time}, בבקשה.",
    "any_time": "מתי שאפשר.",
    "for_party": "ל{party}, בבקשה.",
    "any_size": "בגודל הרגיל, בבקשה.",
    "size": "{size}, בבקשה.",
    "no_more": "לא, תודה, זה הכול.",
    "again": "סליחה, לא הבנתי. אפשר לחזור על זה?",
    "confirm": "אז זה סגור?",
    "anybody": "הלו, שומעים אותי?",
    "thanks": "תודה רבה, להתראות.",
    "informed": "תודה על המידע, להתראות.",
    "anyway": "תודה בכל זאת, להתראות.",
    "refused": "אני מבינה, להתראות.",
    "deaf": "סליחה, אני לא שומעת טוב. ננסה בפעם אחרת. להתראות.",
    "out_of_time": "סליחה, אני חייבת לסיים עכשיו. תודה ולהתראות.",
    "checking": "רגע אחד בבקשה, אני בודקת.",
    "moment": "עוד רגע בבקשה.",
    "call_back": "אני צריכה לבדוק את זה קודם, ונחזור אליכם. תודה ולהתראות.",
    "never_again": "אני מבינה, לא נתקשר יותר. להתראות.",
    "also": "ועוד דבר: {what}.",
    "ask_full": "מלא בשעה שביקשת. מציעים {what} – מתאים?",
    "ask_other": "מציעים {what} – מתאים?",
    "ask_words": "אומרים: {what} מתאים?",
    "option_time": "כן, {what}",
    "option_yes": "כן",
    "option_no": "לא, נחפש מקום אחר",
    "ask_default": "אגיד שנחזור אליהם",
    "summary_succeeded": "הצד השני אישר: {quote}",
    "summary_answered": "הצד השני ענה: {quote}",
    "summary_failed": "זה לא התאפשר: {quote}",
    "summary_unanswered": "לא התקבלה תשובה: {quote}",
    "summary_refused": "הצד השני לא רצה לדבר: {quote}",
    "summary_voicemail": "ענה תא קולי: {quote}",
    "summary_deaf": "לא היה אפשר להבין מה נאמר.",
}
_SENTENCES: Mapping[Language, Mapping[str, str]] = {"en": _EN, "he": _HE}
_SIZES_HE = {"small": "קטנה", "medium": "בינונית", "large": "גדולה", "family": "משפחתית"}


def phrase(name: str, brief: Brief, **values: str) -> str:
    """The sentence of that name; `time`, `party` and `size` are values as in a brief: "19:00", "4", "large"."""
    language = brief.language
    who = brief.principal or _SENTENCES[language]["someone"]
    words = {"who": who, "goal": brief.sentence, **values}
    if "time" in values:
        words["time"] = clock_words(values["time"], language)
    if "party" in values:
        words["party"] = people(int(values["party"]), language)
    if "size" in values and language == "he":
        words["size"] = _SIZES_HE[values["size"]]
    text = _SENTENCES[language][name].format_map(words)
    return text[:1].upper() + text[1:]
