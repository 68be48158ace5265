"""Answers that were written by whoever had not seen the check, most of them in English and in Hebrew."""

from tests.call_handler.evidence_rows import answers

SUPPORTED, NOT_SUPPORTED = answers("""
? A table for four at eight tonight, please. | time | 20:00
+ Yes, table for four at eight, booked.
+ Lovely, I've put you down for eight o'clock.
+ No problem at all, eight it is.
+ Great, we'll see you both at eight then.
? שולחן לארבעה הערב בשמונה, בבקשה. | time | 20:00
+ כן, שולחן לארבעה בשמונה, קבעתי.
+ מעולה, רשמתי אתכם לשמונה.
+ אין בעיה, שמונה בערב.
+ יופי, נתראה בשמונה.
? Could we come at half past seven? | time | 19:30
+ That's fine, come at seven thirty.
? אפשר לבוא בשבע וחצי? | time | 19:30
+ בסדר גמור, תבואו בשבע וחצי.
? How about seven? | time | 19:00
+ Seven works perfectly.
+ Cool, seven it is, bye bye.
? מה עם שבע? | time | 19:00
+ שבע מתאים לנו מצוין.
+ סבבה, שבע, ביי ביי.
? The name is Dana, two people, a quarter past seven. | time | 19:15
+ Dana, two people, seven fifteen. All set.
? על שם דנה, שני אנשים, שבע ורבע. | time | 19:15
+ דנה, שני סועדים, שבע ורבע. הכול מסודר.
? Can I see the doctor on Thursday? | time | 09:00
+ Okay, I have you down for nine on Thursday morning.
? אפשר תור ליום חמישי? | time | 09:00
+ קבעתי לך תור ליום חמישי בתשע בבוקר.
? When can I come? | time | 09:15
+ The doctor will see you at nine fifteen.
? מתי אפשר להגיע? | time | 09:15
+ הרופא יקבל אותך בתשע ורבע.
? When is my appointment? | time | 10:30
+ Your appointment is at half past ten.
+ We can do ten thirty. / a: Great, please book it. / c: Done, you're booked.
? מתי התור שלי? | time | 10:30
+ התור שלך בעשר וחצי.
+ יש לי עשר וחצי. / a: מצוין, תקבעי לי. / c: קבעתי.
? How much is it? | price | 90
+ It comes to ninety shekels.
? כמה זה יוצא? | price | 90
+ זה יוצא תשעים שקל.
? How much is it all together? | price | 110
+ That'll be a hundred and ten altogether.
? כמה הכול ביחד? | price | 110
+ ביחד מאה ועשר שקלים.
? What does a brake check cost? | price | 300
+ A brake check is three hundred shekels including VAT.
? כמה עולה בדיקת בלמים? | price | 300
+ בדיקת בלמים עולה שלוש מאות שקל כולל מע"מ.
? What is the total? | total | 85
+ The total is eighty five.
? מה הסכום? | total | 85
+ סך הכול שמונים וחמש.
? How long does it take? | wait | 40 minutes
+ Delivery takes forty minutes.
? כמה זמן לוקח? | wait | 40 דקות
+ המשלוח לוקח ארבעים דקות.
? When does it arrive? | wait | 45 minutes
+ It'll be with you in forty five minutes.
? מתי זה מגיע? | wait | 45 דקות
+ השליח אצלך תוך ארבעים וחמש דקות.
? When can I pick up the car? | time | 16:00
+ Sure thing, the car will be ready at four.
? מתי אפשר לאסוף את הרכב? | time | 16:00
+ הרכב יהיה מוכן בארבע.
? Is an oil change possible tomorrow? | answer | yes
+ Yes, no problem.
? אפשר להחליף שמן מחר? | answer | כן
+ כן, בכיף.
? Do you have it in stock? | answer | yes
+ Yes, we do.
? יש לכם במלאי? | answer | כן
+ יש, כן.
? Can you confirm the booking? | answer | yes
+ Yes, it's confirmed.
- Yeah, as soon as she calls me back.
- Yeah yeah, we'll see.
- I suppose yes?
- Sure, in a perfect world.
? אפשר לאשר את ההזמנה? | answer | כן
+ כן, ההזמנה מאושרת.
? Is it ready? | answer | no
+ No, not yet.
? זה מוכן? | answer | לא
+ לא, עוד לא.
? Are you open on Friday? | answer | no
+ No, we're closed on Fridays.
? אתם פתוחים בשישי? | answer | לא
+ לא, בשישי סגור.
? Do you deliver to Herzl Street? | answer | yes
+ Of course, we deliver there.
? אתם עושים משלוחים לרחוב הרצל? | answer | כן
+ ברור, אנחנו מגיעים לשם.
? A table for six at a quarter past eight. | time | 20:15
+ Perfect, a table by the window for six at quarter past eight.
? שולחן לשישה בשמונה ורבע. | time | 20:15
+ מושלם, שולחן ליד החלון לשישה בשמונה ורבע.
? We are six, at half past seven. | party_size | 6
+ So that's six of you at half past seven, written down.
? אנחנו שישה, בשבע וחצי. | party_size | 6
+ אז שישה אנשים בשבע וחצי, רשום אצלי.
? For three, at noon. | time | 12:00
+ Alright, three people at noon, I wrote it down.
? לשלושה, בצהריים בשתים עשרה. | time | 12:00
+ טוב, שלושה סועדים בשתים עשרה בצהריים, נרשם.
? One large margherita, please. How much? | price | 65
+ Sixty five.
? מרגריטה גדולה, בבקשה. כמה זה? | price | 65
+ שישים וחמש.
? A large margherita to pick up at seven, for Dana. | time | 19:00
+ Large margherita for Dana, ready at seven.
? מרגריטה גדולה לאיסוף בשבע, על שם דנה. | time | 19:00
+ מרגריטה גדולה על שם דנה, תהיה מוכנה בשבע.
? A large margherita, please. | item | large margherita
+ Okay, one large margherita, I've got it.
? מרגריטה גדולה בבקשה. | item | מרגריטה גדולה
+ אוקיי, מרגריטה גדולה אחת, רשמתי.
? Wednesday at two? | time | 14:00
+ Excellent, we have you in for Wednesday at two.
+ Sure, two o'clock suits us.
? רביעי בשתיים? | time | 14:00
+ אז יש לכם יום רביעי בשתיים.
+ שתיים זה טוב מבחינתנו.
? Could you move it to Thursday at eleven? | time | 11:00
+ I've moved your appointment to eleven.
+ All right my dear, it's written: Thursday, eleven in the morning.
? אפשר להעביר לחמישי באחת עשרה? | time | 11:00
+ העברתי לך את התור לאחת עשרה.
+ סבבה נשמה, כתבתי: חמישי, אחת עשרה בבוקר.
? When does he come? | time | 08:00
+ Good, the technician comes to you at eight in the morning.
? מתי הוא מגיע? | time | 08:00
+ הטכנאי מגיע אליך בשמונה בבוקר.
? A table at nine, please. | time | 21:00
+ Yes, we've got a free table at nine. I'll reserve it for you.
+ I booked you the nine o'clock table.
+ Yeah, nine's good.
+ Happy to have you, nine o'clock, see you tonight.
? שולחן בתשע בבקשה. | time | 21:00
+ כן, יש שולחן פנוי בתשע. אני שומרת לך אותו.
+ שמרתי לך את השולחן של תשע.
+ כן, תשע טוב.
+ נשמח לארח אתכם, תשע בערב, להתראות.
? When can I pick it up? | time | 18:00
+ The pickup is at six, ask for Yossi.
? מתי אפשר לאסוף? | time | 18:00
+ האיסוף בשש, תבקש את יוסי.
? Half past six, please. | time | 18:30
+ You're all set for six thirty, see you.
? שש וחצי, בבקשה. | time | 18:30
+ הכול סגור לשש וחצי, להתראות.
? How much is a haircut? | price | 120
+ A haircut costs one hundred and twenty.
? כמה עולה תספורת? | price | 120
+ תספורת עולה מאה עשרים.
? Tomorrow at five? | time | 17:00
+ Hi, yes, of course, tomorrow at five is fine.
+ We'll be waiting for you at five.
+ It's fixed, you can collect it at five.
? מחר בחמש? | time | 17:00
+ היי, כן, בטח, מחר בחמש זה בסדר.
+ נחכה לכם בחמש.
+ זה תוקן, אפשר לאסוף בחמש.
? Is there an order number? | order_number | 412
+ Your order number is four one two.
? יש מספר הזמנה? | order_number | 412
+ מספר ההזמנה שלך ארבע אחת שתיים.
? What is your number? | phone | 050-1234567
+ My number is 050-1234567.
? מה המספר שלך? | phone | 050-1234567
+ המספר שלי 050-1234567.
? Where are you? | address | 8 King Street
+ We're at 8 King Street.
? איפה אתם? | address | הרצל 8
+ אנחנו בהרצל 8.
? A table for two tonight at half past eight, the name is Levi. | time | 20:30
+ Done! Table for two, tonight, eight thirty, name of Levi.
? שולחן לשניים הערב בשמונה וחצי, על שם לוי. | time | 20:30
+ סידרתי! שולחן לשניים, הערב, שמונה וחצי, על שם לוי.
? Could I come at three? | time | 15:00
+ Sure, I can fit you in at three. See you then.
? אפשר בשלוש? | time | 15:00
+ בטח, אכניס אותך בשלוש. נתראה.
? A quarter to two? | time | 13:45
+ Fantastic, you're in at one forty five.
? רבע לשתיים? | time | 13:45
+ מעולה, את אצלנו באחת ארבעים וחמש.
? When do you open? | opening_time | 9:00
+ We open at nine.
? מתי אתם פותחים? | opening_time | 9:00
+ אנחנו פותחים בתשע.
? How much is all of it? | price | 200
+ It's two hundred for the whole thing, parts included.
? כמה הכול? | price | 200
+ מאתיים על הכול, כולל חלקים.
? How much is the repair? | price | 450
+ The repair is four hundred fifty shekels.
? כמה התיקון? | price | 450
+ התיקון עולה ארבע מאות וחמישים שקל.
? How much is it? | price | 30
+ Only thirty shekels.
? כמה זה עולה? | price | 30
+ רק שלושים שקל.
? A table for five at nine, please. | party_size | 5
+ I have reserved a table for five people, at nine.
? שולחן לחמישה בתשע, בבקשה. | party_size | 5
+ הזמנתי לכם מקום לחמישה בתשע.
? Three of us, seven in the evening. | party_size | 3
+ Right, that's noted: seven in the evening, party of three.
? אנחנו שלושה, שבע בערב. | party_size | 3
+ אז רשמתי, שבע בערב, שלושה אנשים.
? A table for two at eight tonight, please. | time | 20:00
- If the couple from six leaves on time, eight works.
- My colleague mentioned eight o'clock to somebody.
- Our Haifa branch seats people at eight, we are full tonight.
- The Levys have the eight o'clock.
- I'd love to give you eight.
- Eight would've been perfect had you rung yesterday.
- People like to eat at eight here.
- You're third in line for eight, I'd ring you.
- Eight is what the website shows, but the website lies.
- Eight o'clock? That's when the kitchen goes home.
- I can pencil you in for eight and the manager will decide.
- Okay, eight it is. / a: Great. / c: Ah, no, sorry, someone just took it.
- I wrote eight, then the boss crossed it out.
- Eight, seven, whatever, just come and wait outside.
- My shift ends at eight.
- Call again at eight.
- Only tomorrow can I do eight.
? אפשר שולחן לשניים הערב בשמונה? | time | 20:00
- אם הזוג שם יקום בזמן, תקבלו בשמונה.
- חברה שלי בקבלה אמרה משהו על שמונה.
- בסניף ברעננה יש בשמונה, אצלנו הכול תפוס.
- את שמונה לקחה משפחת לוי.
- הייתי שמחה לתת לך שמונה.
- לו התקשרתם אתמול, שמונה היה מסתדר.
- אנשים באים אלינו בדרך כלל בשמונה.
- רשמתי אותך בהמתנה לשמונה.
- באתר כתוב שמונה אבל האתר לא מעודכן.
- שמונה? בשמונה אני כבר בבית.
- ארשום בעיפרון שמונה, המנהלת תחליט.
- סגור, שמונה. / a: תודה. / c: אוי, רגע, חטפו את זה עכשיו.
- כתבתי שמונה ואז המנהל מחק.
- שמונה, שבע, מה זה משנה, תבואו ותחכו בחוץ.
- המשמרת שלי נגמרת בשמונה.
- תצלצלו שוב בשמונה.
- רק מחר אני יכול בשמונה.
? Eight again, like last time? | time | 20:00
- Last week we gave you eight, this week I don't know.
? שוב בשמונה? | time | 20:00
- בשבוע שעבר נתתי לכם שמונה, היום אין לי מושג.
? A table on Saturday at eight, please. | time | 20:00
- Oh sure, eight on a Saturday night, and the moon with it.
? אפשר שולחן בשבת בשמונה? | time | 20:00
- בטח, שמונה בליל שבת, וגם מטוס פרטי.
? Could we come at seven? | time | 19:00
- Seven, you said?
- Hang on, let me look whether seven is... hmm.
? אפשר לבוא בשבע? | time | 19:00
- בשבע אמרת?
- רגע, אני בודקת מה קורה עם שבע.
? A table at ten? | time | 22:00
- We stop serving at ten.
? אפשר שולחן בעשר? | time | 22:00
- אנחנו סוגרים את המטבח בעשר.
? I need an appointment for my father with the doctor at nine. | time | 09:00
- The doctor sees children at nine.
- I have nine o'clock with the nurse, not the doctor.
- Provided you pay up front, nine is yours.
- Nine is yours the moment the deposit lands.
- Unless Mrs. Cohen shows up, nine.
- You'd need a referral for the nine o'clock.
- Somebody must have told you nine.
- Try us at nine, maybe something opens up.
- I never said nine.
- Say nine and I'd be lying.
? אני צריך תור לאבא שלי אצל הרופא בתשע. | time | 09:00
- הרופא מקבל ילדים בתשע.
- תשע זה אצל האחות, לא אצל הרופא.
- בתנאי שמשלמים מראש, תשע שלך.
- ברגע שתגיע המקדמה, תשע שלכם.
- תשע, אלא אם גברת כהן תופיע.
- בשביל תשע צריך הפניה מרופא משפחה.
- מישהו בטח אמר לך תשע.
- תנסו לקפוץ בתשע, אולי יתפנה משהו.
- מי אמר תשע? לא אני.
- אני אגיד תשע ואני אשקר.
? Would Tuesday at ten be all right? | time | 10:00
- Ten would need the senior technician, and he's on leave.
- Ten? Good luck with that.
- Assuming the part arrives, you'll have it at ten.
- We were thinking of ten, nothing is final.
? שלישי בעשר? | time | 10:00
- לעשר צריך את הטכנאי הבכיר והוא בחופש.
- עשר? בהצלחה עם זה.
- בהנחה שהחלק יגיע, תקבל אותו בעשר.
- חשבנו על עשר, שום דבר לא סופי.
? How much is a brake check? | price | 90
- Prices begin at ninety shekels.
- Could be ninety, could be two hundred, depends on the part.
? כמה עולה בדיקה? | price | 90
- המחירים מתחילים בתשעים שקל.
- זה יכול לצאת תשעים וזה יכול לצאת מאתיים.
? How much do you charge? | price | 300
- The other garage charges three hundred.
? כמה אתם לוקחים? | price | 300
- המוסך ממול לוקח שלוש מאות.
? How much is it? | price | 400
- My boss will want at least four hundred for that.
? כמה זה? | price | 400
- הבוס ירצה לפחות ארבע מאות.
? How much is the entrance? | price | 50
- It used to be fifty shekels before the holidays.
- Fifty shekels for members.
- I'd guess around fifty.
- Does fifty shekels sound right to you?
? כמה הכניסה? | price | 50
- פעם זה עלה חמישים שקל.
- חמישים שקל לבעלי מועדון.
- חמישים, אני משער.
- חמישים שקל נשמע לך הגיוני?
? How much is it? | price | 70
- The online price is seventy, over here it's different.
- Seventy, plus parts, plus labour, plus whatever we find.
- Customers usually end up paying seventy.
- They told me seventy, but I'm new here.
- Seventy shekels is what my cousin pays.
? כמה זה? | price | 70
- באינטרנט המחיר שבעים, פה זה אחרת.
- שבעים פלוס חלקים פלוס עבודה.
- לקוחות גומרים בדרך כלל על שבעים.
- אמרו לי שבעים, אבל אני חדש פה.
- שבעים שקל זה מה שבן דוד שלי משלם.
? A table for four. | party_size | 4
- Four people at a table of two, lovely joke.
? We are six. | party_size | 6
- Six is a bit much for us.
- Six people? Since when?
? אנחנו שישה. | party_size | 6
- שישה זה גדול עלינו.
- שישה אנשים? ממתי?
? One large margherita. | item | large margherita
- A lady just walked out with the last large margherita.
? מרגריטה אחת גדולה. | item | מרגריטה
- הרגע לקחו את המרגריטה הגדולה האחרונה.
? Is the car ready? | answer | yes
- Yes, that's what I told my wife too.
? הרכב מוכן? | answer | כן
- כן, ככה אמרתי גם לאשתי.
? אתה מאשר את ההזמנה? | answer | כן
- כן, ברגע שהיא תחזור אליי.
- כן כן, נראה.
- אני מניח שכן?
- בטח, בעולם מושלם.
? Do you have a slot on Thursday? | answer | yes
- Yes, I hear you, hold on.
- Yes, who's speaking?
? יש תור ליום חמישי? | answer | כן
- כן, אני שומעת, שנייה.
- כן, מי מדבר?
""")
