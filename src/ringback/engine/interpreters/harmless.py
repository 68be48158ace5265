"""Words that sound like a deed and are none, taken out of a message before its deeds are looked for."""

import re

_PESTS = (
    r"(?:rats?|mice|mouse|bugs|ants?|cockroach(?:es)?|roaches|pests?|termites|wasps?|mosquito(?:es|s)?|fleas|weeds?"
    r"|mou?ld|bacteria|germs)"
)
_HE_PESTS = (
    r"(?:ג ?וקים|נמלים|יתושים|עכבר[א-ת]*|חולד[א-ת]*|חרקים|מקקים|זבוב[א-ת]*|צרעות|טרמיטים|עובש|עשבים|קוצים|פרעושים)"
)
_PETS = r"(?:dogs?|cats?|puppy|kitten|hamster|parrot|rabbit)"
_HE_PETS = r"ה?(?:כלב|חתול|גור|תוכי|ארנב|אוגר)[א-ת]*"
_OURS = r"(?:order|reservation|booking|appointment|table|subscription|lights?|engine|mood|taste|spice|sideburns)"
_PHRASES = re.compile(
    rf"""
    (?<![\wא-ת])[ושה]{{0,2}}(?:
    kill\ bill|kill(?:s|ed|ing)?\ (?:the|my|our|all|all\ the|some|off)?\ ?(?:{_PESTS}|{_OURS})
    |{_PESTS}(?:\ [^ ]+){{0,8}}?\ (?:kill|poison|burn)(?:s|ed|ing)?(?:\ (?:them|it|off))?
    |{_PETS}(?:\ [^ ]+){{0,3}}?\ (?:ate|swallowed|drank|collapsed|choking|not\ (?:breathing|moving))
    |{_HE_PETS}(?:\ [^ ]+){{0,3}}?\ (?:אכלה?|בלעה?|שתתה?|לא\ נושמת?|התמוטטה?|נחנקת?)
    |(?:bathroom|kitchen|basement|garden|plants?|flat|phone|car|engine|cellar)\ (?:is|are)\ (?:drowning|choking|dying)
    |ה?(?:אמבטיה|מקלחת|מטבח|סלון|חצר|מרתף|דירה|גינה|עציצים|רכב|מנוע)\ (?:טובע|נחנק|מת)(?:ת|ים)?
    |(?:bath|chocolate|cherry|seed|vitamin)\ bombs?|bomb\ (?:cake|shelters?)
    |(?:water|toy|nerf|glue|heat|spray|nail|massage)\ (?:guns?|pistols?)|weed\ ?(?:killer|whacker|control)
    |police\ (?:museum|academy|uniform)
    |ל?הרוג\ את\ ביל|[ותלי]*הרו?ג[יו]?\ את\ ה?(?:הזמנה|תור|שולחן|אור|מנוע)(?:\ של[א-ת]+)?
    |[ותליש]*(?:הרו?ג|רעיל|שרו?פ|שרוף|דביר)[יו]?\ (?:את\ )?(?:ה|כל\ ה)?{_HE_PESTS}
    |[א-ת]{{0,3}}{_HE_PESTS}(?:\ [^ ]+){{0,8}}?\ [א-ת]*(?:הרו?ג|רעיל|שרו?ף|שמיד|דביר)(?:\ אות[א-ת]+)?
    |פצצ(?:ת|ות)\ (?:שוקולד|אמבט|ויטמין)[א-ת]*
    |ל?פרוץ\ (?:לי\ )?(?:את\ )?ה?(?:דלת|מנעול|תריס)
    )(?![\wא-ת])""",
    re.VERBOSE,
)


def without(words: str) -> str:
    """The flat words of a message without the harmless phrases."""
    return _PHRASES.sub("·", words)
