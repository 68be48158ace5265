"""The verbs requests are made with: every form of them to its infinitive, in Hebrew and English.

Rules:
1. A Hebrew request is an imperative, a future or an infinitive, in any gender; ו and ש stick to it. The goal of a call
   is told with infinitives: "תזמין … ותשאל" is "להזמין … ולשאול".
2. Only unambiguous forms are rewritten inside a sentence; "הזמנה" and "שאלה" are nouns and stay.
"""

import re
from collections.abc import Mapping
from typing import Literal

from ringback.engine.interpreters.text import words

Kind = Literal["call", "order", "book", "cancel", "move", "ask", "tell", "do"]

_HEBREW: tuple[tuple[Kind, str, str], ...] = (
    ("call", "להתקשר", "תתקשר תתקשרי תתקשרו התקשר התקשרי התקשרו נתקשר"),
    ("call", "לחייג", "תחייג תחייגי תחייגו חייג חייגי חייגו"),
    ("call", "לצלצל", "תצלצל תצלצלי צלצל צלצלי"),
    ("call", "לטלפן", "תטלפן תטלפני טלפן טלפני"),
    ("call", "לדבר", "תדבר תדברי דבר דברי"),
    ("order", "להזמין", "נזמין תזמין תזמיני תזמינו הזמן הזמיני הזמינו"),
    ("order", "לקנות", "תקנה תקני קנה קני"),
    ("order", "להשיג", "תשיג תשיגי השג השיגי"),
    ("book", "לקבוע", "נקבע תקבע תקבעי תקבעו קבע קבעי"),
    ("book", "לשריין", "תשריין תשרייני תשרין שריין שרייני"),
    ("book", "לשמור", "תשמור תשמרי שמור שמרי"),
    ("book", "לתאם", "תתאם תתאמי תאם תאמי"),
    ("book", "לסגור", "תסגור תסגרי סגור סגרי"),
    ("book", "להוציא", "תוציא תוציאי הוציאי"),
    ("book", "לארגן", "תארגן תארגני ארגן ארגני"),
    ("book", "לסדר", "תסדר תסדרי סדר סדרי"),
    ("book", "למצוא", "תמצא תמצאי מצא מצאי"),
    ("cancel", "לבטל", "תבטל תבטלי תבטלו בטל בטלי"),
    ("move", "לדחות", "תדחה תדחי דחה דחי"),
    ("move", "להקדים", "תקדים תקדימי הקדם הקדימי"),
    ("move", "להזיז", "תזיז תזיזי הזז הזיזי"),
    ("move", "לשנות", "תשנה תשני שנה שני"),
    ("move", "להעביר", "תעביר תעבירי העבר העבירי"),
    ("ask", "לשאול", "תשאל תשאלי תשאלו שאל שאלי"),
    ("ask", "לברר", "תברר תבררי תבררו ברר בררי"),
    ("ask", "לבדוק", "תבדוק תבדקי תבדקו בדוק בדקי"),
    ("ask", "לוודא", "תוודא תוודאי וודא תודא"),
    ("ask", "לבקש", "תבקש תבקשי תבקשו בקש בקשי"),
    ("ask", "לאשר", "תאשר תאשרי"),
    ("tell", "למסור", "תמסור תמסרי מסור מסרי"),
    ("tell", "להגיד", "תגיד תגידי תגידו הגד"),
    ("tell", "לומר", "תאמר תאמרי אמור אמרי"),
    ("tell", "להודיע", "תודיע תודיעי הודע הודיעי"),
    ("tell", "לספר", "תספר תספרי ספר ספרי"),
    ("tell", "להזכיר", "תזכיר תזכירי הזכר הזכירי"),
    ("tell", "לאחל", "תאחל תאחלי"),
    ("tell", "להשאיר", "תשאיר תשאירי השאר השאירי"),
    ("tell", "לעדכן", "תעדכן תעדכני עדכני"),
    ("tell", "לברך", "תברך תברכי"),
    ("tell", "להתלונן", "תתלונן תתלונני התלונן"),
    ("tell", "להתנצל", "תתנצל תתנצלי"),
    ("tell", "להודות", "תודה_ תודי"),
    ("tell", "לדווח", "תדווח תדווחי דווח דווחי"),
    ("tell", "להציע", "תציע תציעי"),
    ("do", "להסביר", "תסביר תסבירי"),
    ("do", "לתת", "תיתן תתן תתני"),
    ("do", "להוסיף", "תוסיף תוסיפי הוסף הוסיפי"),
    ("do", "לחזור", "תחזור תחזרי"),
    ("do", "לפנות", "תפנה תפני"),
    ("do", "לעזור", "תעזור תעזרי"),
)
_PRESENT: Mapping[str, str] = {
    **dict.fromkeys(("מתקשר", "מתקשרת"), "להתקשר"),
    **dict.fromkeys(("מזמין", "מזמינה"), "להזמין"),
    **dict.fromkeys(("קובע", "קובעת"), "לקבוע"),
    **dict.fromkeys(("שואל", "שואלת"), "לשאול"),
    **dict.fromkeys(("בודק", "בודקת"), "לבדוק"),
    **dict.fromkeys(("מבררת", "מברר"), "לברר"),
    **dict.fromkeys(("מבטל", "מבטלת"), "לבטל"),
    **dict.fromkeys(("מודיע", "מודיעה"), "להודיע"),
    **dict.fromkeys(("מוסר", "מוסרת"), "למסור"),
}
"""What "are you …ing" asks for: requests only behind "יש מצב שאת" and its like."""
HEBREW: Mapping[str, tuple[Kind, str]] = {
    form: (kind, infinitive) for kind, infinitive, forms in _HEBREW for form in (infinitive, *forms.split())
}
"""Every form, and the infinitive itself → (kind, infinitive)."""
INFINITIVES = tuple(infinitive for _, infinitive, _ in _HEBREW)
_ALONE = words("שני שנה דבר ספר שמור סגור קני קבע אמור ברר תודה_ שאל מסור הגד תאם אשר")
"""Forms that are other words as well: verbs only at the head of a request."""
_STEM = re.compile(r"^(וש|ו|ש|כש)?(.+)$")
_PHONE_PHRASE = re.compile(
    r"(?<![א-ת])(?:ש|ו)?(?:ת?רימי?|תרים|הרם|להרים|תני|תן|לתת|תעש[הי]) (?:טלפון|צלצול|שיחה)(?![א-ת])"
    r"|(?<![א-ת])(?:תשיגי?|תני?|תן) לי את(?=.* (?:בטלפון|על הקו))"
    r"|(?<=אפשר )(?:טלפון|צלצול|שיחה)(?= ל)"
    r"|(?<![א-ת])(?:ת?חבר[יו]?|ת?קשר[יו]?) (?:אותי|אותנו)(?= (?:ל|עם|אל))"
)

