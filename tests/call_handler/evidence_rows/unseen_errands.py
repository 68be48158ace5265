"""More answers that were written unseen: longer ones, of other trades, with more of what people add."""

from tests.call_handler.evidence_rows import answers

SUPPORTED, NOT_SUPPORTED = answers("""
? Hello, I'm an assistant calling for Dana. A table for four tonight at eight, please. | time | 20:00
+ Let me see, eight... yes, we've got a nice one near the bar. Dana, you said? Great, see you then.
+ Eight it is. We'll hold the table for fifteen minutes.
+ We're expecting you at eight, the entrance is from the side street.
+ Eight suits us fine, it's a quiet evening.
+ Got it, eight, I've blocked the table.
? שלום, אני מתקשרת בשם דנה. אפשר שולחן לארבעה הערב בשמונה? | time | 20:00
+ רגע אני מסתכלת... כן, שמונה פנוי, רשמתי ארבעה.
+ בשמחה, דנה, ארבעה אנשים, שמונה בערב, אני מכניסה למחשב.
+ וואלה יש לך מזל, התפנה שולחן בשמונה, הוא שלכם.
+ מחכים לכם בשמונה, הכניסה מהרחוב הצדדי.
+ שמונה מעולה, ערב רגוע.
+ קיבלתי, שמונה, חסמתי לכם שולחן.
? Hello, I'm calling for Tom. Two people tomorrow at half past seven, please. | time | 19:30
+ Tomorrow, half seven... hmm, half past seven, yep, that's all good.
? Could you book four people for nine? | time | 21:00
+ Consider it done, nine o'clock, four guests.
+ Nine is totally fine by us, we're pretty quiet on Mondays.
? אפשר מקום לשניים מחר בתשע? | time | 21:00
+ מחר בתשע, שניים, על הבר. סגור.
+ מאה אחוז, תשע. נשמור את השולחן רבע שעה.
? A table for two at eight, under Levi. | time | 20:00
+ Okay Mr. Levi, eight o'clock, two seats at the bar if that's alright.
+ Super, I'm typing it in: Levi, two, eight p.m.
? Can I get a haircut appointment on Tuesday at eleven? | time | 11:00
+ Tuesday at eleven with Maya, perfect, it's in the calendar.
? אני רוצה לקבוע תספורת ליום שלישי באחת עשרה. | time | 11:00
+ שלישי אחת עשרה אצל מאיה, נכנס ליומן.
+ בטח מאמי, אחת עשרה פנוי, שמתי אותך.
? What's the earliest you can see her? | time | 10:20
+ The earliest I've got is Thursday at twenty past ten.
? What's the earliest you can see her? | time | 9:40
+ We had a cancellation, so I can give you nine forty this morning.
? מתי הכי מוקדם שיש תור? | time | 10:20
+ הכי מוקדם שיש לי זה חמישי בעשר ועשרים.
? מתי הכי מוקדם שיש תור? | time | 9:40
+ התבטל לי תור אז אני יכולה לתת לך תשע וארבעים.
? How much is a change of tyres? | price | 800
+ For four tyres it's eight hundred shekels, balancing included.
? How much is a change of tyres? | total | 800
+ Two hundred a tyre, so eight hundred for all four.
? כמה עולה להחליף צמיגים? | price | 800
+ ארבעה צמיגים זה שמונה מאות שקל כולל איזון.
? כמה עולה להחליף צמיגים? | total | 800
+ מאתיים לצמיג, סך הכול שמונה מאות.
? How much would a bouquet of roses be? | price | 150
+ A dozen roses are a hundred and fifty.
+ The nice ones go for one fifty.
? כמה עולה זר ורדים? | price | 150
+ תריסר ורדים עולים מאה וחמישים.
+ הזר היפה במאה וחמישים שקל.
? One large pizza with olives for pickup at seven, please. | price | 62
+ Large with olives, pickup at seven, that's sixty two shekels.
? פיצה גדולה עם זיתים, לאיסוף בשבע. | price | 62
+ גדולה זיתים, איסוף בשבע, זה שישים ושניים שקל.
? One large pizza with olives for pickup at seven, please. | time | 19:00
+ Alrighty, it'll be hot and ready at seven.
? פיצה גדולה עם זיתים, לאיסוף בשבע. | time | 19:00
+ טוב אחי, בשבע היא מחכה לך חמה.
? Is my coat ready? | answer | yes
+ Yes ma'am, it's hanging right here.
? Do you sell oat milk? | answer | yes
+ Yes, we carry two kinds.
? יש לכם חלב שיבולת שועל? | answer | כן
+ יש, במדף השני.
+ כן, יש שני סוגים.
? Can the electrician come on Sunday? | answer | yes
+ Yes, Sunday is no problem, in the morning.
? החשמלאי יכול לבוא ביום ראשון? | answer | כן
+ כן, ראשון זה מצוין, על הבוקר.
? Is there wheelchair access? | answer | yes
+ Yes, there's a ramp at the back.
? יש גישה לכיסא גלגלים? | answer | כן
+ כן, יש רמפה מאחור.
? Can you hold the book for Noa until Friday? | answer | yes
+ Sure, I'll put it behind the counter with her name on it.
? אפשר לשמור את הספר לנועה עד יום שישי? | answer | כן
+ בטח, אשים אותו מאחורי הדלפק עם השם שלה.
? When can he bring the bike? | time | 9:00
+ Any time from nine, we're here all day.
? מתי אפשר להביא את האופניים? | time | 9:00
+ מתשע אנחנו פה, מתי שנוח לך.
? כמה זמן ייקח התיקון? | time | 14:00
+ שעתיים בערך, יהיה מוכן בשתיים.
? Hello, I'm an assistant calling for Noa. A table for three on Friday at seven? | time | 19:00
+ For three people I still have seven on Friday. Shall I write it down? / a: Yes, please. / c: Lovely, Noa. See you.
+ For Noa? She's a regular here, of course! Seven on Friday, done.
+ We can absolutely do seven. Do you have any allergies? / a: No. / c: Perfect, thanks, bye.
- Seven is when we turn away fifty people.
- I'm holding seven for a birthday.
- Somebody is cancelling, then you get seven.
- Seven could open up.
- I will write seven with a question mark.
- Okay seven. Wait, that's the private party night.
- Seven, and I'm the queen of England.
- We do seven in summer.
- It was seven but they moved us.
- Who on earth dines at seven?
- We are hoping for seven.
- Seven minus the kitchen, so just drinks.
? שלום, אני עוזרת ומתקשרת בשם נועה. שולחן לשלושה ביום שישי בשבע? | time | 19:00
+ סגור, נועה, שלושה, שישי בשבע. נתראה.
+ נועה? ברור, לקוחה קבועה שלנו! שישי בשבע, רשום.
+ שבע אין שום בעיה. יש אלרגיות? / a: לא. / c: מצוין, תודה וביי.
- שבע זה בדיוק כשאנחנו מגרשים אנשים.
- את שבע אני שומרת ליום הולדת.
- מישהו עוד שנייה מבטל ואז שבע שלכם.
- שבע יכול להתפנות.
- רשמתי שבע עם סימן שאלה.
- טוב שבע. רגע, זה הערב של האירוע הפרטי.
- שבע, ואני מלכת אנגליה.
- בקיץ אנחנו עושים שבע.
- זה היה שבע אבל הזיזו אותנו.
- אנחנו בונים על שבע.
? I want to move Dana's appointment to Monday at ten. | time | 10:00
+ Alright, Monday, ten a.m. is now yours.
+ Sure thing, ten on Monday, I updated it. Anything else?
? אני רוצה להזיז את התור של דנה ליום שני בעשר. | time | 10:00
+ בסדר, הזזתי אותה לשני בעשר.
+ טוב, יום שני בעשר בבוקר, עודכן.
+ בסדר גמור, שיניתי לשני, עשר. עוד משהו?
? What do you charge for fixing a puncture? | price | 60
+ Fixing a puncture is sixty shekels.
+ Sixty. Takes about ten minutes.
+ We charge sixty shekels, tax included.
? כמה אתם לוקחים על תיקון פנצ'ר? | price | 60
+ פנצ'ר שישים שקל.
+ שישים. זה לוקח עשר דקות.
+ אנחנו גובים שישים שקל כולל הכול.
+ מחיר קבוע, שישים שקל.
? When will the cake be ready? | time | 16:00
+ Your cake will be waiting in the fridge at four.
+ Four o'clock, sweetheart.
? מתי העוגה תהיה מוכנה? | time | 16:00
+ העוגה תחכה לך במקרר בארבע.
+ ארבע בדיוק, מותק.
? Can a technician look at our washing machine? | time | 9:00
+ Yes, he'll be at your place on Wednesday at nine.
+ Yes, our technician is in your area on Wednesday, nine in the morning okay? / a: Yes, nine is good. / c: Great.
? אפשר טכנאי למכונת כביסה? | time | 9:00
+ כן, הוא יהיה אצלכם ברביעי בתשע.
+ כן, הטכנאי שלנו באזור שלכם ביום רביעי, תשע בבוקר מתאים? / a: כן, תשע מצוין. / c: נהדר, קבעתי.
+ בוודאי, שולחת אליכם טכנאי ברביעי בתשע.
? Do you have red roses today? | answer | yes
+ Yes, fresh ones came in this morning.
+ Yeah, plenty.
? יש לכם היום ורדים אדומים? | answer | כן
+ כן, הגיעו טריים הבוקר.
+ בטח, המון.
? Is the pharmacy open on Saturday? | answer | yes
+ Yes, from eight till two.
? בית המרקחת פתוח בשבת? | answer | כן
+ כן, משמונה עד שתיים.
? Are dogs allowed? | answer | yes
+ Yes, dogs are welcome on the patio.
? מותר להביא כלבים? | answer | כן
+ כן, כלבים מוזמנים למרפסת.
? Two margheritas to Herzl 10, please. | wait | 40 minutes
+ Okay, two margheritas to Herzl ten, the driver leaves soon, forty minutes.
? Two margheritas to Herzl 10, please. | price | 110
+ Two margheritas, that makes one hundred and ten.
? Two margheritas to Herzl 10, please. | total | 110
+ You got it. The total comes out to a hundred and ten with delivery.
? שתי מרגריטות להרצל 10, בבקשה. | wait | 40 דקות
+ שתי מרגריטות להרצל עשר, השליח יוצא עוד מעט, ארבעים דקות.
? שתי מרגריטות להרצל 10, בבקשה. | price | 110
+ שתי מרגריטות, יוצא מאה ועשר.
? שתי מרגריטות להרצל 10, בבקשה. | total | 110
+ יאללה, הסכום הכולל מאה ועשר עם משלוח.
? Could you book the court for us at six? | time | 18:00
+ Court three, six o'clock, it's yours.
+ Yes, six is vacant. I'm reserving it now.
+ Okey dokey, six o'clock, bring your own balls.
? אפשר להזמין את המגרש לשש? | time | 18:00
+ מגרש שלוש, שש בערב, שלכם.
+ כן, שש פנוי. משריינת לכם.
+ סבבה, שש, תביאו כדורים.
? A room for two nights from the third of May, please. | date | 2027-05-03
+ No problem, double room, two nights, third of May.
? חדר לשני לילות מהשלושה במאי, בבקשה. | date | 2027-05-03
+ אין בעיה, חדר זוגי, שני לילות, שלושה במאי.
? Hello, calling for Mr. Azulay. Can the vet see his cat today at five? | time | 17:00
+ Five today, the vet is in, so yes. What's the cat called?
+ Bring him in at five, that's perfectly fine.
+ Absolutely, we'll squeeze Mr. Azulay in at five.
- The vet operates at five.
- Five is visiting hours, not appointments.
- I'd say five, but don't hang me for it.
- At five you'd meet the assistant.
- We take emergencies at five.
- Five works in our Holon clinic.
- Sounds like you want five.
- Okay, five. Oh, he just phoned in sick.
- Let's pray for five.
? שלום, מדברת בשם מר אזולאי. הווטרינר יכול לראות את החתול היום בחמש? | time | 17:00
+ היום בחמש, הווטרינר פה, אז כן. איך קוראים לחתול?
+ תביאו אותו בחמש, אין שום בעיה.
+ בטח, נכניס את מר אזולאי בחמש.
- בחמש הווטרינר בניתוח.
- חמש זה שעת ביקור, לא תורים.
- הייתי אומרת חמש, אבל אל תתלו אותי.
- בחמש תפגשו את העוזר.
- בחמש אנחנו מקבלים מקרי חירום.
- חמש מתאים במרפאה בחולון.
- אז אתם רוצים חמש.
- טוב, חמש. אוי, הוא הודיע שהוא חולה.
? How much is a room for one night with breakfast? | price | 450
+ For one night with breakfast we're talking four hundred and fifty shekels.
? How much is a room for one night with breakfast? | price | 380
+ A single is three eighty, breakfast included.
? כמה עולה לילה אחד עם ארוחת בוקר? | price | 450
+ לילה כולל ארוחת בוקר, ארבע מאות חמישים שקל.
? כמה עולה לילה אחד עם ארוחת בוקר? | price | 380
+ חדר ליחיד שלוש מאות ושמונים, ארוחת בוקר כלולה.
? From when can we check in? | time | 15:00
+ Check-in starts at three in the afternoon.
+ You can check in from three.
? ממתי אפשר להיכנס לחדר? | time | 15:00
+ כניסה לחדרים משלוש אחר הצהריים.
+ אפשר להיכנס בשלוש.
? Please reserve the small meeting room for nine. | time | 9:00
+ The small room is reserved for you at nine.
+ Nine o'clock, small room, coffee for six. It's all arranged.
? תשמרו בבקשה את חדר הישיבות הקטן לתשע. | time | 9:00
+ החדר הקטן שמור לכם בתשע.
+ תשע, החדר הקטן, קפה לשישה. הכול מאורגן.
? Can you fix the tap today? | answer | yes
+ Yes, I'm around the corner, I can be there by four.
? Can you fix the tap today? | time | 16:00
+ I can, I'll come over at four.
? אפשר לתקן את הברז היום? | answer | כן
+ כן, אני פה באזור, אגיע עד ארבע.
? אפשר לתקן את הברז היום? | time | 16:00
+ אפשר, אני אצלך בארבע.
? Is Dr. Stern's eye test covered by the health fund? | answer | yes
+ Yes, it's covered.
+ Yes, with your card it's free of charge.
? בדיקת העיניים של ד"ר שטרן מכוסה בקופה? | answer | כן
+ כן, היא מכוסה.
+ כן, עם הכרטיס זה בחינם.
? Did the parcel arrive? | answer | yes
+ It arrived, yes. Come with an ID.
- Yes? Which parcel?
- Yes, I assume, the tracking says so.
- Sure, along with a hundred others, who knows.
? החבילה הגיעה? | answer | כן
+ הגיעה, כן. תבואו עם תעודת זהות.
- כן? איזו חבילה?
- כן, אני מניחה, ככה המעקב אומר.
- בטח, עם עוד מאה אחרות, מי יודע.
? A yoga place for Maya in the eight o'clock class. | time | 20:00
+ Maya is signed up for eight o'clock.
+ There's one mat left at eight and it's Maya's now.
? מקום למאיה בשיעור יוגה של שמונה. | time | 20:00
+ מאיה רשומה לשמונה.
+ נשאר מזרן אחד בשמונה והוא של מאיה.
? Dinner for five at quarter to nine, on the terrace. | time | 20:45
+ Five on the terrace, a quarter to nine, wonderful. We look forward to it.
? ארוחת ערב לחמישה ברבע לתשע, במרפסת. | time | 20:45
+ חמישה במרפסת, רבע לתשע, איזה כיף. נתראה.
? A table for four tonight at eight, please. | time | 20:00
- Eight would be a dream, wouldn't it.
- I'll see what the shift lead thinks about eight.
- Ask me about eight tomorrow.
- Only walk-ins at eight.
- Eight is bar seating, four won't fit there.
- The regulars come at eight.
- We opened at eight today.
- I gave eight to the guy who rang before you.
- Eight is fine. / a: Thank you. / c: Hmm, my mistake, I looked at the wrong page.
- You can turn up at eight and hope.
- Eight needs a credit card first.
? שולחן לארבעה הערב בשמונה, בבקשה. | time | 20:00
- שמונה זה חלום, מה?
- אראה מה האחמשית אומרת על שמונה.
- תשאל אותי על שמונה מחר.
- בשמונה זה רק מי שבא בלי הזמנה.
- הקבועים באים בשמונה.
- היום פתחנו בשמונה.
- נתתי את שמונה לבחור שהתקשר לפניך.
- שמונה בסדר. / a: תודה. / c: סליחה, הסתכלתי בעמוד הלא נכון.
- תגיעו בשמונה ותתפללו.
- לשמונה דורשים כרטיס אשראי קודם.
? Can I see the dentist at nine? | time | 09:00
- Nine belongs to the hygienist.
- He does his rounds at nine.
- I'd rather not promise nine.
- We'll put you on standby for nine.
- You're welcome to wait from nine in case he squeezes you in.
? אפשר לראות את רופא השיניים בתשע? | time | 09:00
- תשע שייך לשיננית.
- בתשע הוא בסבב.
- מעדיפה לא להתחייב לתשע.
- נשים אותך בכוננות לתשע.
- מוזמנת לחכות מתשע, שמא הוא ידחוף אותך.
? How much is the battery? | price | 300
- A cheap one costs three hundred, yours is another story.
- Three hundred when there's a sale.
- Three hundred would barely cover the labour.
- The dealer wants three hundred.
? כמה עולה הסוללה? | price | 300
- אחת פשוטה עולה שלוש מאות, שלך זה סיפור אחר.
- שלוש מאות כשיש מבצע.
- שלוש מאות בקושי יכסה עבודה.
- היבואן רוצה שלוש מאות.
? Is the laptop fixed? | answer | yes
- Yes and no.
- Yes, according to the ticket, but I can't find it.
? המחשב תוקן? | answer | כן
- כן ולא.
- כן, לפי הפתק, אבל אני לא מוצא אותו.
? Do you have a room on Friday? | answer | yes
- Sure we have rooms, just none on Friday.
- Yes, we had one this morning.
? יש לכם חדר ביום שישי? | answer | כן
- בטח שיש חדרים, פשוט לא בשישי.
- כן, בבוקר היה אחד.
? Can you deliver today? | answer | yes
- Yes, the minute the driver is out of hospital.
? אפשר משלוח היום? | answer | כן
- כן, ברגע שהנהג יצא מבית חולים.
? How much is a night? | price | 200
- Two hundred a night if you stay a week.
- My guess is two hundred.
- Two hundred was the old rate.
- People have paid two hundred.
? How much is a night for three? | total | 200
- Two hundred per head, and you're three.
? כמה עולה לילה? | price | 200
- מאתיים ללילה למי שנשאר שבוע.
- מאתיים היה המחיר הישן.
- היו כאלה ששילמו מאתיים.
? Can you confirm Dana's appointment? | answer | yes
- Yes, I can try.
- Yes, when the doctor comes back.
- Okay, so what did you want again?
? אפשר לאשר את התור של דנה? | answer | כן
- כן, אני יכולה לנסות.
- כן, כשהרופא יחזור.
- טוב, אז מה רצית?
? Is the passport ready? | answer | yes
- Yes, I believe it might be.
- It should be, yes.
- Right, passports, that's the other office.
? הדרכון מוכן? | answer | כן
- כן, ככה אני מאמין.
- הוא אמור להיות, כן.
? Please reserve the small room for nine. | time | 9:00
- The choir has it at nine.
- I could swear nine was free.
- Nine pending payment.
- You had nine last month.
? תשמרו את החדר הקטן לתשע. | time | 9:00
- המקהלה שם בתשע.
- הייתי נשבעת שתשע פנוי.
- תשע, ממתין לתשלום.
- בחודש שעבר היה לכם תשע.
? How much is a night? | price | 400
- Weekdays four hundred, and you want the weekend.
? כמה עולה לילה? | price | 400
- אמצע שבוע ארבע מאות, ואתם רוצים סופש.
- ארבע מאות לקח מי שהיה פה לפניי.
""")
