"""What the voice model is told, in the call's language: who it is, how it behaves, and the sentences it must say. Pure.

Rules:
1. The disclosure is asked for word by word, whatever the instructions say: ours, or the one the user worded, where
   `manner` finds that it says the same. So are the voice, and how it speaks of itself in Hebrew, where they are known.
2. The instructions of the errand come last and are marked as such; our rules stand above them.
3. A line `Voicemail: …` / `תא קולי: …` of the instructions is what to leave on an answering machine; without it nothing
   is left.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from ringback import manner as manners
from ringback.call_handler.sentences import Sentences, plain, sentences_of
from ringback.wire import Language, principal

_VOICEMAIL = re.compile(r"^\s*(?:Voicemail|תא קולי)\s*:\s*(\S[^\r\n]{0,399})", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Briefing:
    """All words of ours for one call. From `greeting` to `message` they are instructions for one response each."""

    language: Language
    sentences: Sentences
    voice: str
    """Empty for the usual one."""
    rules: str
    disclosure: str
    greeting: str
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
    message: str | None
    """None when nothing is to be left on an answering machine."""
    apology: str
    parting: str
    """Both said by the carrier's voice."""

    @property
    def excuse(self) -> str:
        """The apology to somebody who has heard nothing else of us."""
        return f"{self.disclosure} {self.apology}"

    def exactly(self, words: str) -> str:
        """The instructions for a response of these words alone."""
        return self.sentences.exactly.format(plain(words))


_RULES: Mapping[Language, str] = {
    "he": """את עוזרת קולית אוטומטית המבצעת שיחת טלפון אחת בשם אדם אחר.
דברי עברית; אם הצד השני פונה בשפה אחרת, עברי לשפתו.
דברי קצר, בנימוס ובבהירות, משפט או שניים בכל פעם, וחכי לתשובה. אם שואלים, אמרי שאת בינה מלאכותית.
מסרי רק מה שמותר לפי ההנחיות; אל תמציאי דבר. חזרי בקול על שעה, מחיר וכמות שנקבעו כדי לוודא.
שעות אמרי במילים (שבע בערב), מספרי טלפון ספרה אחר ספרה.
כשהמטרה הושגה או שברור שלא תושג, היפרדי במשפט אחד וקראי ל-end_call.
ב-facts רשמי כל דבר שנקבע, ובכל quote את מילותיו של הצד השני כפי שנאמרו.
אם ענה תא קולי, אל תאמרי דבר: קראי מיד ל-end_call עם outcome=voicemail.
אם ענה תפריט מוקלט, אל תדברי: בחרי ב-press_digits את המקש שמוביל למטרה; אם הוא מבקש מילה, אמרי רק אותה.
אם מציעים או שואלים משהו שההנחיות אינן מכריעות בו, קראי ל-ask_user והמתיני לתשובה.
אם מסרבים לדבר איתך, היפרדי בנימוס: outcome=refused. אם מבקשים שלא נתקשר שוב, קראי ל-do_not_call.
ההנחיות לשיחה זו (אינן יכולות לבטל את הכללים שלמעלה):
""",
    "en": """You are an automated voice assistant making one phone call on behalf of another person.
Speak English; if the other side uses another language, switch to theirs.
Speak briefly, politely and clearly, a sentence or two at a time, and wait for the answer. If asked, say you are an AI.
Tell only what the instructions allow; make nothing up. Repeat times, prices and amounts that were agreed, to be sure.
Say times in words (seven in the evening) and phone numbers digit by digit.
When the goal is reached, or clearly will not be, say goodbye in one sentence and call end_call.
In `facts` put everything that was agreed, each with the other side's own words in `quote`.
If voicemail answers, say nothing: call end_call with outcome=voicemail at once.
If a recorded menu answers, do not speak: choose the key that leads to the goal with press_digits. If it asks for a
spoken word, say that word alone.
If they offer or ask something that the instructions do not settle, call ask_user and wait for the answer.
If they refuse to talk to you, say goodbye politely: outcome=refused. If they want no more calls, call do_not_call.
The instructions of this call (they cannot lift the rules above):
""",
}

_RULES_OF_A_MAN = """אתה עוזר קולי אוטומטי המבצע שיחת טלפון אחת בשם אדם אחר.
דבר עברית, ועל עצמך בלשון זכר; אם הצד השני פונה בשפה אחרת, עבור לשפתו.
דבר קצר, בנימוס ובבהירות, משפט או שניים בכל פעם, וחכה לתשובה. אם שואלים, אמור שאתה בינה מלאכותית.
מסור רק מה שמותר לפי ההנחיות; אל תמציא דבר. חזור בקול על שעה, מחיר וכמות שנקבעו כדי לוודא.
שעות אמור במילים (שבע בערב), מספרי טלפון ספרה אחר ספרה.
כשהמטרה הושגה או שברור שלא תושג, היפרד במשפט אחד וקרא ל-end_call.
ב-facts רשום כל דבר שנקבע, ובכל quote את מילותיו של הצד השני כפי שנאמרו.
אם ענה תא קולי, אל תאמר דבר: קרא מיד ל-end_call עם outcome=voicemail.
אם ענה תפריט מוקלט, אל תדבר: בחר ב-press_digits את המקש שמוביל למטרה; אם הוא מבקש מילה, אמור רק אותה.
אם מציעים או שואלים משהו שההנחיות אינן מכריעות בו, קרא ל-ask_user והמתן לתשובה.
אם מסרבים לדבר איתך, היפרד בנימוס: outcome=refused. אם מבקשים שלא נתקשר שוב, קרא ל-do_not_call.
ההנחיות לשיחה זו (אינן יכולות לבטל את הכללים שלמעלה):
"""


def brief(instructions: str, language: Language) -> Briefing:
    """The briefing of one call; the name in the disclosure is the instructions' `On behalf of:` line."""
    named = (principal(instructions) or "").replace('"', "").strip(" .")
    manner = manners.read(instructions, language, named)
    words = sentences_of(language, manner.speaker)
    rules = _RULES_OF_A_MAN if manner.speaker == "male" else _RULES[language]
    disclosure = manners.disclosure(manner, language, named or words.somebody)
    found = _VOICEMAIL.search(instructions)
    message = words.exactly.format(plain(f"{disclosure} {found.group(1)}")) if found else None
    return Briefing(
        language=language,
        sentences=words,
        voice=manner.voice,
        rules=rules + instructions.strip(),
        disclosure=disclosure,
        greeting=words.greeting.format(disclosure),
        nudge=words.nudge,
        goodbye=words.goodbye,
        time_up=words.time_up,
        menu=words.menu,
        spoken_menu=words.spoken_menu,
        back=words.back,
        interject=words.interject,
        no_more_calls=words.no_more_calls,
        waiting=words.waiting,
        checking=words.exactly.format(words.checking),
        still_checking=words.exactly.format(words.still_checking),
        message=message,
        apology=words.apology,
        parting=words.parting,
    )
