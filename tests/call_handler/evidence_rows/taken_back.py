"""Evidence that is taken back, refused or left open later in the talk, and a yes or no that is none."""

from tests.call_handler.evidence_rows import Case

SUPPORTED: list[Case] = [
    *(
        (f"c: You want a table at eight?\na: Yes, please.\nc: {then}", "time", "20:00", "a table at eight")
        for then in (
            "Done, no problem.",
            "Sure, booked for you.",
            "Great. We don't take cards, only cash.",
            "We don't have a table at seven.",
            "Sorry, we are fully booked.\na: Oh.\nc: Wait, no, I do have a table at eight.",
            "Sorry, we are full.\na: So not at eight o'clock?\nc: Sorry, my mistake, at eight it is.",
            "Fine.\na: Do you have anything at nine on the terrace?\nc: No, fully booked.",
            "Fine.\na: Will there be music?\nc: No.",
            "Fine.\na: Are you open on Saturday?\nc: No, on Saturday we are closed.",
        )
    ),
    *(
        (f"c: אתם רוצים בשמונה?\na: כן, בבקשה.\nc: {then}", "time", "20:00", "רוצים בשמונה")
        for then in (
            "אין בעיה.",
            "יופי, רשמתי. אין לנו חניה.",
            "בשבע אין לי מקום.",
            "מצטער, אין מקום.\na: חבל.\nc: רגע, יש לי שולחן בשמונה.",
            "מעולה.\na: יש מוזיקה חיה?\nc: לא.",
        )
    ),
    ("c: We are full tonight.\na: Tomorrow?\nc: Tomorrow at eight is fine.", "time", "20:00", "tomorrow at eight"),
    ("c: You can come at eight tomorrow, not today.", "time", "20:00", "come at eight tomorrow"),
    (
        "c: A large one is sixty eight shekels.\na: Do you deliver?\nc: No, we don't.",
        "price",
        "68",
        "sixty eight shekels",
    ),
    ("c: Yes, of course we deliver.\na: And do you take cards?\nc: No.", "answer", "yes", "of course we deliver"),
    ("a: I'd like to cancel my table.\nc: Yes, it's cancelled.", "answer", "yes", "yes, it's cancelled"),
    (
        "a: Please cancel the table at eight.\nc: The table at eight is cancelled.",
        "time",
        "20:00",
        "at eight is cancelled",
    ),
    ("a: Please cancel my table.\nc: I cancelled it.", "note", "cancelled", "I cancelled it"),
    ("a: אני מבקשת לבטל את השולחן.\nc: כן, ביטלתי.", "answer", "כן", "כן, ביטלתי"),
    ("c: Ready at seven.\na: Thank you, bye.\nc: Wait, don't forget it, bye.", "time", "19:00", "ready at seven"),
    *(
        (f"c: {said}", "answer", "yes", said)
        for said in (
            "No, wait, yes, we do.",
            "Let me check. Yes, we do.",
            "Hold on. It is available.",
            "Okay, yes.",
            "Good evening, yes.",
            "Yes, good evening.",
            "Sure, no problem.",
            "Yes, don't worry.",
            "כן, ערב טוב.",
            "רגע אחד. כן, יש.",
            "לא, בעצם כן.",
        )
    ),
    *(
        (f"c: {said}", "answer", "no", said)
        for said in (
            "No, sorry. Okay?",
            "No, we don't. Okay, goodbye.",
            "We don't deliver, but pickup works.",
            "Yes. Oh no, sorry, we don't.",
            "Okay, let me check. No.",
            "בטח שלא.",
            "כן. בעצם לא.",
            "לא, יום טוב.",
        )
    ),
    (
        "c: You want eight?\na: Yes.\nc: Let me check.\na: Thank you.\nc: Yes, that's fine.",
        "time",
        "20:00",
        "you want eight",
    ),
    ("c: You want eight?\na: Yes.\nc: Hold on. Okay, noted.", "time", "20:00", "you want eight"),
    ("c: At eight.\na: And how much is it?\nc: Let me check. Sixty eight.", "time", "20:00", "at eight"),
    ("c: At eight.\na: Is there live music?\nc: I don't know.", "time", "20:00", "at eight"),
    ("c: I'll see you at eight.", "time", "20:00", "see you at eight"),
]

