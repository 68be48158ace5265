"""Evidence in talk as it is: hedges and hearsay are none, and neither politeness nor asides make it none."""

import pytest

from ringback.call_handler.evidence import witness
from tests.call_handler.test_evidence_hard import Case, turns

SUPPORTED: list[Case] = [
    ("c: Like last time, table by the window, at eight.", "time", "20:00", "table by the window, at eight"),
    ("c: Welcome back! Yes, at eight is fine.", "time", "20:00", "at eight is fine"),
    ("c: I'm back. So, eight works.", "time", "20:00", "eight works"),
    ("c: Sorry to keep you. I found it, sixty eight shekels.", "price", "68", "sixty eight shekels"),
    ("c: The problem was the computer, but okay, you're in for eight.", "time", "20:00", "you're in for eight"),
    ("c: We finish cooking it at seven, pick it up then.", "time", "19:00", "finish cooking it at seven"),
    ("c: My number is 03 612 3456, and the table is at eight.", "time", "20:00", "the table is at eight"),
    ("c: My number is 03 612 3456, and the table is at eight.", "phone", "036123456", "my number is 03 612 3456"),
    ("c: It's the room on the left, at eight.", "time", "20:00", "at eight"),
    ("c: Cash or card, it's ninety shekels.", "price", "90", "it's ninety shekels"),
    ("c: One or two toppings, the price is ninety.", "price", "90", "the price is ninety"),
    ("c: You can pay here or online, eighty shekels.", "price", "80", "eighty shekels"),
    ("c: If you need anything call this number, otherwise see you at eight.", "time", "20:00", "see you at eight"),
    ("c: See you at eight, call us back if something changes.", "time", "20:00", "see you at eight"),
    ("c: We close at eleven so eight is plenty of time.", "time", "20:00", "eight is plenty of time"),
    ("c: After eleven we're closed, so come at ten.", "time", "22:00", "come at ten"),
    ("c: Eight thirty then, and please don't be late.", "time", "20:30", "eight thirty then"),
    ("c: I've put you down, Thursday, half past seven, two people.", "time", "19:30", "half past seven"),
    ("c: I've put you down, Thursday, half past seven, two people.", "party_size", "2", "two people"),
    ("c: I've put you down, Thursday, half past seven, two people.", "date", "Thursday", "I've put you down, Thursday"),
    ("c: The margherita is fifty four and the delivery is fifteen.", "price", "54", "margherita is fifty four"),
    ("c: It takes forty five minutes from now.", "wait", "45 minutes", "forty five minutes"),
    ("c: Twenty five shekels more than the small one, so ninety.", "price", "90", "so ninety"),
    ("c: Around here everybody knows us. Eight is fine.", "time", "20:00", "eight is fine"),
    ("c: I think that's everything. Ready at seven.", "time", "19:00", "ready at seven"),
    ("c: I think eight is fine, yes, eight.", "time", "20:00", "yes, eight"),
    ("c: Let me see, hmm, yes, eight is free.", "time", "20:00", "eight is free"),
    ("c: Someone else will serve you, but eight is confirmed.", "time", "20:00", "eight is confirmed"),
    ("c: You said four people? Okay, four people at eight.", "party_size", "4", "four people at eight"),
    ("c: You asked for eight and eight it is.", "time", "20:00", "eight it is"),
    ("c: Yes, this is Roma. Yes, we do deliver.", "answer", "yes", "yes, we do deliver"),
    ("c: Yes. Who should I put down?", "answer", "yes", "yes"),
    ("c: Nope, sorry.", "answer", "no", "nope, sorry"),
    ("c: We have gluten free, yes.", "answer", "yes", "we have gluten free, yes"),
    ("c: כמו בפעם שעברה, בשמונה.", "time", "20:00", "בשמונה"),
    ("c: חזרתי. אז שמונה בסדר.", "time", "20:00", "אז שמונה בסדר"),
    ("c: מזומן או אשראי, זה תשעים שקל.", "price", "90", "זה תשעים שקל"),
    ("c: נתראה בשמונה, תחזרו אליי אם משהו משתנה.", "time", "20:00", "נתראה בשמונה"),
    ("c: אחרי אחת עשרה סגור, תבואו בעשר.", "time", "22:00", "תבואו בעשר"),
    ("c: רשמתי, יום חמישי, שבע וחצי, שני אנשים.", "party_size", "2", "שני אנשים"),
    ("c: רשמתי, יום חמישי, שבע וחצי, שני אנשים.", "time", "19:30", "שבע וחצי"),
    ("c: רשמתי, יום חמישי, שבע וחצי, שני אנשים.", "date", "יום חמישי", "רשמתי, יום חמישי"),
    ("c: המספר שלי 036123456, והשולחן בשמונה.", "time", "20:00", "והשולחן בשמונה"),
    ("c: מישהו אחר יקבל אתכם, אבל שמונה מאושר.", "time", "20:00", "שמונה מאושר"),
    ("c: ארבעים וחמש דקות.", "wait", "45 דקות", "ארבעים וחמש דקות"),
    ("c: כן, זה אפשרי, תגיעו בשמונה.", "answer", "כן", "כן, זה אפשרי"),
    ("c: עשרים וחמישה שקלים.", "price", "25", "עשרים וחמישה שקלים"),
    ("c: מאתיים חמישים.", "price", "250", "מאתיים חמישים"),
    ("c: שלוש מאות עשרים ושניים.", "price", "322", "שלוש מאות עשרים ושניים"),
]

