"""Still more answers that were written unseen, of what people ring a restaurant, a garage or a shop for."""

from tests.call_handler.evidence_rows import answers

SUPPORTED, NOT_SUPPORTED = answers("""
? For Yael: I'd like a table for two on Thursday at half past eight. | time | 20:30
+ Let me look. Yeah, we can take you at half past eight.
+ Half past eight, two of you, Thursday. We'll call the evening before to confirm.
+ Reservation for Yael, eight thirty, confirmed. You'll get a text in a minute.
- Half past eight is our second seating, and it's gone.
- Half past eight is possible in February.
- If my math is right, half past eight.
- Everybody books half past eight.
- Good luck finding half past eight.
- Eight thirty is penciled for my sister.
- Half past eight should do. / a: Great. / c: I mean, it should, I'm only the dishwasher.
- Fine, half past eight. / a: Thanks. / c: Ugh, the system just refused it.
- We reopen after renovation at half past eight.
- Thursday we do a tasting menu, half past eight, ticket holders.
? A cleaning at the dentist for Ron, Monday morning. | time | 09:15
+ Monday morning I've got nine fifteen for Ron.
+ Monday at nine fifteen with the hygienist, fine? / a: Yes, fine. / c: Great, it's in the system.
? How much does a cleaning cost? | price | 280
+ A cleaning runs two hundred and eighty.
+ With us it's two eighty all in.
+ It's two hundred and eighty shekels, you can pay in two instalments.
- My dentist takes two eighty.
- Two eighty sounds about right, I'm the cleaner though.
? Is the bike ready? | answer | yes
+ Yes, the bike's done. Come by any time until six.
? When is the bike going to be ready? | time | 10:00
+ It will be good to go tomorrow at ten.
? When is the bike going to be ready? | time | 15:00
+ I'm just changing the chain, it's ready at three.
? Do you still have the blue chair? | answer | yes
+ Yep, we have one in the back.
+ Yes, the last one, I'm putting a sticker on it for you.
? Could you hold it until six? | answer | yes
+ Of course, until six, no stress.
? Could you hold it until six? | time | 18:00
+ I'll hold it until six for you.
? Three sushi boxes for pickup at one, please. | time | 13:00
+ Three boxes, one o'clock pickup, no problemo.
+ Thanks, see you at one.
? Three sushi boxes for pickup at one, please. | price | 210
+ Cool cool. Three boxes at one. That's two hundred and ten.
? היי, אני עוזרת של יעל. אשמח לשולחן לשניים בחמישי בשמונה וחצי. | time | 20:30
+ בטח, חמישי שמונה וחצי לשניים. בפנים או בחוץ? / a: בפנים בבקשה. / c: אוקיי, קבענו, יעל. נתראה בחמישי.
+ אני רואה... כן, אפשר לקבל אתכם בשמונה וחצי.
+ שמונה וחצי, שניים, חמישי. נתקשר ערב לפני לוודא.
+ שמונה וחצי זה מושלם, יש אז מוזיקה חיה.
+ הזמנה על שם יעל, שמונה וחצי, מאושרת. תקבלו הודעה עוד דקה.
- שמונה וחצי זה הסבב השני, והוא הלך.
- שמונה וחצי אפשרי בפברואר.
- אם אני לא טועה שמונה וחצי.
- כולם רוצים שמונה וחצי.
- שיהיה לכם בהצלחה עם שמונה וחצי.
- שמונה וחצי שמור לאחותי.
- שמונה וחצי אמור להסתדר. / a: מעולה. / c: אני רק השוטף כלים פה.
- טוב, שמונה וחצי. / a: תודה. / c: אוף, המערכת דחתה את זה.
- בחמישי יש תפריט טעימות בשמונה וחצי, לבעלי כרטיסים.
? ניקוי שיניים לרון, ביום שני בבוקר. | time | 09:15
+ בשני בבוקר יש לי תשע ורבע לרון.
+ שני תשע ורבע אצל השיננית, טוב? / a: כן, טוב. / c: נהדר, זה במערכת.
? כמה עולה ניקוי? | price | 280
+ ניקוי אצלנו מאתיים ושמונים.
+ מאתיים שמונים סופי.
+ מאתיים ושמונים שקלים, אפשר בשני תשלומים.
- מאתיים ושמונים נשמע נכון, אבל אני המנקה.
- זה התחיל במאתיים ושמונים ורק עלה.
? האופניים מוכנים? | answer | כן
+ כן, האופניים גמורים. בואו מתי שבא לכם עד שש.
? מתי האופניים יהיו מוכנים? | time | 15:00
+ אני רק מחליף שרשרת, בשלוש זה מוכן.
? נשאר לכם הכיסא הכחול? | answer | כן
+ כן, יש אחד במחסן.
? תוכלו לשמור אותו עד שש? | answer | כן
+ ברור, עד שש, בלי לחץ.
- טוב, ומי זה?
- בטח, אם משאירים מספר כרטיס.
- כן, עקרונית.
- כן, המנהלת הקודמת הייתה עושה את זה.
? תוכלו לשמור אותו עד שש? | time | 18:00
+ אשמור לך אותו עד שש.
? שלושה מגשי סושי לאיסוף באחת, בבקשה. | time | 13:00
+ תודה תמר, נתראה באחת.
+ איסוף באחת, סגרנו.
? שלושה מגשי סושי לאיסוף באחת, בבקשה. | price | 210
+ סבבה סבבה. שלושה מגשים באחת. זה מאתיים ועשר.
? Can I book it for Thursday? | answer | yes
- Yes. As soon as someone cancels.
? Can you hold it until six? | answer | yes
- Okay, and who is this?
- Sure, if you leave a card number.
- I'd be fired, but sure.
- Yes, in principle.
- Yes, the manager used to do that.
? אפשר להזמין לחמישי? | answer | כן
- כן. ברגע שמישהו יבטל.
? I call for Oren Katz. Could I book a table for six on Saturday at one? | time | 13:00
+ Saturday one o'clock, six people, high chair needed? / a: No, thank you. / c: Alright, it's in the book.
+ Six on Saturday at one, we've got you covered.
+ We have space at one, I'm putting Katz, six people.
+ Perfect timing, one o'clock just opened up and I grabbed it for you.
+ One is good, but please be on time, we need the table back at three.
- One o'clock is when the buffet opens to hotel guests.
- I'd squeeze six in at one if two of you stood.
- The one o'clock? My niece's christening.
- One, if the weather holds.
- Ring Saturday and ask for one.
- Most Saturdays we have one o'clock.
- We let six in at one last time and regretted it.
- You want one o'clock, I want a holiday.
- One works. / a: Thanks! / c: Hold it, my colleague just wrote someone in there.
- Let me put it this way: one is optimistic.
? Please bring the car's check forward to Wednesday at eight in the morning. | time | 8:00
+ Wednesday at eight, drop the key in the box.
+ Eight on Wednesday, we open then anyway, so fine.
+ Done. Wednesday, eight in the morning, Moshe is expecting the car.
+ Sure, bring it in Wednesday at eight.
- Eight is when Moshe has his coffee.
- We're a man short at eight.
- Wednesday at eight, unless the lift is still broken.
- Somebody else booked eight.
- I need to hear from Moshe before I say eight.
? What would new brake pads cost? | price | 420
+ Pads and fitting together, four twenty.
+ They're four hundred and twenty with labour.
+ For your model it's four hundred and twenty shekels.
+ Four twenty, and that includes the work.
- Four twenty for a Fiat, yours is a BMW.
- Last customer paid four twenty.
- Anything from four twenty up.
- Four twenty would be a steal.
? Can Doctor Amir see me this week? | answer | yes
+ Yes, he has a gap on Thursday.
+ Yes, no problem, Thursday or Friday?
- Yes, once he's back from London.
- Sure, let me just see what he says.
? צהריים טובים, עוזרת דיגיטלית של אורן כץ. אפשר שולחן לשישה בשבת באחת? | time | 13:00
+ שבת אחת, שישה, צריך כיסא תינוק? / a: לא, תודה. / c: סגור, רשום ביומן.
+ שישה בשבת באחת, אתם מסודרים.
+ יש מקום באחת, אני רושמת כץ, שישה.
+ בדיוק התפנתה אחת ותפסתי לכם.
+ אחת זה טוב, רק תדייקו, אנחנו צריכים את השולחן בשלוש.
- באחת המזנון נפתח לאורחי המלון.
- הייתי דוחקת שישה באחת אם שניים היו עומדים.
- אחת? הבריתה של האחיינית שלי.
- אחת, אם מזג האוויר יחזיק.
- צלצלו בשבת ותבקשו אחת.
- ברוב השבתות יש לנו אחת.
- פעם הכנסנו שישה באחת והתחרטנו.
- אתם רוצים אחת, אני רוצה חופש.
- אחת בסדר. / a: תודה! / c: עצור, הקולגה שלי הרגע רשמה שם מישהו.
- בוא נגיד שאחת זה אופטימי.
? תקדימו בבקשה את הטיפול של הרכב ליום רביעי בשמונה בבוקר. | time | 8:00
+ רביעי בשמונה, תשים את המפתח בתיבה.
+ שמונה ברביעי, ממילא אנחנו פותחים אז.
+ בוצע. רביעי, שמונה בבוקר, משה מחכה לרכב.
+ בטח, תביא אותו ברביעי בשמונה.
- בשמונה משה שותה קפה.
- בשמונה חסר לנו בן אדם.
- רביעי בשמונה, אלא אם הליפט עוד מקולקל.
- מישהו אחר תפס את שמונה.
- אני צריך לשמוע ממשה לפני שאגיד שמונה.
? כמה יעלו רפידות חדשות? | price | 420
+ רפידות והתקנה ביחד ארבע מאות ועשרים.
+ ארבע מאות ועשרים עם העבודה.
+ לדגם שלך זה ארבע מאות ועשרים שקל.
+ ארבע מאות עשרים, כולל הכול.
- ארבע מאות ועשרים לפיאט, לך יש ב.מ.וו.
- הלקוח הקודם שילם ארבע מאות ועשרים.
- מארבע מאות ועשרים ומעלה.
? ד"ר אמיר יכול לקבל אותי השבוע? | answer | כן
+ כן, יש לו חור בחמישי.
+ כן, אין בעיה, חמישי או שישי?
- כן, כשהוא יחזור מלונדון.
- בטח, רק נראה מה הוא אומר.
? Hello, I'm an AI assistant calling for Rina Mor. I'd like to order a mushroom pizza for half past six. | time | 18:30
+ One mushroom pizza, half past six. Will you pick it up? / a: Yes. / c: Great, see you.
+ Half past six is no problem, what's the name? / a: Rina. / c: Thanks Rina.
+ Sure, mushroom pizza at half past six.
+ Okay, we'll have it ready by half past six.
+ Half six? Yes, half past six, of course.
+ You can have it at half past six, just ring the bell.
+ It's in the oven at six and yours at half past six.
- We fire up the oven at half past six.
- Half past six, subject to the dough.
- My brother delivers until half past six.
- Half past six is cutting it too fine for me.
- Half past six is what they all ask for.
- You'd be lucky with half past six.
- I put half past six on the board, the chef laughed.
- So half past six, you think?
- Half past six. Or maybe not.
- Fine, half past six. / a: Thanks. / c: Actually our oven just died.
? Which price is the mushroom pizza? | price | 54
+ Mushroom is fifty four.
+ The large one is fifty four, the small one forty.
+ Fifty four for the family size.
+ That's fifty four shekels, drinks not included.
- With a coupon fifty four.
- It says fifty four on the old menu.
- You'd pay fifty four in Haifa.
? I'd like to see the optician tomorrow at noon. | time | 12:00
+ Tomorrow at noon, no problem, I've got you in the diary.
+ Noon works. Bring your old glasses.
+ Twelve o'clock tomorrow, with pleasure.
- Noon is our lunch break.
- Tomorrow noon, he's at a conference.
- I promised noon to a lady already.
- Noon might fly.
- Anyone can walk in at noon, no guarantees.
? Is the contact lens order in? | answer | yes
+ Yes, it came in on Monday.
+ Yes, your lenses are at the counter.
+ It is, you can pick it up.
- Yes, or at least half of it, I'd have to look.
- Yes, says the computer, but the shelf is empty.
- Yes, you told me that already.
? שלום, עוזרת AI בשם רינה מור. אני רוצה להזמין פיצה פטריות לשש וחצי. | time | 18:30
+ פיצה פטריות אחת, שש וחצי. לאסוף? / a: כן. / c: יופי, נתראה.
+ שש וחצי אין בעיה, על איזה שם? / a: רינה. / c: תודה רינה.
+ בטח, פיצה פטריות בשש וחצי.
+ אוקיי, זה יהיה מוכן עד שש וחצי.
+ שש וחצי? כן, שש וחצי, בטח.
+ אפשר לקחת בשש וחצי, רק תצלצלו בפעמון.
+ בשש היא בתנור ובשש וחצי היא שלכם.
- בשש וחצי אנחנו מדליקים את התנור.
- שש וחצי, בכפוף לבצק.
- שש וחצי זה צפוף לי מדי.
- שש וחצי זה מה שכולם מבקשים.
- יהיה לכם מזל אם תקבלו שש וחצי.
- כתבתי שש וחצי על הלוח והשף צחק.
- אז שש וחצי, אתה חושב?
- שש וחצי. או שלא.
- טוב, שש וחצי. / a: תודה. / c: בעצם התנור שלנו נשרף הרגע.
? כמה עולה פיצה פטריות? | price | 54
+ פטריות חמישים וארבע.
+ הגדולה חמישים וארבע, הקטנה ארבעים.
+ חמישים וארבע למשפחתית.
- עם קופון חמישים וארבע.
- בתפריט הישן כתוב חמישים וארבע.
- בחיפה הייתם משלמים חמישים וארבע.
? אני רוצה לבוא לאופטומטריסט מחר בשתים עשרה. | time | 12:00
+ מחר בשתים עשרה, אין בעיה, את ביומן.
+ שתים עשרה מסתדר. תביאי את המשקפיים הישנים.
+ שתים עשרה מחר, בשמחה רבה.
- שתים עשרה זה הפסקת צהריים אצלנו.
- מחר בשתים עשרה הוא בכנס.
- את שתים עשרה כבר הבטחתי לגברת אחת.
- אולי שתים עשרה יעבור.
- בשתים עשרה כל אחד יכול להיכנס, בלי הבטחות.
? ההזמנה של העדשות הגיעה? | answer | כן
+ כן, הגיעה ביום שני.
+ כן, העדשות שלך בדלפק.
+ הגיעה, כן, אפשר לאסוף.
- כן, או לפחות חצי, הייתי צריכה לבדוק.
- כן, לפי המחשב, אבל המדף ריק.
- כן, כבר אמרת לי.
? I call for Gil Peretz. I'd like to book a table for two tomorrow at a quarter past seven. | time | 19:15
+ A quarter past seven tomorrow, two people, what name? / a: Gil Peretz. / c: Thank you, it's booked.
+ Tomorrow quarter past seven is great, see you then Gil.
+ Certainly sir, a quarter past seven for two.
+ I have seven fifteen, I'll put Gil Peretz down.
+ We'll be glad to see you at seven fifteen.
+ Right, seven fifteen it is. Anything else?
+ Okay so that's two for tomorrow, seven fifteen, done.
- Seven fifteen is taken, I'm afraid, by a regular.
- Quarter past seven depends on the chef.
- If nobody minds the stairs, seven fifteen.
- Let's say seven fifteen and see.
- Seven fifteen is our busiest quarter.
- I was about to give you seven fifteen, but no.
- Seven fifteen would suit me better than you.
- The evening menu begins at seven fifteen.
- My daughter gets off work at seven fifteen.
- Seven fifteen yesterday, sure.
- I could whisper seven fifteen to the manager.
- Seven fifteen, fine. / a: Thank you. / c: Oops, wrong day, tomorrow is packed.
? How much is the delivery to Ramat Gan? | price | 25
+ Delivery to Ramat Gan is twenty five shekels.
+ Twenty five.
+ It's twenty five shekels to Ramat Gan.
+ To there we charge twenty five.
- Twenty five within Tel Aviv.
- Twenty five used to be enough.
- I heard twenty five.
- Twenty five or so, ask the driver.
? Could you move my appointment to Sunday at four? | time | 16:00
+ Sunday at four, moved.
+ Yes, four on Sunday is fine, I changed it.
+ Done, you're now on Sunday at four o'clock.
+ Four o'clock Sunday works, see you.
- Sunday at four there's a staff meeting.
- I moved Mrs. Bar to four.
- Four, once Mrs. Bar confirms she's moving.
- Sunday, the doctor leaves at four.
? Is there parking near you? | answer | yes
+ Yes, right behind the building.
+ Yes, we have our own lot.
+ There is, it's free.
- Yes, if you're lucky.
- Yes, for disabled drivers.
? שלום, זו עוזרת AI בשם גיל פרץ. אני רוצה שולחן לשניים מחר בשבע ורבע. | time | 19:15
+ שבע ורבע מחר, שני אנשים, על איזה שם? / a: גיל פרץ. / c: תודה, הוזמן.
+ מחר שבע ורבע זה מעולה, נתראה גיל.
+ בוודאי אדוני, שבע ורבע לשניים.
+ יש לי שבע ורבע, ארשום את גיל פרץ.
+ נשמח לראות אתכם בשבע ורבע.
+ טוב, שבע ורבע. עוד משהו?
+ אוקיי אז שניים למחר, שבע ורבע, בוצע.
- שבע ורבע תפוס, לצערי, על ידי לקוח קבוע.
- שבע ורבע תלוי בשף.
- אם המדרגות לא מפריעות לכם, שבע ורבע.
- נגיד שבע ורבע ונראה.
- שבע ורבע זה הרבע הכי לחוץ שלנו.
- עמדתי לתת לך שבע ורבע, אבל לא.
- שבע ורבע היה מתאים לי יותר מאשר לכם.
- תפריט הערב מתחיל בשבע ורבע.
- הבת שלי מסיימת לעבוד בשבע ורבע.
- שבע ורבע אתמול, בטח.
- אני יכולה ללחוש למנהל שבע ורבע.
- שבע ורבע, בסדר. / a: תודה. / c: אופס, יום לא נכון, מחר מפוצץ.
? כמה עולה משלוח לרמת גן? | price | 25
+ משלוח לרמת גן זה עשרים וחמישה שקל.
+ עשרים וחמש.
+ עשרים וחמישה שקלים לרמת גן.
+ לשם אנחנו גובים עשרים וחמש.
- עשרים וחמש בתוך תל אביב.
- פעם הספיקו עשרים וחמש.
- השליח לוקח מחברים שלו עשרים וחמש.
- שמעתי עשרים וחמש.
- עשרים וחמש בערך, תשאל את השליח.
? אפשר להעביר את התור שלי ליום ראשון בארבע? | time | 16:00
+ ראשון בארבע, הועבר.
+ כן, ארבע בראשון זה בסדר, שיניתי.
+ עשיתי, אתה עכשיו בראשון בארבע.
+ ארבע בראשון מסתדר, נתראה.
- בראשון בארבע יש ישיבת צוות.
- את גברת בר העברתי לארבע.
- ארבע, כשגברת בר תאשר שהיא זזה.
- בראשון הרופא יוצא בארבע.
? יש חניה לידכם? | answer | כן
+ כן, ממש מאחורי הבניין.
+ כן, יש לנו מגרש משלנו.
+ יש, והיא חינם.
- כן, אם יש לך מזל.
- כן, לנכים.
""")