NOT_SUPPORTED: list[Case] = [
    *(
        (f"c: You want a table at eight?\na: Yes, please.\nc: {then}", "time", "20:00", "a table at eight")
        for then in (
            "Sorry, we have nothing left tonight.",
            "Sorry, that's not possible.",
            "No.",
            "No, sorry.",
            "Oh no, we are full.",
            "One second.\na: Thank you.\nc: I'm afraid we can't do that.",
            "Sure.\na: Do you have live music?\nc: Oh wait, we are full.",
            "Sure.\na: So the table is ours?\nc: No.",
            "Sure.\na: At eight?\nc: No, sorry.",
            "Sure.\na: In the evening?\nc: No, in the morning.",
            "Yes, at eight. Oh, sorry, everything is taken.",
        )
    ),
    *(
        (f"c: אתם רוצים בשמונה?\na: כן.\nc: {then}", "time", "20:00", "רוצים בשמונה")
        for then in (
            "מצטער, אין לנו מקום.",
            "אי אפשר, הכל תפוס.",
            "לא.",
            "אה, סליחה, הכל מלא הערב.",
            "כן.\na: יש מוזיקה חיה?\nc: אוי, אין לנו מקום.",
        )
    ),
    ("c: At eight.\na: Great.\nc: Oh wait, we are fully taken at that time.", "time", "20:00", "at eight"),
    ("c: It's 68.\na: Shekels?\nc: No, dollars.", "price", "68 shekels", "it's 68"),
    (
        "c: A large margherita, yes.\na: Great.\nc: Oh, sorry, we can't.",
        "item",
        "large margherita",
        "a large margherita",
    ),
    ("c: Yes, we deliver.\na: Thank you.\nc: Oh no, sorry, we don't deliver.", "delivery", "yes", "yes, we deliver"),
    ("c: Yes, of course.\na: Thank you.\nc: Oh, sorry, we can't.", "answer", "yes", "yes, of course"),
    *(
        (f"c: Ready at seven.\na: Thank you, bye.\nc: {then}", "time", "19:00", "ready at seven")
        for then in (
            "Wait, forget it, we are closing now, I am cancelling the order.",
            "Wait, forget it.",
            "The order is cancelled.",
        )
    ),
    ("c: מוכן בשבע.\na: תודה, להתראות.\nc: רגע, תשכחו מזה.", "time", "19:00", "מוכן בשבע"),
    ("c: מוכן בשבע.\na: תודה, להתראות.\nc: אני מבטלת את ההזמנה.", "time", "19:00", "מוכן בשבע"),
    ("c: The table at eight was cancelled.", "time", "20:00", "the table at eight"),
    ("a: Please cancel my table.\nc: It's not cancelled.", "answer", "yes", "it's not cancelled"),
    *(
        (f"c: {said}", "answer", "yes", said)
        for said in (
            "Yes. Oh no, sorry, we don't.",
            "Okay, let me check.",
            "Okay let me check. No.",
            "Okay, hold on.",
            "Yes. I don't know.",
            "Let me check. Okay.",
            "Good evening.",
            "Good morning, pizza place.",
            "Yes, hello.",
            "No, we don't. Okay, goodbye.",
            "We don't deliver, but pickup works.",
            "Sure, when pigs fly, no.",
            "בטח שלא.",
            "ברור שלא.",
            "כן. בעצם לא.",
            "ערב טוב.",
            "בוקר טוב.",
            "כן, שלום.",
            "בסדר, רגע אני בודק.",
            "לא. טוב, להתראות.",
        )
    ),
    *(
        (f"c: {said}", "answer", "no", said)
        for said in (
            "I don't know.",
            "I don’t know.",
            "I'm not sure.",
            "No idea.",
            "Not yet, maybe later.",
            "No, wait, yes, we do.",
            "לא יודע.",
            "לא יודעת, אני לא בטוחה.",
            "אין לי מושג.",
        )
    ),
    ("c: I'm not sure we have margherita.", "item", "margherita", "we have margherita"),
    ("c: You want eight?\na: Yes.\nc: Let me check.", "time", "20:00", "you want eight"),
    ("c: אתם רוצים בשמונה?\na: כן.\nc: רגע אחד, אני בודקת.", "time", "20:00", "רוצים בשמונה"),
    ("c: At eight.\na: Great.\nc: Hmm, I'm not sure that's possible.", "time", "20:00", "at eight"),
]
