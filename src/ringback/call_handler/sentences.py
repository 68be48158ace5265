"""Instructions for single responses and sentences of our own, in the call's language. Pure.

Rules:
1. What must be heard word for word is quoted behind "exactly"; quotation marks inside it are taken out.
2. `apology` and `parting` are spoken by the carrier's own voice, when ours is gone; `sample` is said in no call.
"""

from collections.abc import Mapping
from typing import NamedTuple

from ringback.manner import Gender
from ringback.wire import Language


class Sentences(NamedTuple):
    """From `greeting` on instructions for one response each; `{}` takes words to be said."""

    somebody: str
    greeting: str
    exactly: str
    nudge: str
    goodbye: str
    time_up: str
    menu: str
    spoken_menu: str
    back: str
    interject: str
    no_more_calls: str
    waiting: str
    checking: str
    still_checking: str
    apology: str
    parting: str
    note: str
    sample: str


SENTENCES: Mapping[Language, Sentences] = {
    "he": Sentences(
        somebody="לקוח",
        greeting='פתחי בדיוק במשפט הזה, מילה במילה: "{}" אחריו אמרי במשפט קצר אחד לשם מה התקשרת.',
        exactly='אמרי בדיוק את המילים האלה, מילה במילה: "{}" ותו לא.',
        nudge="שקט על הקו. שאלי בקצרה אם שומעים אותך.",
        goodbye="השיחה הסתיימה. הודי והיפרדי במשפט קצר אחד, בלי לקרוא לכלים.",
        time_up="זמן השיחה נגמר. התנצלי שעלייך לסיים, הודי והיפרדי במשפט קצר אחד.",
        menu="ענה תפריט מוקלט. אל תאמרי דבר: קראי ל-press_digits עם המקש שמוביל למטרה, "
        "או עם מחרוזת ריקה אם המקש המתאים עוד לא נאמר.",
        spoken_menu="ענה תפריט מוקלט שמבקש תשובה במילים. אמרי רק את המילה או המילים שהציע ושמובילות למטרה, ואם אין "
        'כאלה "נציג", ותו לא: בלי שלום, בלי להציג את עצמך ובלי לקרוא לכלים.',
        back="הקו אלייך נקטע לזמן קצר. התנצלי במילים ספורות, בקשי לחזור על הדבר האחרון אם לא ענית עליו, "
        "והמשיכי מאותה נקודה.",
        interject="הצד השני מדבר בלי הפסקה. התנצלי על ההפרעה במילה ואמרי במשפט אחד קצר מה את צריכה.",
        no_more_calls='אמרי בדיוק את המילים האלה, מילה במילה: "סליחה על ההפרעה, לא נתקשר אליכם שוב. להתראות." ותו לא.',
        waiting="את ממתינה לתשובה ממי שבשמו התקשרת. אם נשאלת משהו, עני בקצרה בלי להחליט בעניין הפתוח; "
        'אחרת אמרי בדיוק "עוד רגע בבקשה, אני עדיין בודקת." ותו לא.',
        checking="רגע אחד בבקשה, אני בודקת.",
        still_checking="אני עדיין בודקת, תודה על הסבלנות.",
        apology="סליחה, יש לי תקלה ואני חייבת לסיים את השיחה. נתקשר שוב. להתראות.",
        parting="תודה רבה, להתראות.",
        note="הנחיה חדשה ממי שבשמו התקשרת, פעלי לפיה מעכשיו: {}",
        sample="שלום, כך נשמע הקול הזה בטלפון. תודה רבה, להתראות.",
    ),
    "en": Sentences(
        somebody="a customer",
        greeting='Begin with exactly this sentence, each word: "{}" Then say in one short sentence why you call.',
        exactly='Say exactly these words: "{}" and nothing else.',
        nudge="The line is silent. Ask briefly whether they can hear you.",
        goodbye="The call is over. Thank them and say goodbye in one short sentence; call no tool.",
        time_up="The time for this call is over. Apologise that you must end it, thank them and say goodbye in one "
        "sentence.",
        menu="A recorded menu answered. Say nothing: call press_digits with the key that leads to the goal, "
        "or with an empty string when the fitting key has not been named yet.",
        spoken_menu="A recorded menu that wants a spoken answer is on the line. Say only the word or words it "
        'offered that lead to the goal, or "agent" when none does, and nothing else: no greeting, no name, no tool.',
        back="Your line was cut briefly. Apologise in a few words, ask them to repeat the last thing if you have "
        "not answered it, and go on from there.",
        interject="They talk without a pause. Excuse yourself in a word and say in one short sentence what you need.",
        no_more_calls='Say exactly these words: "Sorry for the disturbance, we will not call you again. Goodbye." '
        "and nothing else.",
        waiting="You are waiting for an answer from the person you call for. If you were asked something, answer "
        'briefly without deciding the open matter; else say exactly "One more moment please, I am still checking." '
        "and nothing else.",
        checking="One moment please, I am checking.",
        still_checking="I am still checking, thank you for waiting.",
        apology="I am sorry, I have a technical problem and must end this call. We will call again. Goodbye.",
        parting="Thank you, goodbye.",
        note="New guidance from the person you call for, follow it from now on: {}",
        sample="Hello, this is how this voice sounds on the phone. Thank you, goodbye.",
    ),
}