NOT_SUPPORTED: list[Case] = [
    ("c: בשבע אין, בשמונה יש.", "time", "19:00", "בשבע אין"),
    ("c: I can put you on the waiting list for eight.", "time", "20:00", "waiting list for eight"),
    ("c: אני יכולה לשים אותך ברשימת המתנה לשמונה.", "time", "20:00", "רשימת המתנה לשמונה"),
    ("c: North of four hundred.", "price", "400", "north of four hundred"),
    ("c: Yes, yes, I know, everybody wants that.", "answer", "yes", "yes, yes, I know"),
    ("c: כן כן, אני יודעת, כולם רוצים.", "answer", "כן", "כן כן, אני יודעת"),
    ("c: Eight is when the band starts, we're full.", "time", "20:00", "eight is when the band starts"),
    ("c: People usually come at eight.", "time", "20:00", "people usually come at eight"),
    ("c: I wouldn't come at eight.", "time", "20:00", "I wouldn't come at eight"),
    ("c: Eight won't do.", "time", "20:00", "eight won't do"),
    ("c: Eight we can't manage.", "time", "20:00", "eight we can't manage"),
    ("c: Eight isn't going to happen.", "time", "20:00", "eight isn't going to happen"),
    ("c: Nothing at eight, sorry.", "time", "20:00", "nothing at eight"),
    ("c: Eight has just been taken.", "time", "20:00", "eight has just been taken"),
    ("c: They told me eight but I'd have to ask.", "time", "20:00", "they told me eight"),
    ("c: Unless someone cancels, no eight.", "time", "20:00", "no eight"),
    ("c: Let me write eight, with a question mark.", "time", "20:00", "let me write eight"),
    ("c: I'd say eight but I can't promise.", "time", "20:00", "I'd say eight"),
    ("c: Hopefully eight.", "time", "20:00", "hopefully eight"),
    ("c: We'll see about eight.", "time", "20:00", "we'll see about eight"),
    ("c: Should be sixty eight, I haven't checked.", "price", "68", "should be sixty eight"),
    ("c: It's usually sixty eight.", "price", "68", "it's usually sixty eight"),
    ("c: If memory serves, sixty eight.", "price", "68", "sixty eight"),
    ("c: Don't quote me, but sixty eight.", "price", "68", "sixty eight"),
    ("c: The other place charges sixty eight.", "price", "68", "the other place charges sixty eight"),
    ("c: שמונה לא בא בחשבון.", "time", "20:00", "שמונה לא בא בחשבון"),
    ("c: לשמונה אני לא מצליחה.", "time", "20:00", "לשמונה אני לא מצליחה"),
    ("c: בשמונה הכל תפוס.", "time", "20:00", "בשמונה הכל תפוס"),
    ("c: בעזרת השם בשמונה.", "time", "20:00", "בעזרת השם בשמונה"),
    ("c: מקווה שבשמונה.", "time", "20:00", "מקווה שבשמונה"),
    ("c: בדרך כלל זה שישים ושמונה.", "price", "68", "בדרך כלל זה שישים ושמונה"),
    ("c: אמור להיות שישים ושמונה, לא בדקתי.", "price", "68", "אמור להיות שישים ושמונה"),
    ("c: בוא נגיד שמונה, עם סימן שאלה.", "time", "20:00", "בוא נגיד שמונה"),
    ("c: נראה מה יהיה עם שמונה.", "time", "20:00", "עם שמונה"),
    ("c: שמונה אני לא יכולה.", "time", "20:00", "שמונה אני לא יכולה"),
    ("c: שמונה, בלי התחייבות.", "time", "20:00", "שמונה, בלי התחייבות"),
    ("c: Let's say a hundred, give or take.", "price", "100", "let's say a hundred, give or take"),
    ("c: תגיעו עד שמונה, אחרי זה אני סוגרת.", "time", "20:00", "תגיעו עד שמונה"),
]


@pytest.mark.parametrize("case", SUPPORTED, ids=lambda case: f"{case[0]} → {case[2]}")
def test_what_they_said_beside_other_things_is_evidence(case: Case) -> None:
    talk, key, value, quote = case
    assert witness(value, quote, turns(talk), key)[1]


@pytest.mark.parametrize("case", NOT_SUPPORTED, ids=lambda case: f"{case[0]} → {case[2]}")
def test_what_they_hedged_or_only_heard_is_none(case: Case) -> None:
    talk, key, value, quote = case
    assert not witness(value, quote, turns(talk), key)[1]
