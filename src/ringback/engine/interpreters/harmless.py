"""Words that sound like a deed and are none, taken out of a message before its deeds are looked for."""

import re

_PESTS = (
    r"(?:rats?|mice|mouse|bugs|ants?|cockroach(?:es)?|roaches|pests?|termites|wasps?|mosquito(?:es|s)?|fleas|weeds?"
    r"|mou?ld|bacteria|germs)"
)
_HE_PESTS = (
    r"(?:ג\ ?וקים|נמלים|יתושים|עכבר[א-ת]*|חולד[א-ת]*|חרקים|מקקים|זבוב[א-ת]*|צרעות|טרמיטים|עובש|עשבים|קוצים|פרעושים)"
)
_MACHINES = (
    r"(?:radiator|boiler|heater|pipes?|dishwasher|washing\ machine|washer|dryer|oven|stove|microwave|fridge"
    r"|freezer|toilet|sink|tank"
    r"|battery|laptop|phone|charger|engine|fuse\ ?box|socket|tyres?|tires?|meter|pump|compressor)"
)
_HE_MACHINES = (
    r"(?:דוד|בוילר|רדיאטור|צינור(?:ות)?|מדיח|מכונת\ כביסה|מייבש|תנור|כיריים|מיקרוגל|מקרר|מקפיא|אסלה|כיור|סוללה"
    r"|מחשב|טלפון"
    r"|מטען|מנוע|לוח\ חשמל|שקע|צמיג(?:ים)?|מונה|משאבה|מזגן)"
)
_TORMENTS = r"(?:threaten|harass|stalk|blackmail|bully|bulli|extort|scam|insult|spy\ on|prank|hack|swindl|curs|abus)"
_HE_TORMENTS = r"(?:מאיי[םמ]|איי[םמ]|מטריד|הטריד|סוחט|סחט|מציק|הציק|רודפ|רודף|מקלל|קילל|עקצ|עקץ|רימ)"
_KIN = (
    r"(?:mom|mum|mother|dad|father|grandma|grandpa|gran|(?:my|our)\ (?:mother|father|sister|brother"
    r"|wife|husband|son|daughter|kids?))"
)
_HE_KIN = r"(?:אמא|אבא|אימא|סבתא|סבא|אחותי|אחי|אשתי|בעלי|אמי|אבי|דודה|דוד|ה?(?:בת|בן|אחות|אח|ילדה|ילד|סבתא|סבא)\ שלי)"
_PETS = r"(?:dogs?|cats?|puppy|kitten|hamster|parrot|rabbit)"
_HE_PETS = r"ה?(?:כלב|חתול|גור|תוכי|ארנב|אוגר)[א-ת]*"
_OURS = r"(?:order|reservation|booking|appointment|table|subscription|lights?|engine|mood|taste|spice|sideburns)"
_ENGLISH = re.compile(
    rf"""
    (?<!\w)(?:
    kill\ bill
    |kill(?:s|ed|ing)?\ (?:the|my|our|all|all\ the|some|off)?\ ?(?:{_PESTS}|{_OURS})
    |{_PESTS}(?:\ [^ ]+){{0,8}}?\ (?:kill|poison|burn)(?:s|ed|ing)?(?:\ (?:them|it|off))?
    |{_PETS}(?:\ [^ ]+){{0,3}}?\ (?:ate|swallowed|drank|collapsed|choking|not\ (?:breathing|moving))
    |(?:bathroom|kitchen|basement|garden|plants?|flat|phone|car|engine|cellar)\ (?:is|are)\ (?:drowning|choking
        |dying)
    |(?:bath|chocolate|cherry|seed|vitamin)\ bombs?
    |bomb\ (?:cake|shelters?)
    |(?:water|toy|nerf|glue|heat|spray|nail|massage)\ (?:guns?|pistols?)
    |weed\ ?(?:killer|whacker|control)
    |(?:police|fire)(?:\ \w+){{0,2}}\ (?:museum|academy|uniform|costume|toy)
    |(?<!his\ )(?<!her\ )(?<!their\ )(?<!your\ ){_MACHINES}(?:\ [^ ]+){{0,4}}?\ (?:explod|blow|burst|burn|catch
        |die|dead|leak|smok|kill)\w*(?:\ (?:up|fire))?
    |how\ (?:do\ |can\ |should\ )?(?:i|we|to|you)\ (?:can\ )?(?:change|reset|set|get|choose|replace
        |activate|unlock|recover)\ (?:a|the|my|our)\ \w+
    |(?:range|shooting\ (?:club|lesson)s?|hunting)(?:\ [^ ]+){{0,9}}?\ (?:rifle|gun|pistol|ammo|bullet)s?
    |escape\ rooms?
    |{_TORMENTS}\w*\ (?:me|us)
    |(?:is|are|was|been|keeps?|who|he|she|they|someone)\ {_TORMENTS}\w*\ (?:my|our)\ \w+
    |{_KIN}\ (?:to|that\ (?:she|he)\ (?:should|must))\ (?:watch\ (?:her|his)\ (?:step|back)|be\ careful)
    |{_PETS}(?:\ [^ ]+){{0,3}}?\ (?:bark|howl|meow|whin|growl|hiss)\w*
    |(?:cake|cookie|balloon|costume|toy|poster)s?(?:\ [^ ]+){{0,5}}?\ (?:gun|pistol|rifle|bomb|knife|sword)
    )(?!\w)""",
    re.VERBOSE,
)
_HEBREW = re.compile(
    rf"""
    (?<![\wא-ת])[ושהלב]{{0,2}}(?:
    {_HE_PETS}(?:\ [^ ]+){{0,3}}?\ (?:אכלה?|בלעה?|שתתה?|לא\ נושמת?|התמוטטה?|נחנקת?)
    |ה?(?:אמבטיה|מקלחת|מטבח|סלון|חצר|מרתף|דירה|גינה|עציצים|רכב|מנוע)\ (?:טובע|נחנק|מת)(?:ת|ים)?
    |ה?{_HE_MACHINES}(?!\ של[והך])(?:\ [^ ]+){{0,3}}?\ ל?[א-ת]{{0,2}}(?:התפוצצ|תפוצצ|תפוצץ|נשרף|ישרף|שרף|מעשן)[א-ת]*
    |ה?{_HE_MACHINES}(?:\ [^ ]+){{0,2}}?\ (?:הולך|הולכת|עומד|עומדת)\ למות
    |ה?(?:מדף|ארון|קיר|תקרה|גדר|מיטה|שולחן|כיסא|פרגולה|סוכה|מחשב|אתר)(?:\ [^ ]+){{0,2}}?\ התמוטט[א-ת]*
    |[אנ][א-ת]+\ את\ ה?(?:דשא|קפה|קיר|קירות|עצים|עץ|גדר|ענפים|בצל|בשר|פלפל|נייר|שיא|חוזה|קרח|ארון|רצפה)
    |[אנ][א-ת]+\ אות[והםן]\ ב(?:שחמט|משחק|טניס|כדורגל|כדורסל|שש\ בש|פינג\ פונג|פלייסטיישן|מרוץ|תחרות)
    |{_HE_TORMENTS}[א-ת]*\ (?:עליי?|עלינו|אותי|אותנו|לי|לנו|אחריי?|אחרינו)
    |{_HE_KIN}\ ש[תי]שמ(?:ור|רי|רו)\ על\ עצמ[א-ת]+
    |{_HE_PETS}(?:\ [^ ]+){{0,3}}?\ (?:נ?ו?נבח|נובח|נבח|מי?ילל|יילל)[א-ת]*
    |חדרי?\ בריחה
    |ל?פורצ?ץ?\ ה?מנעולים
    |(?:עוגה|עוגיות|בלון|תחפושת|צעצוע|ציור|קישוט)(?:\ [^ ]+){{0,2}}\ (?:אקדח|רובה|סכין|חרב|פצצה)
    |אקדח\ ?(?:מים|צעצוע|דבק|סיכות|מסמרים|צבע|קפצונים|עיסוי|בועות)
    |ל?הרוג\ את\ ביל
    |[ותלי]*הרו?ג[יו]?\ את\ ה?(?:הזמנה|תור|שולחן|אור|מנוע)(?:\ של[א-ת]+)?
    |[ותליש]*(?:הרו?ג|רעיל|שרו?פ|שרוף|דביר)[יו]?\ (?:את\ )?(?:ה|כל\ ה)?{_HE_PESTS}
    |[א-ת]{{0,3}}{_HE_PESTS}(?:\ [^ ]+){{0,8}}?\ [א-ת]*(?:הרו?ג|רעיל|שרו?ף|שמיד|דביר)(?:\ אות[א-ת]+)?
    |פצצ(?:ת|ות)\ (?:שוקולד|אמבט|ויטמין)[א-ת]*
    |ל?פרוץ\ (?:לי\ )?(?:את\ )?ה?(?:דלת|מנעול|תריס)
    )(?![\wא-ת])""",
    re.VERBOSE,
)
_LETTER, _HE_LETTER = re.compile("[a-z]"), re.compile("[א-ת]")


def without(words: str) -> str:
    """The flat words of a message without the harmless phrases."""
    for letter, phrases in ((_LETTER, _ENGLISH), (_HE_LETTER, _HEBREW)):
        if letter.search(words):
            words = phrases.sub("·", words)
    return words