_AS_A_MAN = SENTENCES["he"]._replace(
    greeting='פתח בדיוק במשפט הזה, מילה במילה: "{}" אחריו אמור במשפט קצר אחד לשם מה התקשרת.',
    exactly='אמור בדיוק את המילים האלה, מילה במילה: "{}" ותו לא.',
    nudge="שקט על הקו. שאל בקצרה אם שומעים אותך.",
    goodbye="השיחה הסתיימה. הודה והיפרד במשפט קצר אחד, בלי לקרוא לכלים.",
    time_up="זמן השיחה נגמר. התנצל שעליך לסיים, הודה והיפרד במשפט קצר אחד.",
    menu="ענה תפריט מוקלט. אל תאמר דבר: קרא ל-press_digits עם המקש שמוביל למטרה, "
    "או עם מחרוזת ריקה אם המקש המתאים עוד לא נאמר.",
    spoken_menu="ענה תפריט מוקלט שמבקש תשובה במילים. אמור רק את המילה או המילים שהציע ושמובילות למטרה, ואם אין "
    'כאלה "נציג", ותו לא: בלי שלום, בלי להציג את עצמך ובלי לקרוא לכלים.',
    back="הקו אליך נקטע לזמן קצר. התנצל במילים ספורות, בקש לחזור על הדבר האחרון אם לא ענית עליו, והמשך מאותה נקודה.",
    interject="הצד השני מדבר בלי הפסקה. התנצל על ההפרעה במילה ואמור במשפט אחד קצר מה אתה צריך.",
    no_more_calls='אמור בדיוק את המילים האלה, מילה במילה: "סליחה על ההפרעה, לא נתקשר אליכם שוב. להתראות." ותו לא.',
    waiting="אתה ממתין לתשובה ממי שבשמו התקשרת. אם נשאלת משהו, ענה בקצרה בלי להחליט בעניין הפתוח; "
    'אחרת אמור בדיוק "עוד רגע בבקשה, אני עדיין בודק." ותו לא.',
    checking="רגע אחד בבקשה, אני בודק.",
    still_checking="אני עדיין בודק, תודה על הסבלנות.",
    note="הנחיה חדשה ממי שבשמו התקשרת, פעל לפיה מעכשיו: {}",
)
"""The apology stays, and the parting: the carrier's Hebrew voice is a woman's."""


def sentences_of(language: Language, speaker: Gender) -> Sentences:
    return _AS_A_MAN if language == "he" and speaker == "male" else SENTENCES[language]


def plain(words: str) -> str:
    """Without what would end a quotation, on one line."""
    return " ".join(words.replace('"', "").replace("“", "").replace("”", "").split())
