"""The words of which plain answers on the phone are made, in Hebrew and English, by what they are for.

None of them can carry a condition, hearsay, a habit or somebody else: no modal verb, no verb of saying, wanting or
closing, no feast, season or queue, and nobody but the two sides and who comes to us.
"""


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


JOINING = _set(
    "a an the this that these those it its it's that's thats it'll that'll there's here's i i'm i've i'll we we're "
    "we've we'll us our ours my mine me you you're you've you'll your yours one's both is are am be been being "
    "isn't will can do does doing done did has have having got gotten get gets getting of for in into on onto off "
    "out at by to from with and or so then here there over under up down back between about around near next until "
    "till before after just all as how well too also now still already again straight right away soon anyway very "
    "really pretty quite totally any every some either way long last even more least usual enough such same s "
    "re ll sharp dot own let's lets אני אנחנו אנו אתה את אתם אתן זה זאת זו זהו אלה הוא היא הן של שלך שלכם שלי שלנו "
    "שלכן לך לכם לי לנו לו לה אותך אתכם אותו אותה אותי אליך אלייך אליכם אלי אליי אלינו אצלנו אצלי אצלך אצלכם איתך "
    "איתכם אתנו איתנו עם על אל כל הכול הכל גם פה כאן שם אז תוך בתוך יש ישנו ישנה יהיה תהיה יהיו הנה או ועד עד בין "
    "ממש פשוט כבר עכשיו כרגע רק עוד לידך כמו ממילא איך שנוח שביקשת שביקשתם שאמרת אצל מן מבחינתנו מבחינתי בשבילך "
    "בשבילכם עבורך עבורכם ידי אחרי לפני די מאוד הכי יותר ב ל ה מ ו ש כ אחד אחת עצמך"
)
AGREEING = _set(
    "yes yeah yep yup aye sure surely certainly absolutely definitely course right correct exactly alright alrighty "
    "okay ok okey dokey fine good great best perfect perfectly excellent lovely wonderful fantastic brilliant "
    "marvellous cool super awesome splendid happy happily glad gladly pleased pleasure deal agreed problem problemo "
    "worries trouble indeed roger understood clear surprise sorted book booked books booking reserve reserved "
    "reserves reserving reservation put puts putting write writes writing wrote written noted note noting set sets "
    "setting schedule scheduled scheduling confirm confirmed confirms confirming confirmation arrange arranged "
    "arranging fix fixed fixes fixing ready see sees seeing expect expects expecting waiting wait waits welcome "
    "come comes coming came arrive arrives arriving arrived keep keeps keeping kept save saves saving saved hold "
    "holds holding held move moves moved moving switch switched switching swapped shifted work works working worked "
    "suit suits fit fits fitted fitting free available open vacant possible sounds settled mark marked marking "
    "register registered entered enter entering add added adding give gives giving find finds found meet meeting "
    "promise promised guaranteed guarantee secured secure locked lock taken take takes taking took care look looks "
    "looking forward approved accept accepted join joining stands stay stays grabbed grab nabbed snagged pads "
    "squeeze squeezed squeezing consider go goes run runs make makes making made send sends sending sent show shows "
    "type typed typing update updated updating change changed changing changes reschedule rescheduled order ordered "
    "asked checked spoke mean meant plenty prepare prepared preparing start started finish finished pop popped slot "
    "slotted slotting blocked block allocated assigned placed placing covered sign signed talking treat count "
    "counting call כן שכן הועבר הועברה הוזז הוזזה קבעתי קבענו קבוע קבועה נקבע נקבעה אקבע קובע קובעת לקבוע רשמתי "
    "רשמנו רשום רשומה רשומים "
    "נרשם נרשמה נרשמת נרשמתם רושם רושמת רושמים ארשום נרשום לרשום תרשום תרשמי כתבתי כתבנו כתוב כתובה נכתב כותב כותבת "
    "שמרתי שמרנו שמור שמורה שומר שומרת שומרים אשמור נשמור לשמור יישמר הזמנתי הזמנו מזמין מזמינה מוזמן מוזמנת "
    "מוזמנים סגרתי סגרנו סגור סגורה סוגר סוגרת סוגרים נסגר סידרתי סידרנו מסודר מסודרת מסדר מסדרת הסתדר הסתדרנו "
    "אישרתי אישרנו מאושר מאושרת מאשר מאשרת מאשרים אושר אושרה תאשר תאשרי תאשרו סיכמנו סוכם מסוכם אכניס נכניס הכנסתי "
    "הכנסנו מכניס מכניסה מכניסים להכניס נכנס נכנסת נכנסתם העברתי העברנו מעביר מעבירה הזזתי הזזנו מזיז מזיזה שיניתי "
    "שינינו משנה עדכנתי עדכנו עודכן עודכנה מעודכן מעודכנת מעדכנת עשיתי עשינו עושים עושה נעשה לעשות בוצע מוכן מוכנה "
    "מוכנים מוכנות אפשר אפשרי אפשרית בטח ברור בוודאי בודאי בהחלט כמובן בשמחה בכיף מעולה מצוין מצויין מצוינת נהדר "
    "נהדרת נפלא יופי מושלם אחלה סבבה טוב טובה טובים בסדר גמור אוקיי אוקי נכון בדיוק מתאים מתאימה מתאימים מסתדר "
    "מסתדרת נוח נוחה לגמרי אחוז אחוזים בעיה לחץ פנוי פנויה פנויים פתוח פתוחה פתוחים מובטח הבטחתי מבטיח מבטיחה "
    "תיאמתי תיאמנו מתואם נותן נותנת נותנים אתן ניתן לתת נתתי נתנו מצאתי מצאנו יכול יכולה יכולים תפסתי תפסנו תופס "
    "תופסת שריינתי שריינו משריין משריינת משריינים משוריין דאגתי מסכים מסכימה מקובל נשאר נשארת נשארו הוספתי הוספנו "
    "מוסיף מוסיפה שמתי שמנו שם שמה שמים אשים קיבלתי קיבלנו התפנה התפנתה התבטל מתפנה נעלתי חסמתי חסמנו חוסם חוסמת "
    "הכנתי הכנו מכין מכינה מכינים יחכה תחכה מחכה מחכים נחכה אחכה לחכות נתראה ניפגש נפגש נשמח אשמח שמח שמחה שמחים "
    "לארח לראות רואה רואים מצפים מצפה תבוא תבואי תבואו בוא בואי בואו תגיע תגיעי תגיעו מגיע מגיעים מגיעה מגיעות הגיע "
    "הגיעה הגיעו לבוא להגיע יגיע בא באה באים יבוא נבוא יקבל נקבל אקבל מקבל מקבלת מקבלים תקבל תקבלו תקבלי לקבל שולח "
    "שולחת שולחים אשלח נשלח תשלח שלחתי עובד עובדת זורם זורמים הולך הולכת שיהיה הוזמן הוזמנה "
    "התכוונתי שנינו תכננתי נמצא נמצאת סיימתי אתקן תיקנתי תוקן מתוקן מטפל מטפלת אטפל"
)
"""Agreement, and what they did or do about it."""
POLITENESS = _set(
    "thank thanks please hello hi hey morning afternoon evening night bye goodbye cheers sorry dear love sir madam "
    "ma ma'am miss mate darling sweetie sweetheart honey buddy friend boss's mm hmm mhm uh um er ah huh oh well boy "
    "wow great thing enjoy day nice weekend shabbat shalom mr mrs ms luckily lucky תודה רבה בבקשה שלום היי הלו "
    "להתראות ביי יאללה נעים נעימה מקסים כפרה נשמה מותק חמוד חמודה יקירי יקירתי חביבי מאמי חיים חיי חלקים סליחה אה "
    "אהה אהא אממ הממ רגע וואלה וואו אחי אחותי אח גבר אלוף אלופה חבר גברתי אדוני גברת מר מזל בתיאבון"
)
MONEY_AND_TIME = _set(
    "cost costs comes total totals altogether price priced pay paying payment including includes include included "
    "inclusive vat tax nose labour kilo only exactly everything whole each per cash card credit charge charges "
    "charging due flat square round sum bill receipt invoice today tonight tomorrow week minutes hour hours o'clock "
    "noon half quarter past ish early late earliest time times lunch dinner breakfast double עולה עולים יעלה תעלה "
    "יעלו עלות מחיר סכום סך ביחד יחד סהכ כולל כלול מעמ לוקח לוקחת לוקחים ייקח יקח לשלם משלמים "
    "משלם תשלום תשלם תשלמו גובה גובים חשבון מזומן אשראי כרטיס ביט היום מחר הערב יום ערב בוקר צהריים לילה שעה שעתיים "
    "שעות שבוע דקות חודש זמן מוקדם כפול כיף איזה"
)
THINGS = _set(
    "table tables person persons party name names number phone address street road building entrance door doors "
    "gate lobby appointment appointments slot slots opening openings place places spot spots space spaces room "
    "rooms suite seat seats chair chairs bed beds window windows outside inside indoors outdoors terrace balcony "
    "patio garden yard roof rooftop corner view sea pool floor bar booth sofa single mat mats area lounge hall "
    "upstairs downstairs side left parking park lot court pitch field lane lanes net balls racket class lesson "
    "session ride tour ticket tickets doctor dr technician mechanic driver courier electrician plumber stylist "
    "barber delivery deliver delivers delivered delivering pickup pick picking picked up collect collecting "
    "collection haircut cut colour color dye blow dry highlights wash manicure pedicure facial massage treatment "
    "cleaning check checkup check-up exam examination scan test vaccine repair repairs service part parts oil brake "
    "brakes tyre tyres tire tires battery engine screen glass key keys lock boiler tap pipe machine washer fridge "
    "oven car cars vehicle bike bicycle bikes stock store shop counter desk shelf reception list calendar diary "
    "computer system book books page along pizza pizzas cake cakes bread loaf loaves challah pie pies salad soup "
    "pasta burger sandwich falafel shawarma hummus sushi chicken fish meat cheese olives mushrooms toppings sauce "
    "drink drinks coke water wine beer bottle bottles milk coffee tea ice cream chocolate vanilla cookies portion "
    "portions plate plates tray trays slice slices dozen large small medium big extra regular hot cold warm fresh "
    "fine thin thick white red blue green black quiet new ones kind kinds type types pair set pack box boxes bag "
    "bags bouquet bouquets flowers flower roses rose plant plants vase card dog dogs cat cats pet pets bring brings "
    "bringing ask text message email sms reminder guests shirt shirts dress suit suits coat jacket trousers zip hem "
    "shoes towel towels ramp lift elevator stairs stool stools level hanging שולחן שולחנות מקום מקומות תור תורים "
    "פגישה הזמנה שם אדם אנשים סועדים איש חלון ליד חוץ פנים בחוץ בפנים מרפסת גינה חצר פינה נוף ים בריכה קומה בר פטיו "
    "גג ספה אולם למעלה למטה מאחור מקדימה צד שמאל ימין צדדי לובי קבלה מגרש מסלול שיעור אימון כדורים כרטיסים רופא "
    "רופאה טכנאי חשמלאי אינסטלטור נהג שליח שליחה משלוח משלוחים רכב אוטו מכונית תיקון טיפול בדיקה חיסון צילום בלמים "
    "שמן צמיג צמיגים סוללה מצבר מנוע מסך זכוכית מפתח מפתחות מנעול דוד ברז צינור מכונה מקרר תנור תספורת צבע פן "
    "גוונים החלקה מניקור פדיקור עיסוי ניקוי ניקיון עובדים עבודה חלק חלקים פיצה פיצות עוגה עוגות לחם חלה חלות סלט "
    "סלטים מרק פסטה המבורגר פלאפל שווארמה חומוס סושי עוף דג דגים בשר גבינה זיתים פטריות תוספות רוטב שתייה קולה מים "
    "יין בירה בקבוק בקבוקים חלב קפה תה גלידה שוקולד מנה מנות מגש מגשים תריסר גדול גדולה גדולים קטן קטנה בינוני "
    "בינונית משפחתית רגיל רגילה חם חמה קר קרה טרי טרייה טריים דק עבה לבן אדום כחול ירוק שחור שקט רגוע חדש חדשה יפה "
    "יפים זוגי זוגית סוג סוגים זר זרים פרחים ורדים צמח עציץ אגרטל כרטיס מספר טלפון כתובת רחוב בניין כניסה דלת חניה "
    "חנייה מלאי חנות דלפק מדף עמדה יומן מחשב מערכת רשימה איסוף לאסוף תאסוף תאספי תאספו לקחת תיקח תיקחי תיקחו קח קחי "
    "כלב כלבים תביא תביאי תביאו להביא תבקש תבקשי תבקשו הודעה תזכורת מייל חדר חדרים סוויטה מיטה מיטות לילות חולצה "
    "חולצות שמלה מעיל מכנסיים רוכסן נעליים מגבות רמפה מעלית מדרגות שרפרף מפלס מיזוג אזור יחיד חינם מזרן מזרנים המון "
    "תלוי"
)
"""What is booked, bought, brought and found, and who comes to us with it."""
CHARGES = _set(
    "יוצא יוצאת יצא תצא deposit tip service discount fee fees shipping courier עמלה מקדמה פיקדון טיפ תשר "
    "הנחה שירות דמי ביטול"
)
"""What is paid besides; plain of amounts only."""
ASKING = _set(
    "want would like could shall should prefer about sound sounds offer maybe okay what which מה איזה איזו רוצה "
    "רוצים רוצות תרצה תרצי תרצו דעתך אולי האם נציע מציע מציעה להציע"
)
"""What they ask with, and offer."""
PLEASE_DO = _set(
    "bring drop leave park call ask ring press use take send text pay remember make give come be tell enter go look "
    "don't"
)
"""Begin a clause that asks us for something."""
PEOPLE = _set("adult adults child children diners guests kid kids people אנשים ילד ילדים מבוגרים סועדים")
"""Plain where they are counted."""
PARTIES = _set("couple couples family group זוג משפחה קבוצה")
"""Plain where it is for them, or of so many."""
STAFF = _set("boss chef colleague manager מנהל מנהלת")
OTHERS = _set("he he'll he's her him his she she'll she's their them they they'll they're הם")
"""Plain beside a "you", and so are the staff."""
US = _set("bring you your yours אותך אליך אליכם אתכם לך לכם שלך שלכם")
"""The clause speaks to us."""
OWN = _set(
    "bring here's i i'll i've it it's please that's there's we we'll we're we've you you'll you're אין אנחנו אשים "
    "את אתה אתם זה יש תביא תביאו תביאי"
)
"""Begin a clause of its own, of what is there or what they do."""
GOVERNS = _set(
    "assuming provided providing subject contingent condition theory sale בתנאי בכפוף בהנחה מותנה "
    "according although another because boss chef could different else everyone had he hear heard hearsay him hope "
    "instead manager may must nobody once other owner said say says she should since somebody someone their they "
    "though thought told unavailable until want wanted wants was were what when whether while who would אחר אחרת "
    "אמור אמורה אמר אמרה אמרו אמרת בוס בעלים היא היה היו הייתה הם חשבתי ככה לפי מי מישהו מישהי מנהל מנהלת נראה עד "
    "רוצה רוצים"
)
"""Beside the words of doubt: whatever it stands in may be hearsay, a condition or of another."""
CONDITIONS = _set("unless provided assuming once after conditional maybe but only as when or ברגע כאשר רק אבל בתנאי או")
"""Begin a sentence that goes on with the one before it."""
TITLES = _set("mr mrs ms miss גברת מר")
BEFORE_NAMES = _set("name dr thanks under including ליד מול מאחורי כולל שם דר תודה")
NAMED = _set("name תבקש תבקשי תבקשו")
"""A name is one of the two words behind these."""
OF_THE_USER = _set("his her him he she doctor dr technician שלו שלה רופא טכנאי")
"""Where we said them he and she are whom we call for, or asked for."""
