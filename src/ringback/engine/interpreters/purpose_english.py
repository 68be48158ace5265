"""What an English errand is for, told by what is asked of whom. How it is read: `deeds.together`.

Goods, hours, prices, one's own matters and a plain message need no reason. A question about somebody who is not asked
themselves, a word to the people around somebody, what must be kept from somebody, somebody else's bookings and accounts
do: such an errand is not offered before the user has said what it is for (`purpose`). Spite, a story, pressure and
what shows that somebody is watched need no asking.
"""

from collections.abc import Mapping

CONCEPTS = r"""
    asks: ask/asks/asking/find out/check/see/learn/hear/figure out/get/confirm/verify/make sure/casually/say whether
        /says (?:where|when|what|who|which|whether|if)/what/which
    what: if/whether/where/when/who/whom/with whom/why/what/what time/how/how \w+/(?:which|what) \w+
    far: (?:my |our |the )?(?:\w+ )?(?:ex(?! boss| colleague| teacher)(?: wife| husband| girlfriend| boyfriend)?
        |roommate|flatmate|coworker|colleague|neighbou?rs?|tenant|landlord|landlady|rival|competitors?|employee
        |debtor|witness|suspect|couple|journalist|reporter|stranger|(?:daughter|son|sister|brother|wife
        |husband) (?:new )?(?:boyfriend|girlfriend|ex|friend|boss))/(?:mr|mrs|ms|miss) \w+
    near: (?:my |our )(?:\w+ )?(?:wife|husband|girlfriend|boyfriend|fianc\w+|partner|sister|brother|cousin|friend
        |boss|(?:sister|brother|mother|father|daughter|son) in law)
    does: (?:is|was|has|had|did|does|really|still|usually|ever|goes|went|left|met|told|said|sleeps?|slept|took|gave
        |got|paid|bought|\w+ed|\w{2,}s)(?! (?:is|are|was|were|ready|arrived|can|has come|been delivered))
    place: office/clinic/gym/hotel/motel/hostel/hospital/school/college/university/pharmacy/bank/company
        /work(?:place)?/job/shop/store/salon/front desk/reception(?:ist)?/desk/restaurant/bar/club/cafe/post office
        /airline/taxi\w*/guard/secretary/landlord/landlady/neighbou?rs?/mother/father/friends?/wife/husband/manager
        /boss/pool/library/studio/centre/center/ward
    kind: invit\w+/thank\w*/congratulat\w*/wish (?:him|her|them)/apologi[sz]\w*/sorry/condolences/happy (?:birthday
        |anniversary|new year)/good luck/welcome/reference/recommendation/birthday/play ?date/get well
    own: grandma/grandpa/mom/mum/dad/(?:my|our) (?:\w+ )?(?:sons?|daughters?|kids?|child(?:ren)?|bab(?:y|ies)|girls?
        |boys?|mother|father|mom|mum|dad|grand\w+|parents?|aunt|uncle|dog|cat|team|guests?|students?
        |patients?)(?! (?:boyfriend|girlfriend|husband|wife|friend|ex|boss|teacher husband))
    staff: (?:dr|doctor|nurse|technician|plumber|electrician|driver|courier|manager|teacher|rabbi|professor|locksmith
        |instructor|trainer|barber|stylist|vet|dentist|messenger|delivery)
    lives: (?:usually |really |still |ever |always |often |now |just |even |also )*(?:lives?|living|moved|stay(?:s|ed
        |ing)?|sleeps?|slept|trains?|works out|walks?|parks?|drinks?|dates?|dating|seeing|met|meets?|told|said|says
        |told (?:you|them|him|her)|checked in|left|leaves?|takes?|(?:was|were|is|are|has been
        |had been) (?:\w+ )?(?:on|at|in|with|there|away|home|alone|hurt|injured|treated|fired|pregnant|out|together
        |really|still|badly)|earns?|owes?|spends?|visits?|goes|went|hangs? out|flew|bought|ordered|paid)
    circle: (?:\w+ )?(?:wife|husband|mother|mom|mum|father|dad|parents|children|kids|family|boss|manager|employer
        |work|workplace|job|office|landlord|landlady|lawyer|school|doctor|therapist|friends?|boyfriend|girlfriend
        |sister|brother|neighbou?rs?|colleagues?|secretary)
    call: call/phone/ring/dial/ring up/call up/contact/text/tell/let/ask
    rival: my (?:old |former |ex |new )?(?:ex (?:wife|husband|girlfriend|boyfriend)|ex(?! wife| husband| girlfriend
        | boyfriend| boss)|neighbou?r|tenant|landlord|rival|competitor|boss|roommate|flatmate|coworker|colleague
        |enemy|teacher|manager|opponent|employee|sister in law|brother in law|mother in law|(?:daughter|son|wife
        |husband|sister|brother) (?:new )?(?:boyfriend|girlfriend|husband|wife|friend|ex|boss))
    debtor: (?:the |that |this |our )?(?:debtor|witness|journalist|reporter|politician|guy who owes me
        |man who owes me|woman who owes me)
    tells: say/says/saying/tell/telling/let/inform/explain/warn/remind/mention/hint/whisper/suggest/ask (?:him|her)
        /message/convey/add
    joy: surprise/birthday/anniversary/party/present/gift/flowers/roses/bouquet/wedding day/cake/proposal/valentine\w*
    role: client/customer/buyer/patient/doctor/lawyer/manager/employer/boss/professor/lecturer/inspector/officer
        /journalist/recruiter/relative/parent/daughter/son/brother/sister/wife/husband/guest/tenant/owner/passenger
        /technician/representative/accountant/family
    allowed: (?:he|she|they) (?:asked|told|knows?|agreed|wants?|sent) (?:me|that i|i|about)/at (?:his|her
        |their) request/with (?:his|her|their) (?:consent|permission)/on (?:his|her|their) behalf/i am (?:his|her
        |their) (?:mother|father|parent|guardian|wife|husband|son|daughter|carer|caregiver|nurse|lawyer|doctor)/(?:we
        |i) (?:have an? (?:meeting|appointment|date)|are meeting|am meeting|work|am visiting)/(?:he
        |she) is my (?:mother|father|son|daughter|guest|patient|client|student|wife|husband|grand\w+)
    control: sim/e sim/password/pin/transactions?/statements?/balance/new card/replacement card/transfer/login
        /access code/account number/address (?:she|he|they)/medical (?:file|record)s?/test results
    thing: power|electricity|water|gas|internet|phone|line|heating
"""
SENTENCES: Mapping[str, str] = {
    "threat": r"""
        {tells} && (?:people|those|anyone|someone|tenants|guys|men|women|kids|places|shops) (?:who|that|which
            |like) ... (?:accidents?|get hurt|disappear|suffer|lose|regret|burn|fall|end up|not sleep)
        {tells} && (?:health(?:y|ier)|wis(?:e|er)|saf(?:e|er)|smart(?:er)?|better|best) ... (?:forget|not remember
            |stay away|keep (?:quiet|out)|look away|say nothing|move away|drop it)(?! (?:the|to|about it|my|it at))
        {tells} && (?:windows?|shop|store|house|car|place|building|cars|glass|family|kids|dog|face) ... (?:looks?
            |seems?|is|are) (?:so |very |really |quite )?(?:expensive|fragile|flammable|pretty|nice|lovely|new|dry
            |delicate) ... (?:pity|shame|sad|careful|insured)
        (?:if (?:they|he|she|you) (?:like|likes|love|loves|values?|cares? (?:about
            |for))) (?:his |her |their |your |the )?(?:\w+ )?(?:building|house|shop|car|windows?|place|kids|family
            |legs?|teeth|life|dog|job)
        {tells} && (?:we|i) know (?:exactly )?what (?:he|she|they|you) (?:did|have done|has done)
        """,
    "harassment": r"""
        {tells} && i (?:was|am|stood|sat|waited|have been) ... (?:outside|near|in front of|opposite|behind|under
            |across from) (?:her|his|their) && (?:light|window|curtain|last night|all night|every|saw|watch\w*|car)
        {tells} && (?:she|he|you) (?:looked|looks|look) (?:so |very |really |great |amazing )?(?:lovely|beautiful
            |gorgeous|hot|sexy|pretty|good|great|nice|cute) (?:at|in|on|by|when|today|yesterday|last|walking)
        i (?:saw|see|watched|watch|follow|followed) (?:her|him|them)(?: \w+){0,3} (?:every|yesterday|last night|today
            |at|in|through|undress\w*|leave|leaving|come|sleep\w*) && {tells} && (?:i know|i see|i saw|watch\w*)
        (?:order|orders?|deserves?|serves?) (?:him|her|them) right
        (?:he|she|they|people|people there|neighbou?rs?|folks
            |who live) (?:there )?(?:really |so |totally )?deserves? (?:an?|it|this|that|to|some|every
            |what)(?! (?:refund|raise|thank|compliment|tip|good|treat|apology|rest|break))
        (?:has|have|had) it coming
        (?:i|we) want (?:them|him|her|that place|the place) (?:closed|shut|fired|out of business|ruined|to suffer
            |to lose|gone|kicked|expelled|evicted|punished|arrested|broke|embarrassed|humiliated|to (?:panic|cry
            |sweat|worry))
        so (?:that )?(?:he|she|they) (?:learns?|knows?|suffers?|feels?|gets?|will know|panics?|sweats?|cries|loses?
            |sees?) (?:what|how|it|a lesson|fired|scared|to know what)(?: \w+){0,3} (?:like|feels|it is|means|sleep
            |hurts?)
        (?:will|would|it is|be|so|just|for) (?:be )?(?:hilarious|a laugh|a joke|a prank|revenge|payback|fun to watch
            |the lols)
        (?:want|like|love|curious|dying|see) to (?:see|hear|watch) (?:how|what) (?:he|she|they) (?:reacts?|takes? it
            |does|do|panics?|says?)
        (?:say|tell)\w* ... (?:he|she|they|i|you) (?:died|is dead|am dead|are dead|passed away) && (?:react\w*|joke
            |prank|see (?:how|what)|hear how|laugh|funny)
        what (?:kind|sort|type) of (?:\w+ ){1,2}(?:she|he|they) (?:really |actually )?(?:is|are|was)
        {tells} && what (?:their|his|her|your|the) (?:father|mother|dad|mom|husband|wife|son|daughter|boss|parents
            |friend) (?:really )?(?:is|are|did|has done)$
        {tells} && who (?!is speaking|is calling|will)\w+ is && (?:hang up|wife|husband)
        {call} (?:{rival}|{debtor}|his|her|their) {circle} && (?:fired|stole|stealing|theft|cheat\w*|affair|drugs
            |drunk|debts?|owes?|abort\w*|liar|criminal|convicted|sleep\w*|lied|sick in|dangerous|crazy|rude)
        {tells} ... (?:and|then|and then) hang up$
        keep(?:s|ing)? (?:her|him|them|on|talking|calling|asking|pressing|insisting)(?: \w+){0,4} (?:till
            |until) (?:she|he|they) (?:agrees?|says? yes|gives? in|consents?|meets?|breaks?|cries|cracks?|comes?
            |tells?|caves?)
        (?:restraining order|protection order|no contact order|not allowed to (?:contact|call|approach)
            |court (?:says?|ordered)) ... (?:her|him|them) && (?:you (?:call|tell)|so you|tell (?:her|him)|for me
            |instead)
        (?:pick up|picks up|collect\w*|take\w*|fetch\w*) (?:\w+ ){1,4}? && (?:kindergarten|school|nursery|day ?care
            |camp) && not (?:to )?(?:tell|mention|say|inform|let) ... (?:mother|father|mom|mum|dad|parents)
        (?:no|not|do not|never) (?:to )?(?:tell|mention|say|inform|let)(?: \w+){0,3} (?:her|his|their) (?:mother
            |father|mom|mum|dad|parents) && (?:kindergarten|school|nursery|day ?care|camp|pick\w*|collect\w*)
        (?:send|order|deliver|have) ... (?:to|at) {rival} (?:\w+ ){0,1}?(?:house|home|place|door|office|address|flat
            |apartment) && (?:cash|on delivery|cod|his bill|her bill|(?:he|she|they|let (?:him|her|them)) pays?
            |not (?:say|tell|mention)|anonym\w*)
        (?:book|order|reserve)(?:s|ing)? && (?:and|then|but) (?:do not|never|not|nobody) (?:\w+ ){0,2}?(?:show|turn
            |come|pick (?:it|them) up|cancel|appear|go there)(?: up)?(?: there)?$
        """,
    "impersonation": r"""
        {call} (?:[^ ]+ ){0,6}?as (?:an? |my |his |her |their |the )(?:\w+ ){1,2}{role}(?! (?:i|we)\b)
        (?:say|claim|tell (?:them|him|her|\w+)) (?:that )?you are (?:just |actually |a |an |the )*(?:family
            |relatives?|kin|next of kin|close|related|married|press)
        """,
    "fraud": r"""
        (?:reads?(?: out)?|tells?|gives?|spells?)(?: \w+){0,3} (?:code|codes|digits|pin) (?:he|she|they|that|which
            |from|on|it|just) && {tells} && not (?:door|entry|gate|my code|discount|coupon|booking|promo|postal|zip)
        """,
    "purpose": r"""
        {asks} && {what} {far} {does} && not {allowed}
        {asks} && {what} {near} {lives} && not {allowed}
        {asks} && {what} (?:he|she) {lives} && {place} && not (?:{own}|{allowed})
        {asks} && {what} (?!(?:my|the|your|our|it|this|that|there|i|we|you|he|she|they|dr|a|an|to|for|{staff}
            |{place})\b)[a-z]+ (?:[a-z]+ )?(?:usually |really |badly |still )?(?:trains|is staying|stays|lives
            |was hurt|was injured|is treated|told (?:you|them|him|her)|checked in|sleeps|went home) && not {allowed}
        {asks} && (?:which|what) (?:pills?|medicines?|medication|drugs?|treatment|doctor|room|hotel|shift|flat
            |address) && (?:{far}|{near}) && not (?:{own}|{allowed})
        {call} (?:up |at )?(?:{rival}|{debtor}) {circle} && not (?:{kind}|{allowed})
        {call} (?:up |at )?(?:his|her|their) {circle} && not (?:{own}|{kind}|{allowed})
        (?:kept from|without) (?:him|her|them|his|her|their) (?:\w+ )?(?:knowing|noticing|hearing|finding out
            |realising|realizing|consent|permission) && not {joy}
        (?:he|she|they) (?:will|would|must|should|may|can) not (?:know|notice|find out|hear|suspect
            |guess) && not {joy}
        (?:not|never) (?:to )?(?:tell|mention|say|let)(?: \w+){0,4} (?:wife|husband|mother|father|parents|boss|owner
            |landlord) && not {joy}
        (?:cut|cuts|disconnect\w*|shut|turn\w*|switch\w*) (?:off )?(?:the )?(?:{thing})|(?:{thing}) (?:\w+ )?(?:cut
            |off|disconnected|shut) && (?:have|get|ask|order|request|tell|make) && not (?:my|our|mine|i|we|why
            |there is no|outage)
        (?:say|tell|claim)\w*(?: \w+){0,2} (?:that )?(?:i am|it is|this is
            |you are) && {control} && not (?:my (?:own )?account)
        in the name of && {control}
        (?:accident|jail|prison|hospital|robbed|stranded|stuck|emergency|arrested|kidnapped) && (?:wire|send|transfer
            |give|bring)\w* ... (?:money|cash|\d{3,}|thousand) && {tells}
        (?:witness|juror|judge|complainant|plaintiff) ... (?:in|of|at|for) (?:my|his|our|the) (?:trial|case|hearing)
        (?:woman|girl|guy|man|boy|lady|waitress|cashier) (?:from|i saw|i met|who|on|at) ... (?:bus|train|street|cafe
            |bar|gym|party|supermarket|beach|shop|club) && (?:talk\w*|meet|number|date|agree\w*|like|tell|ask)
        (?:refund|credit|return|pay)\w* (?:it |the money |this |them )?(?:to|on|onto) (?:mine|my (?:card
            |account)) && (?:stolen|someone|lost|another)
        """,
}
