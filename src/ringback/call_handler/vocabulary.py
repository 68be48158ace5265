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
    "aren't wouldn't couldn't haven't hasn't wasn't לא אין בלי אינו איננו איננה אי שום אף שלא"
)
UNSURE = _set(
    "pending doubt doubtful conditional hopefully ideally theoretically depending usually normally presumably "
    "מקווה מקווים לרוב "
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
READ_AS = (
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
    (
        r"\b(?:i|we)(?:'ll| will| can| could) try\b|נראה (?:לי|לנו)|\bcould (?:be|work)\b|"
        r"(?<!\w)יכול להיות(?!\w)|\bif only\b|\bif it (?:was|were|is) up to me,?",
        " maybe ",
    ),
    (r"\b(?:apart from|other than)\b", " except "),
    (r"\bmake (?:that|it) (?!at\b|to\b|by\b|before\b|there\b)", " rather "),
    (
        r"\b(?:no|not a|without a(?:ny)?) (?:problem|worries|trouble)\b|(?:בלי|שום) בעיה|"
        r"\bnot at all\b|\bwhy not\b|\bno doubt\b|\bnot only\b|"
        r"\b(?:don't|not|never) forget\b|אין בעיה|אין שום בעיה|לא נורא|למה לא|אין ספק|לא רק|"
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
        r"\b(?:last|the (?:previous|other)) (?:year|month|week|summer|winter|spring|autumn|time|night)\b|"
        r"\b(?:years?|months?|weeks?|days?) ago\b|\b(?:it|that|they) (?:was|were)\b(?=[^.!?]{0,60}\bnow\b)|"
        r"(?<!\w)ב?(?:שנה|פעם) (?:שעברה|קודמת|הקודמת)(?!\w)|(?<!\w)ב?(?:שבוע|חודש|קיץ) שעבר(?!\w)|"
        r"\bin the (?:old days|past)\b|\b(?:would|could|should) have\b|\bhad called\b|\b(?:my|his|her) shift\b|"
        r"(?<!\w)(?:לפני (?:שנה|שנתיים|חודש|שבוע)|ה?משמרת(?: שלי| שלו| שלה)?)(?!\w)|"
        r"(?<!\w)פעם (?=זה היה|זה עלה|היה|היינו|עלה)|"
        r"\b(?:call|ring|phone|try|ask)(?: (?:us|me|him|her|them))? (?:back|again)\b|\b(?:be|is|are|'s|comes?) back\b|"
        r"(?<!\w)(?:תתקשרו?י?|התקשרו?י?|תצלצלו?י?|תחזרו?י?|תנסו?י?|נסו)(?: \w+)? "
        r"(?:עוד פעם|שוב|אלי|אליי|אלינו|חזרה)(?!\w)|"
        r"(?<!\w)(?:[יתנ]חזור|יחזרו|יהיה פה|תהיה פה)(?!\w)|"
        r"\bwaiting list\b|רשימת ה?המתנה|"
        r"\b(?:some(?:one|body) else|another (?:customer|guest|party))\b|(?<!\w)(?:מישהו|מישהי) אחרת?(?!\w)|"
        r"\byou (?:said|asked for|wanted)\b(?=[^.!?]{0,60}\b(?:but|not|no|full|only)\b)|"
        r"(?<!\w)(?:ביקשתם?|אמרתם?|רצית|רציתם)(?!\w)(?=[^.!?]{0,60}(?:אבל|אין|לא|מלא|רק))",
        " elsewhen ",
    ),
    (
        r"\bif (?:memory serves|i remember(?: right| correctly)?)\b|\bdon't (?:quote me|hold me to)\b|\bno promises\b|"
        r"\bquestion mark\b|, (?:give or take|or so|more or less|or thereabouts)\b|"
        r", פלוס מינוס|\bthey (?:told me|said)\b|סימן שאלה|(?:אל תתפסו?|לא מבטיחה?)(?!\w)|בלי התחייבות|"
        r"אם אני זוכרת?|\bthe other (?:place|shop|restaurant|branch)\b",
        " hearsay ",
    ),
    (r"בעזרת השם|בדרך כלל|אמורה? להיות|נראה מה|בוא[ו]? נגיד|\bwe'll see\b", " maybe "),
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
    "perfect good works open available possible כן נכון בסדר בטח בהחלט בוודאי כמובן מצוין מעולה בדיוק "
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
