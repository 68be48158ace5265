"""The closed lists of words by which an utterance is read, in Hebrew and English: days, yes and no, denials."""

import re


def _list(words: str) -> list[str]:
    return words.split()


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


DAYS = {
    **{day: number for number, day in enumerate(_list("sunday monday tuesday wednesday thursday friday saturday"))},
    **{f"{day}s": number for number, day in enumerate(_list("sunday monday tuesday wednesday thursday friday"))},
    **{day: number for number, day in enumerate(_list("ראשון שני שלישי רביעי חמישי שישי שבת"))},
}
RELATIVE = {
    **dict.fromkeys(("today", "tonight", "היום", "הערב", "הלילה"), "today"),
    **dict.fromkeys(("tomorrow", "מחר"), "tomorrow"),
    **dict.fromkeys(("overmorrow", "מחרתיים"), "later"),
}
MONTHS = {
    month: number
    for months in (
        "january february march april may june july august september october november december",
        "ינואר פברואר מרץ אפריל מאי יוני יולי אוגוסט ספטמבר אוקטובר נובמבר דצמבר",
    )
    for number, month in enumerate(_list(months), 1)
}
NOT = _set(
    "not no never nothing none neither nor without cannot unable isn't don't can't won't doesn't didn't "
    "aren't wouldn't couldn't haven't hasn't wasn't לא אין בלי אינו איננו איננה אי שום אף שלא ולא"
)
UNSURE = _set(
    "pending doubt doubtful conditional hopefully ideally theoretically depending usually normally presumably "
    "מקווה מקווים לרוב לחוץ "
    "תיאורטית אידיאלית probably around approximately roughly כנראה אנסה ננסה אשתדל נשתדל בערך בסביבות "
    "maybe perhaps possibly might wish depends תלוי guess think if unless yesterday used "
    "הלוואי אולי אם ייתכן אלמלא אתמול"
)
GONE = _set(
    "gone finished problem tough tricky difficult בעייתי בעייתית הלך הלכה אזלה אזלו חסר חסרה חסרים "
    "full fully closed shut taken unavailable impossible מלא מלאים מלאה תפוס תפוסה תפוסים סגור סגורים סגורה "
    "נגמר נגמרה נגמרו אזל cancelled canceled cancelling canceling "
    "בוטל בוטלה מבוטל מבוטלת מבטל מבטלת מבטלים ביטלתי ביטלנו"
)
CANCELLED = re.compile(
    r"\b(?:cancell?(?:ed|ing)|בוטלה?|מבוטלת?|מבטל(?:ת|ים)?|ביטל(?:תי|נו))\b",
    re.IGNORECASE,
)
TO_CANCEL = re.compile(r"\bcancel(?:l?ed|l?ing)?\b|\b(?:לבטל|ביטול|לביטול)\b", re.IGNORECASE)
_DAY = "|".join(DAYS)
READ_AS = (
    (r"\bjust opened up\b", " is free "),
    (
        r"(?:^|(?<=[.!?] ))(?:it (?:is|does|did)|(?:we|they) (?:do|are|have)|(?:i|you) can|there (?:is|are))(?=[,.!])",
        " yes ",
    ),
    (
        r",(?: and)?(?: (?:under|on|in|for|by))? (?:what|which|whose)(?:'s| is)?(?: the| your)? "
        r"(?:name|number|phone|address)\b[^.?!]*\?|"
        r", (?:inside or outside|cash or (?:card|credit)|card or cash|anything else|pick-?up or delivery|name|"
        r"okay|ok)\?|"
        r",? ו?(?:על|באיזה|איזה|מה)(?: איזה)? ה?(?:שם|מספר|טלפון)(?: שלך| שלכם)?\?|"
        r", (?:בפנים או בחוץ|ב?מזומן או ב?אשראי|ב?אשראי או ב?מזומן|עוד משהו|איסוף או משלוח|שם)\?",
        ". ",
    ),
    (
        rf", (?:{_DAY}) (?:or|או) (?:{_DAY})\?|, [\w ]+ needed\?|, (?:צריך|צריכים|צריכה) (?!ל)[^,.?!]{{1,30}}\?",
        ". ",
    ),
    (r", \w+ not included\b", " "),
    (r"\bhold it\b", " wait, "),
    (r"\b(that|it)(?: would|'d) be\b", r"\1 is"),
    (r"\b(mr|mrs|ms|dr)\. ", r"\1 "),
    (r"^(?:\w+ ){1,3}(?:here|speaking)(?=[,.])", " hello "),
    (
        r"\b(?:call|ring|text|tell|let) (?:us|me)(?: know)?(?: back)? if (?:you're|you are|anything|"
        r"something)\b[^,.;!?]*|"
        r"\bwe'll let you know if (?:anything|something)\b[^,.;!?]*|"
        r"\bwhen you (?:arrive|come|get here|are here|collect it)\b|"
        r"(?<=\bwith )(?:(?:dr|doctor|mr|mrs|ms) )?(?-i:[A-Z])\w+(?!'|\w)|(?<!\w)אצל (?!ה)\w+|"
        r"\b(?:and )?(?:i|we)'ll (?:call|ring|text) you when it's (?:ready|done|washed|fixed|finished)\b|"
        r"\bi (?:asked|checked with|spoke (?:to|with)) the (?:manager|boss|chef|doctor)\b|\bi said\b|"
        r"\bthe (?:manager|boss|chef|doctor) (?:said|approved)\b|\bbefore i forget\b|\blike last time\b|"
        r"\b(?:if you need|if there's) anything\b|\bfirst in line\b|\bwhatever the weather\b|"
        r"\bif that's (?:ok|okay|alright|all right|fine|good)\b|\bas long as you're on time\b|"
        r"(?<!\w)(?:תתקשרו?י?|תחזרו?י?|תודיעו?י?)(?: (?:אליי|אלינו|לנו|לי))? אם (?:משהו|יש|אתם|אתה|את)(?!\w)[^,.;!?]*|"
        r"(?<!\w)(?:לפני שאני (?:שוכחת?)|כמו בפעם שעברה|עוד פעם|חד משמעית|ה?מנהלת? אישרה?)(?!\w)",
        " ",
    ),
    (
        r"\b(?:sold|r[au]n|booked) out\b|\bout of (?:the question|stock)\b|\btoo (?:late|early|busy)\b|\bbooked up\b|"
        r"(?<!you're )(?<!you are )\b(?:fully|already|completely|all) booked\b|"
        r"(?:הכל|הכול|כבר) מוזמן|(?:מאוחר|מוקדם) מדי|קשה (?:לי|לנו)",
        " unavailable ",
    ),
    (
        r"(?<!at )(?<!for )(?<!at half past )(?<!for half past )(?<!at a quarter past )(?<!at a quarter to )"
        r"(?<!at quarter past )(?<!at quarter to )\b("
        r"(?:we|everything|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d+)(?: are|'re| is|'s)"
        r"|sorry[,.]? it(?: is|'s)) booked\b(?! for (?:you|two|three|four|five|six)| in your)",
        r"\1 unavailable ",
    ),
    (r"\b(?:i|we)(?:'ll| will| can| could) try\b", " maybe "),
    (r"\b(?:apart from|other than)\b", " except "),
    (r"\bmake (?:that|it) (?!at\b|to\b|by\b|before\b|there\b)", " rather "),
    (
        r"\b(?:no|not a|without a(?:ny)?) (?:problemo?|worries|trouble|stress|rush|hurry|pressure)\b|"
        r"(?:בלי|שום|אין) (?:בעיה|בעיות|לחץ)|"
        r"\bnot at all\b|\bwhy not(?=[,.!?]|$)|\bno doubt\b|\bnot only\b|"
        r"\b(?:don't|not|never) forget\b|אין בעיה|אין שום בעיה|לא נורא|למה לא(?=[,.!?]|$)|אין ספק|לא רק|"
        r"\bdon't worry\b|\bgood (?:morning|afternoon|evening|night|day)\b|(?:בוקר|ערב|לילה|יום|שבוע) טוב|צהריים טובים|"
        r"\b(?:yes|yeah|כן)(?:[,.]? (?:yes|כן)){0,3}[,.]? "
        r"(?:hello|hi|speaking|this is|how can|what can|i hear|i can hear|i know|i understand|you've reached|"
        r"שלום|הלו|הגעתם?|מדברת?|שומעת?|אני (?:שומע|יודע|מבינ)[הת]?|אני מבין|איך אפשר)\b|"
        r"\b(?:yes|yeah|כן),? (?:who|מי)\b|"
        r"\b(?:sure|okay|ok|right|yes|yeah|go ahead)[,.]? "
        r"(?=(?:go (?:on|ahead)|i'm listening|continue|tell me|so you (?:want|need))\b)|"
        r"(?<!\w)(?:כן|טוב|בסדר|אוקיי)[,.]? (?=(?:תמשיכ\w+|אני מקשיב\w*|ספרי|ספר|מה רצית|מה תרצ\w+)(?!\w))|"
        r"\b(?:yes|yeah),? (?=(?:we're|we are|it's) the\b)|\bgood (?:question|point|luck|to know|to hear)\b|"
        r"\baround the (?:corner|block)\b|"
        r"\bno (?:more|less) than that\b|,? \bif (?:you|that) (?:like|want|wish|prefer|please|suits you)\b(?! to\b)|"
        r"(?<!\w)אם (?:תרצ[הוי]|בא לך|נוח לך|נוח לכם)(?!\w)",
        " ",
    ),
    (
        r"\bno[,.]? no[,.]? (?:that's|it's|that is|it is) (?:fine|okay|ok|alright|good)\b|"
        r"(?<!\w)לא[,.]? לא[,.]? (?:זה |הכל |הכול )?בסדר(?!\w)",
        " yes ",
    ),
    (
        r"\b(?:call|ring|phone|try|ask)(?: (?:us|me|him|her|them))? (?:back|again)\b|\bwaiting list\b|"
        r"(?<!\w)(?:ביקשתם?|אמרתם?|רצית|רציתם)(?!\w)(?=[^.!?]{0,60}(?:אבל|אין|לא|מלא|רק))",
        " elsewhen ",
    ),
    (
        r"\bdon't (?:quote me|hold me to)\b|, (?:give or take|or so|more or less|or thereabouts)\b",
        " hearsay ",
    ),
    (r"אמורה? להיות|\bwe'll see\b(?! you)", " maybe "),
    (r"(?<!\w)(?:הכל|הכול) סגור(?= (?:ל|ב))", " מסודר "),
    (r"לא (?:בא|באה) בחשבון", " unavailable "),
    (r"\bout of (?!\d)|\boff the menu\b", " unavailable "),
    (r"\b(every|any) (?:day |night |evening )?but\b", r"\1 except"),
    (
        r"\b(?:hold on|(?:just )?(?:one|a) (?:moment|second|sec|minute)(?! to)|רגע אחד|שנייה אחת)\b",
        ", pending ,",
    ),
    (
        r"\blet me (?:just )?(?:check|see|look|ask|think)\b|"
        r"\bi(?:'ll| will| have to| need to|'m) (?:check|ask)(?:ing)?\b|"
        r"(?<!\w)(?:אני בודקת?|אבדוק|נבדוק|לבדוק|אני אשאל|צריכה? לשאול)(?!\w)",
        ", pending ",
    ),
    (
        r"\b(?:don't|do not|didn't|doesn't) know\b|\bno idea\b|אין לי מושג|"
        r"\bnot (?:so |quite |really |entirely )?(?:sure|certain)\b|"
        r"\b(?:can't|cannot|couldn't) (?:say|tell|promise)\b|(?<!\w)לא (?:יודעת?|יודעים|בטוחה?|בטוחים)(?!\w)",
        " doubt ",
    ),
    (
        r"\b(?:forget|drop|scrap|scratch) (?:it|that|the order)\b|\bcall it off\b|(?<!אל )תשכח[וי]? מזה|עזבו? את זה",
        " cancelled ",
    ),
)
"""Phrases that mean another thing than their words, and how they are read."""
EXCEPT = _set("except besides חוץ למעט מלבד")
"""What follows is left out, which is no answer by itself."""
NOTHING_LEFT = GONE - {"closed", "סגור", "סגורים", "סגורה"} | _set(
    "nothing none left room space booked "
    "appointment appointments slot slots table tables opening openings vacancies "
    "מקום כלום קבלת תור תורים שולחן שולחנות רופא פנוי פנויים אפשרות"
)
ASIDE = _set(
    "earlier later else other another card cards credit cash parking deposit smoking outdoor outside need needs "
    "kids children pets dogs ילדים כלבים forget worry late deliver delivery charge extra מוקדם מאוחר אחר אחרת "
    "אשראי כרטיס כרטיסים מזומן חניה מקדמה "
    "לעשן בחוץ צריך צריכה צריכים צורך משלוח משלוחים לשכוח לדאוג לאחר תוספת"
)
"""What a no is about that refuses nothing that was settled."""
RETRACTS = _set("actually wait oops mistake oh בעצם רגע טעות אה אוי")
YES = _set(
    "yes yeah yep sure certainly absolutely definitely correct right exactly course fine okay ok great "
    "perfect lovely good works open available possible כן נכון בסדר בטח בהחלט בוודאי כמובן מצוין מעולה בדיוק "
    "מתאים סגרנו אפשר פתוח פתוחים יש יופי סבבה בשמחה בכיף ברור שכן טוב"
)
FIRM = _set("yes yeah yep certainly absolutely definitely correct exactly כן נכון בטח בהחלט בוודאי כמובן")
FILLERS = _set("sure course right fine okay ok great perfect good בסדר יופי סבבה טוב מעולה מצוין")
"""Words for yes that may only tell that somebody listens."""
BREAKS = {"but", "only", "instead", "however", "אבל", "רק", "אלא", "אולם"}
CORRECTS = _set("sorry actually no wait rather correction mean mistake oops סליחה בעצם לא רגע כלומר תיקון טעות טעיתי")
AGREEMENT = _set(
    "suit suits ok okay work works good fine right correct alright confirm confirmed agreed מתאים מתאימה "
    "בסדר נוח טוב אפשרי נכון סגור לסגור לרשום"
)
"""Words of a question that asks whether something suits."""
CONFIRMS = _set(
    "booked noted confirmed reserved so settled altogether total ready רשמתי נרשם הזמנתי שמרתי אז קבענו "
    "קבעתי סיכמנו יוצא מוכן"
)
ABOUT_IT = AGREEMENT | CONFIRMS | _set("it that still table order booking reservation זה שולחן הזמנה ההזמנה השולחן")
"""Words of a question about what was settled."""
NEW_QUESTION = _set("any anything is are do does can could and what יש אפשר עוד ומה מה האם משהו")
SUMS = _set("plus minus less off פלוס מינוס פחות ועוד")
"""Words between the parts of a sum or a difference."""
JOINS = SUMS | _set("or או")
"""At a comma before these the clause goes on."""
NO = _set("no without אין בלי שום")
"""Denials of the thing behind them only."""
EACH = _set("each apiece per every person head לשעה ללילה לאדם לסועד לאיש ליחידה")
CHANGES = {"instead", "make", "change", "rather", "move", "במקום", "לשנות", "להזיז", "להחליף", "אפשר"}
WISHES = _set(
    "can could please want like need book reserve confirm order so אפשר בבקשה תוכל תוכלי תוכלו רוצה צריך צריכה "
    "מבקש מבקשת "
    "מאשר מאשרת מאשרים לאשר לקבוע להזמין לשמור אז"
)
"""Words of a turn of ours that asks them to do or to agree to something."""
PARTICLES = _set("it's its it that's thats the at we i i'm there's זה אנחנו אני יש")
"""What follows a "no" that answers and denies nothing."""
TAKES_BACK = _set("i mean meant sorry my mistake correction rather סליחה טעות שלי תיקון")
"""Words of a clause that makes the one before it a correction."""
WEEKS_ON = _set("after following week weeks שבוע שבועיים הבא שאחרי")
"""Beside a day of the week: not the next one."""
BEHIND_A_DAY = _set(
    ". , ; ! ? at in is works would for then and or to from until till by it good fine looks suits should will "
    "we i you "
    "around between after before instead please we're you're okay ok that's morning afternoon evening also"
)
"""What may follow "the fourteenth" where it is a day of the month."""
