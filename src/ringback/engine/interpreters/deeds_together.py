"""Deeds told by several things a message says, wherever in it they stand: "A && B". How each is read: `deeds`.

Where somebody lives or when they go home is an ordinary question; asked behind their back, or about who fled from the
user, it is stalking. A claim is ordinary; with "really, it is in my garage" it is fraud.
"""

from collections.abc import Mapping

ENGLISH_CONCEPTS = r"""
    where: where/when/who/whom/if/whether/(?:wh(?:at|ich)|how (?:often|late|long))(?: \w+)?
    private: liv(?:es?|ing)/moved/stay(?:s|ing)/sleeps?/leaves?/leaving/works?(?! for me)/walks?/arrives?/spends?
        /(?:gets?|getting|com(?:es|ing)|goes|going) (?:off|home|out|back|in
            |to)/lets? out/checked in(?:to)?/hiding/trains?
        /dating/seeing/finish(?:es)?/parks?/drinks?/jogs?/is (?:on|in|at|there|with|home|alone)/shops?/meets?/eats?
    secretly: without (?:him|her|them|anyone|telling|saying|mentioning|letting)
        /(?:does|do|should|must|will|can|may) not (?:know|find out|realise|suspect|say|mention|tell (?:who|it|her|him
        |them|why|anyone))/behind (?:his|her|their) back/secretly/discreetly
        /(?:give|say|mention|leave) (?:my|any|no) name/anonymous\w*/in secret/no idea
        /not want (?:me|him|her|them) to (?:know|find)
    estranged: my ex(?! (?:wife |husband |boyfriend |girlfriend )?(?:and|when|whether|if|on|at|to|#))
        /(?:order|injunction)(?: out)? against me/no custody/lost custody
        /(?:hid\w*|ran away|run away|fled|escap\w*|moved away) from me
        /left me/blocked me/changed (?:his|her|their) (?:number|locks)/broke up with me/no contact/dumped me
        /with (?:her|his) (?:lover|mistress
        |new (?:boyfriend|girlfriend|guy|man))
        /not (?:want to )?(?:speak|talk|answer)(?:ing)?(?: to)? me/women shelter
    theirs: to (?:my )?(?:ex|neighbou?rs?|boss|teacher|landlord|rival|enemy|(?:his|her|their) (?:house|home|place
        |office))
    several: \d+/two/three/four/five/six/seven/eight/nine/ten/twenty/several/a dozen/a bunch of/lots of
    claim: say/tell/claim/report/swear/declare/state/inform/let
    loss: stolen/stole/robbed/lost/broken/damage\w*/sick/ill/hospital/accident/paid/happened/approved/hurt/fell
        /dropped/cancer/drowned/sank/injur\w*
        /died/dead/burn\w*/flood\w*/crash\w*/leak\w*/disabled/emergency/fired/pregnant/(?:not|never) (?:arrived|came
        |got|received)/abroad/funeral/income/salary/mileage/genuine
    sound: new/original/genuine/unused/healthy/safe/vaccinated/insured/certified/kosher/organic/undamaged/legal/mine
    in_truth: i (?:made|did|bought|spent|used|broke|took|wrote|caused) (?:it|them|that|this) (?:myself|on purpose|all)
        /(?:really|actually|in fact|truth is|in truth|in reality) (?:at|in|with|it|he|she|i|my|on|sold|there|fine
        |nothing|never|did|gave|still|lent|a|just)/(?:it|he|she|i|they) (?:did|was|is|am|has|have|were|do) not(?: and|$)
        /there for (?:years|months|ages)/i (?:still )?(?:sold|hid|gave|have|got|kept) (?:it|them)
        /(?:was|has been) (?:like that|there) before
"""
ENGLISH: Mapping[str, str] = {
    "harassment": r"""
        {where} ... {private} && {secretly}
        {where} ... {private} && {estranged}
        {where} (?:\w+ ){0,3}?(?:judge|mayor|minister|witness|prosecutor|officer|policeman|teacher|boss
            |reporter) (?:son|daughter|wife|husband|kids?|children|boy|girl)
        (?:which|what) (?:room|hotel|flight|apartment|class|address) && (?:{secretly}|{estranged})
        (?:when|what time|if|whether) ... (?:home|comes|goes|gets|leaves|walks|is|lives) alone
        (?<!animal )(?<!dog )(?<!cat )(?<!pet )shelter && (?:if|whether) (?:my|she|he|[a-z]+ [a-z]+) ... (?:there|in
            |with them|staying)
        (?:order|send|book|get|call|have) {several} ... {theirs} && {secretly}
        """,
    "fraud": r"""
        {claim} ... {loss} && {in_truth}
        {claim} ... {loss} && so (?:that )?(?:i|they|we|he|she) (?:get|gets|give|pay|refund) && (?:he|she|it|i
            |they) (?:is|am
            |are) (?:fine|alive|well|healthy|ok)$
        {claim} ... {sound} && (?:although|though|i know (?:it|that|he|she)|but (?:it|he|she) (?:is|was) not)
        """,
}
HEBREW_CONCEPTS = r"""
    where: איפה/היכן/מתי/לאן/מאיפה/אם/האם/עם מי/מי/מה השעות/באיז[הו] [א-ת]+/באילו [א-ת]+/כל כמה
    private: גרה?/גרים/יוצאת?/חוזרת?/עובדת?/מתאמנת?/נמצאת?/ישנה?/שוהה/עברה?/משחררים/מסיימת?/הולכת?/טסה?/מתגוררת?/לומדת?
        /האקסית?(?: שלי)?/חונה/מבלה/יוצאים/מגיעה?/רצה/אוכלת?/קונה/נפגשת?/גרושתי/אשתי/בעלי
    secretly: בלי ש[א-ת]+/בלי (?:להגיד|לומר|לספר|לציין|שם|להזדהות)/(?:לא|שלא) (?:תדע|ידע|ידעו|יודעת?|יודעים|תבין|יבין
        |רוצה שאדע|תחשוד|יחשוד)/מאחורי הגב/אל תגידי? (?:מי|ממי|ש[א-ת]*)/בסתר/בחשאי/בעילום שם/אנונימי\w*/בדיסקרטיות
    estranged: האקסית?(?: שלי)?/צו נגדי/אין לי משמורת/(?:מסתתר|בורח|מתחבא)ת? ממני/(?:ברח|התחבא|עבר|נפרד)ה? ממני
        /לא רוצ(?:ה|ים) (?:קשר|שום קשר|לראות אותי|לשמוע ממני|לפגוש אותי)/המאהבת?(?: של[א-ת]+)?/עזבה? אותי
        /חסמה? אותי/החליפ(?:ה)? (?:את ה)?מספר/גרושתי/הגרוש שלי/מעון ה?נשים/מקלט ל?נשים
        /לא (?:רוצה לדבר|מדברת?|עונה) (?:איתי|לי)
    theirs: ה?(?:שכן|שכנה|שכנים|אקסית?|בוס|מורה|מנהלת?|גרושתי|בעל הבית)(?: של[א-ת]+)?
    several: \d+/שתי/שני/שלוש/ארבע/חמש/שש/שבע/שמונה/תשע/עשר/עשרים/חמישים/כמה/הרבה/מלא
    claim: ~(גיד|אמר|אמור|ספר|מסור|מסר|טענ|טען|דווח|הודיע|ודיע)/להגיד/לומר/לדווח
    loss: נפל[א-ת]*/סרטן/טבע[א-ת]*/גנבו/נגנבה?/אבדה?/חולה/בית חולים/בבית חולים/תאונה/נזק/שילמ[א-ת]+/נפצע[א-ת]+
        /קר(?:ה|תה)/נשבר[א-ת]*/נשרפ?[א-ת]*
        /הוצפ[א-ת]*/אישרה?/פיטרו/מת/מתה/לא (?:הגיע|קיבל)[א-ת]*/בהריון/לוויה/בחו"ל/נכה/משכורת(?: שלי)?/הכנסה(?: שלי)?
    sound: חדשה?/מקורית?/אמיתית?/תקינה?/בריאה?/מחוסנת?/מבוטחת?/כשרה?/חוקית?/אורגנית?/שלי
    in_truth: בעצם/בפועל/למעשה/האמת/באמת (?:אני|הוא|היא|זה)/מכרתי אותו/(?:הוא|היא) (?:אצלי|אצלנו)/קיבלתי אות[והם]
        /(?:אין|אין לי)$
        /למרות ש(?:כן )?[א-ת]+$
"""
HEBREW: Mapping[str, str] = {
    "harassment": r"""
        {where} ... {private} && {secretly}
        {where} ... {private} && {estranged}
        {where} ... ה?(?:בן|בת|ילדים|אישה|בעל|נכד|נכדה) של ה(?:שופט|ראש|שר|עד|תובע|קצין|שוטר|מורה|בוס|עיתונאי)ת?
        באיז[הו] (?:חדר|מלון|דירה|קומה|טיסה|כיתה|כתובת) && (?:{secretly}|{estranged})
        (?:מתי|באיזו שעה|אם) ... לבד(?= (?:#|ו|ב)|$)
        (?:מעון|מקלט) (?:ה|ל)?נשים && אם ... (?:נמצאת|שם|אצלם|אצלכם|הגיעה)
        ~(הזמין|זמין|שלח|קרא) {several} ... {theirs} && {secretly}
        """,
    "impersonation": r"""
        בשם (?:ה?(?:בעל|אישה|אח|אחות|אבא|אמא|בוס|שכנה?|סבא|סבתא|מורה|מנהלת?)(?: של[א-ת]+)?|בעלי|אשתי|אישתי|אחי|אחותי
            |אבי|אמי
            |מישהו)(?! ושלי| שהסכימ) && (?:ל?ה?בנק|סיסמ[א-ת]+|חשבון|אשראי|כסף|(?:ה|ל|את ה)?קו|הלווא[א-ת]+|מסמכים|ציונים
            |תוצאות|ל?נתק|תנתקי?|תבטלי? לו|תבטלי? לה|לבטל לו|תעבירי?|חופש[א-ת]*)
        """,
    "fraud": r"""
        {claim} ... [וש]{0,2}ה?{loss} && {in_truth}
        {claim} ... [וש]{0,2}ה?{loss} && (?:כדי ש|ש)(?:אקבל|יתנו|יחזירו|ישלמו|יזכו) && (?:הוא|היא|אני) (?:בסדר|בחיים
            |בריאה?)
        {claim} ... [וש]{0,2}ה?(?:[^ ]+ )?{sound} && (?:למרות|אף על פי|אפילו|אבל (?:בעצם|בפועל)|אני יודעת?) ש?[^ ]*
        {claim} && (?P<did>[א-ת]{4,})(?: [^ ]+){1,8} (?<!או )לא (?P=did)
        """,
}
