"""Figures that are not of our errand: where they are, what the clock says, when others come; and answers still to come.

Rules:
1. A house number is a name, and the time it is now or the day it is today is nothing at all.
2. When somebody else comes, or what an hour is kept for, is another occasion, unless the clause speaks to us.
3. A yes on a condition of theirs is none, and neither is what they will let us know.

Each pattern comes with the words its match is read as (`vocabulary`).
"""

_ENGLISH = r"(?:\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fifteen|twenty)"
_HEBREW = (
    r"(?:\d{1,3}|אחת עשרה|שתים עשרה|שתיים עשרה|אחת|שתיים|שלוש|ארבע|חמש|שש|שבע|שמונה|תשע|עשר|אחד|שניים|שלושה|ארבעה|"
    r"חמישה|שישה|שבעה|תשעה|עשרה)(?![\w:]|\.\d)"
)
_HOUR = (
    r"(?:(?:half|quarter|ten|twenty|five) (?:past|to) )?(?:\d{1,2}(?::\d\d)?|one|two|three|four|five|six|seven|"
    r"eight|nine|"
    r"ten|eleven|twelve)(?: (?:thirty|fifteen|forty[ -]five|o'clock|[ap]\.?m\.?|in the (?:morning|evening)))*"
)
_HEBREW_HOUR = (
    r"(?:\d{1,2}(?::\d\d)?|אחת עשרה|שתים עשרה|שתיים עשרה|אחת|שתיים|שלוש|ארבע|חמש|שש|שבע|שמונה|תשע|עשר)"
    r"(?: וחצי| ורבע| בערב| בבוקר| בלילה)*(?!\w)"
)
_DAY = r"(?:sunday|monday|tuesday|wednesday|thursday|friday|saturday)"
_HEBREW_DAY = r"(?:ראשון|שני|שלישי|רביעי|חמישי|שישי|שבת)"
_STREET = r"(?:street|st|road|rd|avenue|ave|lane|boulevard|blvd|square|alley|highway)\b"
_OF_US = (
    r"(?![^,.;!?]*\b(?:you|your|yours|you're|free|available|open|fine|good|great|okay|ok|works|possible|welcome|"
    r"with us)\b)"
)
_OF_US_HE = r"(?![^,.;!?]*(?<!\w)(?:אתם|אתן|לכם|שלכם|אתכם|אליכם|לך|שלך|אותך|אליך|פנוי\w*|מתאי\w*|בסדר|אפשר)(?!\w))"
_OTHERS = r"(?:couple|party|group|family|wedding|guests?|clients?|customers?|patients?|people|lady|gentleman|woman|man)"
_STAFF = r"(?:boss|manager|owner|chef|cook|colleague|husband|wife|band|staff|cleaners?|shift manager)"
_KINDS = (
    r"(?:groups?|members?|famil(?:y|ies)|adults?|regulars?|residents?|hotel guests|couples?|part(?:y|ies)|women|"
    r"men|kids|"
    r"children|students?|subscribers?|locals?|take-?away|pick-?up|private (?:events?|parties)|"
    r"vips?)\b(?! of (?:you|\w+ or))"
)
_KINDS_HE = (
    r"(?:קבוצות|חברי\w*|מנויים|משפחות|נשים|גברים|ילדים|זוגות|אורחי \w+|איסוף|משלוחים|מבוגרים|אירועים|תושבים|סטודנטים|"
    r"לקוחות קבועים)(?!\w)"
)