ENGLISH: Mapping[str, Kind] = {
    **dict.fromkeys(("call", "phone", "ring", "dial", "telephone", "contact", "reach"), "call"),
    **dict.fromkeys(("order", "buy", "get"), "order"),
    **dict.fromkeys(("book", "reserve", "schedule", "make", "set", "arrange", "find"), "book"),
    **dict.fromkeys(("cancel",), "cancel"),
    **dict.fromkeys(("reschedule", "move", "postpone", "change", "push"), "move"),
    **dict.fromkeys(("ask", "check", "inquire", "confirm", "verify", "request"), "ask"),
    **dict.fromkeys(("tell", "inform", "let", "notify", "remind", "wish", "thank", "complain", "say"), "tell"),
}


def hebrew(word: str, *, at_head: bool, asked: bool = False) -> tuple[str, Kind, str] | None:
    """(glued prefix, kind, infinitive) of a word that is a verb of a request; ו stays, ש is dropped by the caller.

    `asked`: the message asks whether the assistant does it ("יש מצב שאת מזמינה").
    """
    if asked and word in _PRESENT:
        return "", *HEBREW[_PRESENT[word]]
    if word in HEBREW and (at_head or word not in _ALONE):
        return "", *HEBREW[word]
    split = _STEM.match(word)
    if split and split[1] and split[2] in HEBREW and split[2] not in _ALONE:
        return split[1], *HEBREW[split[2]]
    return None


def phone_phrase(plain: str) -> tuple[int, int] | None:
    """Where the message says "pick up the phone", which is one verb in three words."""
    found = _PHONE_PHRASE.search(plain)
    return found.span() if found else None


def in_infinitives(goal: str) -> str:
    """A Hebrew goal with its verbs in the infinitive, and without "for me" and "please" behind them."""
    out: list[str] = []
    for place, word in enumerate(goal.split()):
        bare = word.strip(",.;:!?")
        verb = hebrew(bare, at_head=place == 0, asked=place == 0)
        if verb is None:
            out.append(word)
            continue
        prefix, _, infinitive = verb
        out.append(word.replace(bare, ("ו" if prefix.startswith("ו") else "") + infinitive))
    text = " ".join(out)
    text = re.sub(r"^(ל[א-ת]+) (?:לי|לנו|עבורי|בשבילי)(?= )", r"\1", text)
    return re.sub(r"(?:^| )(?:בבקשה|אנא|נא)(?=[ ,.]|$)", "", text).strip(" ,.;:!?-")