NOT_OURS = (
    (
        rf"(?<![\w:.])({_ENGLISH}(?:[ -]{_ENGLISH}){{0,2}})(?= (?:"
        rf"(?!(?:on|in|at|from|near|to|by|and|or|for|o'clock|[ap]m)\b)[^\W\d]+ ){{1,2}}{_STREET})",
        r"number \1",
    ),
    (rf"\b((?:street|road|avenue|boulevard|lane|highway|route)) (?={_ENGLISH}\b)", r"\1 number "),
    (
        rf"\b((?:(?:we|shop|store|clinic|office|place|restaurant|garage|salon|entrance)(?:'re| are| is|"
        rf"'s)(?: located)?|us|come)"
        rf" (?:at|to|on)) (?={_ENGLISH}(?:[ -]{_ENGLISH}){{0,2}} (?!(?:{_DAY}|thirty|fifteen)\b)(?-i:[A-Z])\w+)",
        r"\1 number ",
    ),
    (
        rf"(?<!\w)([ובמל]?(?:רחוב|שדרות|כביש|סמטת|כיכר|שדרת)(?: (?!{_HEBREW})[^\W\d]+){{1,3}}) (?={_HEBREW})",
        r"\1 מספר ",
    ),
    (
        rf"(?<!\w)((?:(?:אנחנו|נמצאים|נמצאת|יושבים) (?:ב|מול |ליד |על )|הכתובת(?: שלנו)?(?: היא| זה)? ב?)(?!יום|"
        rf"שעה|ערב|בוקר|צהריים|{_HEBREW_DAY})[^\W\d]{{3,}}) "
        rf"(?={_HEBREW})",
        r"\1 מספר ",
    ),
    (
        rf"\bit(?:'s| is) (?:(?:now|already|only|just|nearly|almost) )+{_HOUR}(?![\w:]| (?:shekels?|dollars?|"
        rf"euros?|people))|"
        rf"\bit(?:'s| is) {_HOUR},? (?:now|already)\b|"
        rf"\bit(?:'s| is) (?:(?:well |way |long )?(?:past|after|gone)) {_HOUR}(?![\w:])|"
        rf"\bit(?:'s| is) {_HOUR}, (?=(?:i'm|we're|we are|i am|i have to|we close|everyone|go)\b)|"
        rf"\b(?:watch|clock) (?:says|shows) {_HOUR}(?![\w:])|(?<!your )(?<!pickup )\bthe time(?: now)?(?: is|"
        rf"'s)(?: now)? {_HOUR}(?![\w:])(?! (?:on|tomorrow|for|then)\b)|"
        rf"(?<!\w)(?:עכשיו|השעה(?: עכשיו| היא| כבר)?|כבר) {_HEBREW_HOUR}"
        rf"(?! (?:שקל|ש\"ח|אנשים|סועדים|פנוי|פנויה|מתאימה?|בסדר|טובה?|אפשרי\w*|שלכם|שלך|בשבילכם))",
        " the clock ",
    ),
    (
        rf"\btoday(?:'s| is)(?: a| the)? {_DAY}\b|\bit(?:'s| is)(?: a| only)? {_DAY} (?:today|now)\b|"
        rf"(?<!\w)היום (?:יום |זה יום |כבר יום ){_HEBREW_DAY}(?=\s*(?:[.!?]|$))",
        " the calendar ",
    ),
    (
        rf"\b(?:(?:the|my|our|\w+'s) (?:previous|other|next|first|last|wedding|big|large)|an?|another|some)"
        rf"(?: \w+)? {_OTHERS}(?: of \w+)?(?: (?:before|after) you)? "
        rf"(?=(?:is|are|coming|comes?|arrives?|arriving|has|have|booked|reserved|took|gets?|leaves?|sits?|eats?|"
        rf"wants?|paid)\b)"
        rf"{_OF_US}",
        " elsewhen ",
    ),
    (
        rf"\b(?:the|my|our) (?:\w+ )?{_STAFF} (?=(?:is|are|will be|comes?|coming|arrives?|gets?|starts?|leaves?|"
        rf"returns?|"
        rf"opens?)\b){_OF_US}",
        " elsewhen ",
    ),
    (
        rf"\b(?:there(?:'s| is| are)|(?:we|i)(?:'ve| have)(?: got)?|we got|expecting|hosting) (?:already )?"
        rf"(?:a|an|another|some|the) (?:\w+ ){{0,2}}?(?:wedding|bar mitzvah|party|function|private event|"
        rf"birthday|conference|"
        rf"couple|client|customer|patient|group)\b(?! of\b){_OF_US}",
        " elsewhen ",
    ),
    (
        rf"\b(?:have|got|expecting|expect) the (?!{_DAY})(?-i:[A-Z])\w+s\b{_OF_US}|"
        rf"\bthe (?!{_DAY})(?-i:[A-Z])\w+s (?=(?:have|are|come|booked|took|want|reserved)\b){_OF_US}|"
        rf"(?<!\w)משפחת \w+ (?=(?:באה|מגיעה|קבעה|הזמינה)(?!\w)){_OF_US_HE}",
        " elsewhen ",
    ),
    (
        rf"\b(?:they|he|she)(?:'s|'re|'ve)? (?=(?:have|has|had|reserved|booked|took|is|are|always|wants?|comes?|"
        rf"left|with)\b)"
        rf"{_OF_US}|"
        rf"\b(?:doctor|dentist|manager|owner|chef) (?=(?:left|went|quit|retired)\b)|"
        rf"(?<!\w)(?:הם|הן|הוא|היא) (?:כבר )?(?=(?:קבע|הזמי|תפס)){_OF_US_HE}|"
        rf"(?<!\w)(?:למישה[יו]|יש ל(?:י|נו) את (?=(?:גברת|מר|משפחת)(?!\w)))(?!\w){_OF_US_HE}|(?<!\w)יש (?:להם|לו|"
        rf"לה) (?!מקום|תור|זמן){_OF_US_HE}",
        " elsewhen ",
    ),
    (
        rf"\b(?:(?:our|the|most|many|other|all|some) )?(?:regulars|guests|people|customers|clients|families|"
        rf"groups|tourists|"
        rf"everyone|everybody|others) (?:\w+ly |always |often |all )?"
        rf"(?=(?:comes?|arrives?|eats?|has|have|books?|wants?|gets?|prefers?|reserved?|booked)\b){_OF_US}|"
        rf"\bis what (?:others|they|other \w+|the others) charge\b|\byou(?:'d|'ll| would| will| can)? save\b|"
        rf"\bi leave (?=at\b)|\b(?:was|were) (?:ready|free|available|open)\b|\binstead of (?={_ENGLISH}\b)|"
        rf"\bthe (?:old|former|previous|usual|regular|normal|list|full) price\b",
        " elsewhen ",
    ),
    (
        rf"(?<!\w)(?:(?:זוג|קבוצה|משפחה|לקוח(?:ה|ות)?|מטופל(?:ת|ים)?|אורחים)|"
        rf"ה(?:זוג|קבוצה|משפחה|לקוחה?|מטופלת?|תור) (?:הקוד(?:ם|מת)|האחרת?|הבאה?|הראשו(?:ן|נה)|שלפניכם|שלפניך)) "
        rf"(?=(?:כבר )?(?:מגיע|בא|באה|באים|יש|נכנס|הזמי|תפס|קבע|רוצ|הוא|היא|הם|ב)){_OF_US_HE}",
        " elsewhen ",
    ),
    (
        rf"(?<!\w)(?:ה?מנהלת?|ה?בוסית?|הבעלים|בעלת? הבית|השפית?|הטבח|הלהקה|אשתי|בעלי|הקולגה)(?: שלי| שלנו)? "
        rf"(?=(?:מגיע|בא|באה|נכנס|חוזר|יהיה|תהיה|נמצא|פה|כאן|מתחיל)){_OF_US_HE}",
        " elsewhen ",
    ),
    (
        rf"(?<!\w)(?:יש (?:לנו |לי |פה |כאן )?|מארחים )(?:כבר )?"
        rf"(?:חתונה|אירוע|קבוצה|מסיבה|בר מצווה|יום הולדת|ישיבה|לקוחה|לקוח|זוג|משפחה)(?! של)(?!\w){_OF_US_HE}",
        " elsewhen ",
    ),
    (
        rf"\b(?:only|just|reserved|kept) for (?:the |our )?{_KINDS}|\b(?:for (?:the |our )?)?{_KINDS} only\b|"
        rf"\b(?:belongs?|goes|went|given|promised) to (?:an?|the|another|our|my|some(?:one|"
        rf"body))\b(?! (?:\w+ of )?you)|"
        rf"\b(?:is|are|'s|'re) (?:off|away|on (?:vacation|holiday|leave|a break))\b(?! to\b)|(?<!\w)ב(?:חופש|"
        rf"חופשה|מילואים)(?!\w)|"
        rf"(?<=\bis )for (?:another|the (?-i:[A-Z]))\w*|(?<!\w)(?:רק|מיועדת?|שמורה?) ל{_KINDS_HE}",
        " unavailable ",
    ),
    (
        r"\b(?:as|so) long as (?!you(?:'re| are| come| arrive| get here| show up| don't)\b)|\bon (?:the |one |"
        r"a )?condition\b|"
        r"\bif (?:you|one) (?:pay|order|buy|book online|prepay)\b|(?<!\w)אם (?:משלמים|תשלמ\w+|מזמינים)(?!\w)|"
        r"\b(?:and|'ll|let's|to) see if\b|\bonly (?:if|when|once)\b|"
        r", once (?=(?:the|my|our|we|i|he|she|it|they|an?)\b)|"
        r", if (?!(?:you|anything|something|there|that|not|plans|things|needed|possible)\b)|"
        r",\s*אם (?=(?:יתפנה|תתפנה|המנהל|הבוס|מישהו|אני|אנחנו|יהיה|תהיה|השף))|"
        r"\bfor (?:members|students|residents|subscribers|seniors|pensioners|soldiers)\b(?! only)|"
        r"\bassuming\b|\b(?:provided|providing) (?=(?:that|the|you|he|she|they|we|it|nobody|no|i)\b)|\bsubject to\b|"
        r"\bcontingent on\b|(?<!\w)(?:בתנאי|בכפוף|בהנחה|כל עוד|מותנה)(?!\w)",
        " conditional ",
    ),
    (
        r"\b(?:get|come) back to you\b(?! (?:if|when|once|in case)\b)|"
        r"\b(?:i|we)(?:'ll| will) (?:let you know|(?:call|ring|phone|text) you (?:back|and tell|with))\b"
        r"(?! (?:if|when|once|in case)\b)|"
        r"\bsee what (?:i|we) can do\b|(?<!\w)[אנ]ראה מה אפשר(?!\w)|"
        r"\b(?:i|we)(?:'ll| will) confirm[^.!?]{0,30}\b(?:later|tomorrow|if|whether|once|after)\b|"
        r"\band let you know\b(?! (?:if|when|once|in case)\b)|"
        r"\b(?:check|ask|see|look|find out)(?: \w+){0,4}? and (?:then )?(?:call|ring|phone|text|tell|get)\b|"
        r"(?<!\w)ו?(?:אחזור|נחזור|אתקשר|נתקשר) אל(?:יך|ייך|יכם|ייכם)(?! (?:אם|כש|כאשר))(?!\w)|"
        r"(?<!\w)ו?(?:אעדכן|נעדכן|אודיע|נודיע)(?! (?:לך |לכם |אתכם |אותך )?(?:אם|כש))(?!\w)",
        " doubt ",
    ),
    (
        r"\b(?:would|will|might|'d|'ll|is|be)(?: be)?(?: really| quite| a bit)? (?:pushing it|a stretch|"
        r"a squeeze|a long shot|"
        r"cutting it (?:close|fine)|asking a lot|optimistic|ambitious)\b|"
        r"(?<!\w)(?:זה )?(?:קצת |די |מאוד )?(?:דחוק|גבולי|לחוץ)(?!\w)",
        " maybe ",
    ),
    (
        r"\b(?:try your luck|take your chances|chance it|pencil(?:led)?(?: \w+)? in)\b|"
        r"\bi(?:'d| would) (?:love|like) to (?:say|do|give|offer|help)\b|"
        r"(?<!\w)(?:בעיפרון|לנסות|ולראות|צריך אישור|נראה אם)(?!\w)",
        " maybe ",
    ),
    (
        r"\bspoken for\b|\bwent (?:\w+ ){1,3}ago\b|(?<!\w)(?:נתפסה?|נתפסו|נלקחה?)(?!\w)",
        " unavailable ",
    ),
    (
        r"\b(?:table|room|place) back (?=(?:at|by)\b)|\b(?:vacate|(?:have|need) to leave)\b|"
        r"(?<!\w)לפנות את ה(?:שולחן|חדר|מקום)",
        " elsewhen ",
    ),
    (r"\bin theory\b|, (?:god willing|fingers crossed|touch wood|inshallah)\b", " hearsay "),
    (r"\b(?:is|are)(?: \w+)? (?:busy|busiest)\b|\b(?:busiest|craziest) (?:day|night|time|hour)\b", " maybe "),
    (
        r"\bis (?:a|an|the) (?:public |bank |national )?holiday\b|\bis (?:my|our|his|her|the \w+'s) day off\b|"
        r"\b(?:the|a) holiday is\b|(?<!\w)(?:זה|יש|הוא) ה?חג(?!\w)|(?<!\w)החג (?:הוא |ב)(?!\w{9})",
        " unavailable ",
    ),
)
