"""Deeds told by several things an English message says: shutting people out, tricking the trusting, veiled threats.

How they are read: `deeds.together`. A claim is ordinary, and so is a wish for somebody who speaks Russian; the claim
that is taken back in the same breath is fraud, and "no Russians" is discrimination.
"""

from collections.abc import Mapping

CONCEPTS = r"""
    images: videos?/photos?/pictures?/pics/tapes?/secrets?/nudes?/recordings?/screenshots?/messages/affairs?/mistress
        /lover/truth/past
    victim: (?:threaten|harass|stalk|blackmail|bully|scam|extort|insult|abus|attack|robb|hurt)\w* (?:me|us|my)
    tells: say/saying/tell/telling/let/inform/explain/warn/remind/mention/make (?:it )?clear/hint/whisper/promise
        /message/claim/claiming/report/swear/convince/leave a message
    folk: arabs/jews/muslims/christians/hindus/ethiopians/africans/russians/mexicans/gypsies/roma/immigrants/refugees
        /foreigners/gays?(?: people| men| couples?)?/lesbians/trans (?:people|women|men)/black people/blacks/asians
        /indians/chinese people/moroccans/druze/bedouins?/haredim/disabled people/(?:wheelchair|handicapped) (?:users
        |people)/palestinians/latinos/migrants/old people/pregnant women/single mothers
    kind: black/arab/jewish/muslim/ethiopian/african/russian/mexican/gay/asian/indian/foreign/filipin[ao]/moroccan
        /chinese/religious/disabled/pregnant/palestinian/druze/coloured/colored/white/brown/fat/old
    person: cleaner/nurse/driver/worker/guard/waiter/waitress/babysitter/nanny/tenant/caregiver/plumber/technician
        /teacher/doctor/tutor/applicant/candidate/staff/person/people/man/woman/men/women/guy/girl/family/families
        /guest/couple/employee/receptionist/carer/handyman/roommate/flatmate/one
    shut_out: rent/hire/hires/let/lets/send/sends/serve/admit/accept/seat/take/employ/allow/interview/invite/give/sell
        /want/assign/host/book/treat/tenants?/applicants?/candidates?/guests?/entry/entrance/doorman/bouncers?
    other: (?:my |the |our )?(?:employees?|girlfriend|boyfriend|wife|husband|ex(?: wife| husband)?|boss|neighbou?r
        |coworker|colleague|tenant|landlord|roommate|teacher|(?:daughter|son|sister|mother|father
        |brother) in law)(?: [a-z]+)?
    intimate: abortions?/miscarriage/pregnant/pregnancy/hiv/aids/std/std/positive/rehab/psychiatr\w+/psycholog\w+
        /antidepressants/addict\w*/cancer/therapy/affair/fired/bankrupt/criminal record/paternity/debts?/overdose
        /diagnosis/convicted/overdrawn
    place: work(?:place)?/building/house/home/window/flat/apartment/office/door/street/school/gym/gate/car/dorm
    rival: ex(?: wife| husband| girlfriend| boyfriend)?/neighbou?rs?/tenants?/landlord/rival/competitors?/boss
        /roommate/coworkers?/colleagues?/teachers?/competitions?/enemy/(?:sister|mother|father) in law
    official: inspector/examiner/tester/officer/clerk/judge/policeman/cop/official/mayor/assessor/invigilator/referee
        /customs/licensing/registrar/doorman/admissions officer/professor
    money: money/cash/envelope/bottle/gift/dollars?/euros?/shekels?/pounds/bucks/grand/\d{3,}/hundred/thousand
        /something extra/a little (?:something|extra)
    spared: pass(?:es|ed)?/signs?/look(?:s|ed|ing)? (?:away|the other way)/without (?:being )?(?:look|check|test
        |inspect|ask|see|wait|queue)\w*/forget\w*/overlook\w*/approv\w*/ignor\w*/skips?/first in line/good grade
        /drops? (?:it|the)/disappears?/goes away/closes (?:an|his|her) eyes?
    secret: passwords?/passcodes?/pins?(?: codes?| numbers?)?/one time codes?/(?:verification|security|access|login
        |sms) codes?/card (?:numbers?|details)/bank details/account numbers?/social security(?: number)?/id numbers?
        /cvv/credentials/codes?(?= (?:she|he|they|that|from|in) )/banking (?:details|codes?|login)
    reveal: reads?/reading/gives?/giving/tells?/types?/dictates?/sends?/shares?/confirms?/needs?/requires?/wants?
        /verif\w+/provides?/says?/reveals?/asks? for/get/obtain/spells?/enters?/hands? over
    consent: authori[sz]ed/approved/agreed/promised/allowed/signed/prescribed/said yes/confirmed/okayed/permits?ted
        /recommended/sent me/referred/vouch\w*
    frozen: (?:frozen|blocked|suspended|locked|cut off|cancelled|canceled|disconnected|terminated|seized|at risk
        |expired|in danger|compromised|under attack|held at customs|on hold)
    thing: package/parcel/bag/suitcase/backpack/box/briefcase/rucksack/van/device/envelope/something
    drug_part: (?:good|white|green|best|strong|usual|real|same|pure) (?:stuff|product|goods|powder)/the stuff/powder
        /that stuff/snow/party favou?rs
    untrue: (?:there|it|he|she|they|i|we) (?:was|is|were|did|has|had|are|am|do|does|have) not(?: one| any| really
        | in fact| actually| at all| it| that)?$/(?:none|nothing) of (?:it|this|that) (?:is|was|happened)\w*
        /i made (?:it|that|this) up/(?:which|that) (?:is|was) (?:a lie|invented|not so)
    swindled: (?:he|she|they|customers?) (?:still )?(?:owes?|must pay|has to pay|have to pay)
"""
SENTENCES: Mapping[str, str] = {
    "threat": r"""
        {tells} && (?:his|her|their) (?:\w+ )?(?:kids?|child|children|son|daughter|boy|girl|wife|husband|mother
            |baby) ... (?:alone|by (?:him|her)self|home from|after dark|every (?:day|morning|night)) && (?:and
            |so) (?:we|i|my friends) (?:\w+ )?(?:like|see|watch|know|notice|love|enjoy|wait)(?! (?:to know|it if
            |that she|that he))
        {tells} && (?:think (?:carefully|twice|hard|again)|choose wisely|be (?:smart|wise|sensible)) && (?:has|have
            |got) (?:an? |such a )?(?:\w+ )?(?:nice|lovely|beautiful|young|sweet|pretty|little) (?:famil\w+|wife|kids?
            |children|daughters?|house|sons?|home)
        {tells} && (?:we|i) (?:burn|break|bury|shoot|cut|destroy|smash|torch|punish) (?:what|who|those|people|anyone
            |whoever|whatever|everyone|places) ... (?:pay|pays|listen|listens|talks?|obeys?|behaves?|cross\w*)
        {tells} && (?:he|she|they|you) (?:will |would |might |is going to )?(?:needs?|want) (?:an? |some )?new (?:face
            |jaw|teeth|nose|legs?|knees?|kneecaps?|spine|arms?|hands?|fingers|skull)
        (?:one|two|some|all|any|none) of (?:the|his|her|their|your) (?:nurses|doctors|staff|workers|kids|guards
            |waiters|men|women|employees|clerks|teachers|customers|guests|people|boys|girls) (?:will|is going to
            |are going to) be (?:carried|dragged|wheeled|stretchered) (?:out|off|away)
        (?:phone|call|ring|make|report|leave|send)(?: \w+){0,3}? bomb (?:scare|threat|hoax|alert|warning)
        {tells} && report (?:him|her|them) (?:to|for) (?:\w+ ){0,2}?(?:immigration|deportation|welfare|child services
            |social services|the tax\w*|tax) && (?:unless|or else|otherwise|until|if (?:he|she|they) (?:does|do|did
            |will) not)
        {tells} && (?:i|we) (?:will |would |are going to |am going to )?(?:post|publish|leak|send|share|show|upload
            |release) (?:\w+ ){1,5}?(?:unless|until|if (?:he|she|they) (?:does|do|did|will) not) ... (?:pays?
            |transfers?|sends?|gives?|money|\d{3,}|thousand|shekels?|drops?|signs?|quits?|resigns?) && not (?:invoice
            |contract|reminder|draft|design|proof|plan|album|gallery)
        {tells} && (?:check|test|fear for|worry about|keep an eye on|count|think about|look after|insure)\w* (?:his
            |her|their) (?:brakes?|tyres?|tires|kids|children|locks|windows|dog|cat|gas|back|fingers
            |roof) ... (?:before|every|tonight|from now on|when|while|if)
        {tells} && (?:accidents?|fires?|leaks?|floods?|bad things|things) (?:in \w+ |at \w+ )?(?:start|starts|happen
            |happens|break|burn)(?:s|ing)? (?:so |very |all |really )?(?:easily|fast|quickly|by themselves
            |all the time|to people|overnight) && (?:we|i|pay|collect|unless|if|late|protection)
        {tells} && (?:forget\w*|memory loss|keep\w* quiet|silen\w+|say\w* nothing|stay\w* (?:away|home|quiet)
            |change (?:his|her|their) mind) ... (?:good|better|healthy|healthier|safer|best|fine|safe|nice) (?:for
            |to) (?:his|her|their|the) (?:\w+ )?(?:child|children|kids?|family|health|son|daughter|wife|husband|mother
            |business|dog)
        {tells} && (?:we|i) know (?:which|what) (?:tram|bus|train|route|way|road|park|floor|gym|car|bench
            |cafe) (?:\w+ ){0,3}?(?:takes?|rides?|drives?|plays?|walks?|parks?|sits?|goes|uses|lives?)
        {tells} && (?:his|her|their) (?:things|stuff|furniture|belongings|clothes|cat|dog|bed) ... (?:on|in|into
            |out on|out in) (?:the )?(?:street|river|pavement|sidewalk|rain|bin|trash|dump|gutter) && (?:if|unless|or
            |next time|again)
        {tells} && (?:everyone|everybody|(?:his|her|their) (?:wife|husband|boss|family|parents|kids|friends
            |colleagues)|the (?:whole )?(?:town|office|school|world|internet
            |press)) (?:will |would |is going to |are going to |gets? to |can )?(?:sees?|knows?|hears?|reads?|learns?
            |watch|watches|finds? out) ... (?:unless|if (?:he|she|they) (?:\w+ )?not
            |until) && {images} && not {victim}
        ransom
        {tells} && (?:van|car|truck|shop|store|house|home|office|place|restaurant|bakery|garage|building|bike
            |boat) ... (?:pile|heap|box|bag|cloud) of (?:ash|ashes|rubble|scrap|dust|cinders|bones)
        {tells} && (?:fix|fixes|handles?|deals? with|takes? care of|works? on|specialis\w+ in|specializ\w+ in
            |collects?|loves?) (?:people |peoples )?(?:kneecaps?|knees|fingers|teeth|legs|faces|bones
            |problems like (?:him|her|them|you))(?! (?:surgery|whitening|pain))
        {tells} && (?:parked|standing|waiting|sitting|outside|camped) ... (?:her|his|their) {place} && (?:not (?:leav
            |mov|go)\w*|all night|every (?:night|day|morning)|see (?:her|his|him|the lights?)|not (?:hide|ignore)
            |see who) && not (?:delivery|taxi|driver|key|courier)
        {thing} ... (?:(?:go|goes|going) off|explod\w+|detonat\w+|blow\w*|ticking (?:in|inside|under|at) (?:the|your
            |his|her|their)) && not (?:alarm|timer|phone|balloon|oven|party|candles|fireworks)
        (?:flight|plane|aircraft|airport|train|bus|stadium|synagogue|mosque|embassy|mall) && (?:has|carr(?:y|ies|ying)
            |with|is|hid|left|put) (?:an? |some |the )?(?:\w+ )?(?:device|bomb|explosives?|charge|weapon) (?:in|on
            |under|inside|strapped|that) && (?:someone|somebody|passenger|man|woman|guy|person|driver)
        {tells} && (?:immigration|deport\w*|(?:his|her|their) (?:wife|husband|boss|parents|employer|fianc\w+|kids)
            |tax (?:office|authority|man|people)) (?:will |would |is going to |might )?(?:hears?|learns?|knows?
            |finds? out|gets?|be told|receives?|sees?|visits?) && (?:unless|or else|otherwise|if (?:he|she
            |they) (?:does|do|will|did) not|until) && not (?:package|parcel|message|invitation|flowers|form)
        {tells} && (?:rearrang|redecorat|remodel)\w* (?:his|her|their) (?:face|teeth|nose)
        {tells} && (?:six feet under|swim(?:ming)? with|put (?:him|her|them) in the ground|feed (?:him|her|them) to
            |closed casket|last (?:day|night|birthday|christmas|meal|summer) (?:alive|on earth|she|he|they)
            |wrote (?:his|her) (?:will|obituary))
        {tells} && (?:his|her|their) (?:brake|brakes|brake lines?|tyres?|tires|gas line|dog|cat|horse
            |windows?) (?:might|may|could|will) (?:fail|stop working|leak|go|not make it|vanish|get|end)
        """,
    "harassment": r"""
        what (?:we|i) (?:really )?(?:think|feel) (?:of|about) (?:{folk}|{kind} people|people like (?:him|her|them))
        {folk} ... (?:should not|must not|not be (?:allowed|served|let)|do not belong|not welcome|ought not)
        (?:sign|signing|register|enrol\w*|subscribe|commit|volunteer) (?:\w+ ){1,8}?(?:without (?:telling|asking|his
            |her|their)|does not know|behind (?:his|her|their))
        (?:new|replacement|second|duplicate|copy of the|spare) (?:sim|e ?sim|card|keys?|pin|password|remote|fob
            |passport|line) (?:\w+ ){0,3}?(?:for|of|to|on) (?:my |the )?{rival}
        (?:say no to|reject|turn down|do not (?:take|choose|pick)|not (?:to )?(?:take|choose|pick)|ignore) ... (?:with
            |because of|by) (?:the |an? |his |her |their )*{kind} (?:name|surname|accent|origin|background|skin|look)
        (?:no|without|not any|except|but not) (?:any |more )?{folk}(?! (?:menu|food|salad|doll))
        (?:because|since|as) (?:he|she|they|it) (?:is|are) (?:an? )?(?:{kind}|{folk})$
        (?:fat|ugly|old|stupid|crazy|smelly) (?:lady|man|woman|guy|girl|boy|cow|neighbou?r|teacher|boss) ... (?:ask
            |tell|and) (?:\w+ ){0,3}?(?:ate|eat|eats|broke|weigh|shower|washes|fits|mirror|diet|looks)
        (?:refrigerator|fridge|nose|toilet|tap) (?:is )?(?:still )?running && (?:catch|hang|laugh)\w*
        (?:order|send|book|get|call) (?:\w+ ){0,2}?(?:taxis|pizzas|cabs|hookers|clowns|strippers|plumbers|movers
            |\w+ (?:taxis|pizzas|cabs|clowns)) ... (?:to|for) (?:my |the |our |that )?{rival} && (?:not tell
            |not (?:to )?say|without|does not know|never ordered|surprise)
        (?:if|whether|where|when|who|what|find out|with whom) ... (?:going|go|goes|meet|meets|meeting|stay|staying
            |sleep\w*|travel\w*|eat\w*|dropped|live|lives) && {rival} && (?:not (?:tell|say|mention|reveal
            |let) ... (?:who|me|my|why|that)|without saying who|quietly|do not say who|who asks|who is asking)
        (?:cancel|close|delete|give away|unbook) ... (?:rooms?|bookings?|reservations?|orders?|tickets?|tables?
            |flights?) (?:for|of) (?:the |that |those )?(?:\w+ )?(?:group|family|couple|people|team|guests?|woman|man
            |class) && (?:deserve|hate|teach|serves? (?:them|him|her)|because (?:they|he|she)|like (?:them|him|her)
            |revenge|spite)
        {folk} && (?:no|not|without|never|only|except|any|out|instead of|rather than|but|keep|anything but) (?:to
            |any |let |the |in |from |with |for |send )*{folk} && {shut_out} && not (?:food|menu|guide|museum|holiday
            |kosher|halal|tour)
        (?:only|just|exclusively) ... {folk} && (?:rent|rents|hire|hires|tenants?|let|admit|employ|serve
            |sell) && not (?:open|tour|guide|class|museum)
        (?:no|not|without|never|except|rather not|instead of|anything but|sick of|not want) (?:to )?(?:us |me |have
            |get|send |hire |take |any |an? |be |give |seat |the )*{kind} {person}s?(?! (?:menu|home|discount|house
            |ticket|rate)) && not (?:owner|call)
        (?:not (?:to )?(?:let|serve|rent|hire|admit|seat|employ|accept|treat|invite)|refuse\w*|turn(?:s|ing)? away|ban
            |bans|keep(?:s|ing)? out|kick(?:s|ing)? out|throw(?:s|ing)? out) ... (?:{folk}|{kind} {person}s?)
        go back to (?:(?:his|her|their|your) (?:own )?country|where (?:he|she|they|you) (?:came|come|belong))
        (?:dirty|filthy|stinking|bloody|damn|stupid|lazy) (?:{folk}|{kind} {person}s?)
        (?:if|whether|when|why|how) {other} (?:ever |really |has |had |have |did |is |was |been |get |got |being
            |having |an |a |in |on |for |treated |by |to |tested |with |at )+{intimate}
        {intimate} (?:of|for|about) {other}
        (?:breath|pant|moan|giggl|cackl|hiss|growl|sob|whistl|burp|gurgl)\w* ... (?:until|till|then hang
            |and hang) (?:they|he|she|up)
        (?:say nothing|stay silent|be silent|keep quiet|do not speak) ... (?:until|till|then hang|and hang|hang up)
        (?:wreath|coffin|hearse|casket|tombstone|gravestone|undertaker|obituary) ... {rival} && (?:(?:his|her
            |their)(?: own)? name|alive|own (?:funeral|grave|death)|as a (?:message|joke|surprise))
        (?:order|send|book|get) ... (?:to|for) (?:my |the |our |that )?{rival} ... (?:(?:he|she
            |they) (?:will |would |can |has to |have to |should |must |is going to )*(?:pay(?! (?:me|us|you))|foot
            |be charged|get the bill)|cash on delivery|on (?:his|her|their) (?:bill|tab|expense)|did not order
            |has no idea|not know)
        (?:record|recording|tape|film|listen in on) ... (?:without (?:telling|him|her|them|his|her|their|saying)
            |secretly|not know|no idea) && not (?:my own|podcast)
        (?:bad|fake|negative|one star|1 star|horrible|false|nasty) (?:reviews?|ratings?|rumou?rs?) && (?:never|not
            |post|leave|write|spread|threat\w*|unless) && not (?:got|received|about us|answer|reply|remove)
        (?:move out|leave|quit|give up|sell) && (?:make|making|until|so) ... (?:unbearable|hell|break|breaks|crack
            |cracks|gives? (?:in|up)|cannot (?:sleep|stand)|can not (?:sleep|stand)) && {rival}
        """,
    "fraud": r"""
        {tells} && (?:never|not|broken|lost|stolen|sick|missing|damaged|faulty|late|empty) && (?:they|nobody|no one|he
            |she) (?:will|would|can) (?:not|never) (?:know|notice|find out|check|suspect
            |tell the difference) && not (?:surprise|party|birthday|gift|cake)
        {tells} && (?:never|not) (?:got|received|arrived|came|delivered|used|bought|worked|had) ... i (?:did|do|was
            |have|had)(?: (?:get|it|them))? (?:but|and|though) (?:they|he|she|nobody|no one)
        backdat\w+
        (?:date|predate|stamp|sign) (?:the |a |an |my |it |that ){0,2}(?:\w+ ){0,2}?(?:note|certificate|invoice
            |receipt|contract|form|report|prescription|letter)? ?(?:for|to|as|from) (?:last|yesterday|the (?:week
            |month|day) before|two|three|a week ago) && (?:sick|note|certificate|invoice|receipt|contract|form|report
            |prescription)
        (?:taser|silencer|suppressor|switchblade|brass knuckles|stun gun|knuckle ?dusters?|butterfly knife|detonator
            |body armou?r|burner phones?) ... (?:from|off|of) (?:the|a|this|that|some|my) (?:guy|man|dude|bloke|kid
            |dealer|contact)
        make (?:the |an? |my |this |that |his |her )?(?:fine|ticket|report|case|charge|complaint|violation|inspection
            |file|problem|debt)s? (?:go away|disappear|vanish|get lost) && {official}
        (?:twice|double|triple|extra|all|more) (?:the |of the |his |her |as much )?(?:morphine|insulin|pills
            |sedatives?|medic\w+|dose|fentanyl|sleeping \w+) && (?:better for (?:everyone|all|him|her)|over with
            |quietly|suffer\w*|faster|not tell|nobody|forever|in peace)
        {tells} && (?:his|her|their) (?:\w+ )?(?:grandson|granddaughter|grandchild|nephew|niece|son|daughter|brother
            |sister|grandkid) ... (?:crash\w*|accident|arrest\w*|jail|prison|hospital|surgery|kidnap\w*|trouble|stuck
            |robbed|abroad|police|lawyer) ... (?:needs?|wants?|must (?:get|have)|has to (?:get|pay)|owes?|send|pay
            |give|bail|cash) && (?:cash|money|thousand|hundred|\d{3,}|bail|dollars|shekels|wire|transfer)
        {tells} && (?:his|her|their|your) (?:computer|pc|laptop|phone|device|account|tv
            |router) (?:\w+ ){0,3}?(?:infected|virus\w*|hacked|compromised|malware|at risk|breached
            |attacked) && (?:let (?:us|me|you)|remote\w*|install|download|connect|log ?in|pay|click|access)
        {tells} && (?:customs|courier|post office|delivery company|court|tax (?:office|authority)|police|bank
            |electric(?:ity)? company|water company|lottery|social security|pension office|health fund
            |insurance) && (?:pay|fee|fine|deposit|charge|transfer|tax) ... (?:by|with|over|via|using
            |now by) (?:an? |the |their |his |her |bit |a credit )?(?:card|phone|bit|gift cards?|transfer|wire|paypal
            |crypto|bitcoin|link) && (?:must|has to|have to|needs? to|needs|should|or)  && not (?:whether|ask if
            |ask how|i |we |can|accept)
        (?:seniors|pensioners|elderly|retirees|(?:people|women|men|anyone|everyone) (?:over|above|older than) (?:\w+
            |\d+)|old (?:people|ladies|folks)|widows) && (?:(?:their|his|her|your) (?:\w+ )?(?:bank|cards?|pins?|ids?
            |accounts?|details|savings|passwords?)|invest\w*|refund|subsidy|prize|transfer)
        (?:sleeping|strong\w*|knock\w*|sedative|calming) (?:pills?|tablets?|drops|drugs?|powder) && (?:in|into) (?:his
            |her|their|someone|somebody|the guest|the girl) (?:\w+ )?(?:drink|food|coffee|tea|glass|wine|soup|cup
            |juice)
        (?:slip|put|drop|sneak|mix|pour) (?:\w+ ){1,4}?(?:in|into) (?:his|her|their) (?:\w+ )?(?:drink|coffee|tea
            |glass|wine|soup|cup|juice|beer) && not (?:sugar|milk|ice|lemon|honey|cream)
        (?:bag|bags|baggie|ounce|half|quarter|joint|brick) of (?:weed|coke|hash|grass|pot|meth|blow|snow|speed|molly
            |pills|ganja|mary jane|dope|crack)(?! (?:killer|seed))
        (?:offer|give|promise|send|treat|slip|buy) (?:him|her|them|the \w+) ... (?:weekend|trip|holiday|vacation
            |flight|cruise|dinner|job|watch|car|bottle|tickets?|present|gift|envelope) ... (?:for|in exchange for
            |in return for|if|so) (?:the |a |an |my |our |that |he |she |they )*(?:permit|licen[cs]e|approval|contract
            |tender|vote|verdict|grade|permission|signature|signs?|approves?|inspection|ruling)
        {tells} && (?:hurts?|aches?|pain|injur\w+|sore|broken|damaged|sick|stolen|lost|dizzy) && (?:although
            |even though|though|but) (?:it|he|she|i|they|everything) (?:is|am|are|feels?) (?:\w+ )?(?:fine|ok|okay
            |healthy|well|not|perfect|good|here)$
        {official} (?:will |would |can |could )?(?:gets?|receives?|earns?|has|takes?|keeps?|pockets?
            |finds?) ... {money} && {spared}
        {money} ... (?:for|to) (?:the |an? |that )?{official} && {spared}
        {tells} && {reveal} (?:\w+ ){0,4}?(?:his|her|their|your) (?:\w+ ){0,2}?{secret} && not (?:never|nobody|no one
            |anyone|reset|not (?:to )?(?:give|tell|share|send|read|type|say)|my {secret})
        {tells} && (?:(?:his|her|their|your) (?:\w+ ){1,3}?|there is an? \w+ )(?:is|was|are|has been|will be|gets
            |being) {frozen} && (?:unless|until|if|otherwise|pays?|fee|verif\w+|confirm\w*|reads?|press|transfers?
            |code|card) && (?:read|reads|give|gives|pay|pays|fee|verif\w+|confirm\w*|press|transfers?|code|codes|card)
        (?:gift|prepaid|itunes|steam|google play) cards? && (?:codes?|numbers?|pins?) (?:\w+ )?(?:read|sent|texted
            |given|back|out|to me|over|scratched|aloud)
        (?:boss|ceo|manager|director|chief) (?:\w+ ){0,2}?(?:needs?|wants?|requires?|asked for) ... (?:gift|prepaid
            |itunes|steam) cards?
        safe account
        {tells} && {consent} && (?:he|she|they|the doctor|the boss|dr \w+) (?:does not|do not|did not|has not|have not
            |never) (?:\w+ )?(?:know|knew|approve|approved|agree|agreed|seen|sign|signed|said|say|heard|met
            |did)(?: (?:it|that|so|about it|me|anything|of it))*$
        {tells} && so (?:that )?(?:they|we|i|he|she|the \w+) (?:\w+ ){0,2}?(?:comp|refund|give|waive|cancel|let|pay
            |discount|get|gets|not|replace|cover|excuse|hurry|rush|drop) && {untrue}
        {tells} && {swindled} && (?:(?:he|she|they|customers?|most
            |people) (?:of them )?(?:already |have |has |had |never )+(?:paid|ordered|owed|bought|used)|(?:he|she
            |they) (?:does|do) not (?:really |actually )?owe|owes? nothing|pays? (?:it)?(?:twice|again
            |double)) && not (?:i|we) (?:have |had )?(?:already )?paid
        (?:one|two|three|four|five|half a|a|[1-9]) (?:gram|grams|ounces?|bags?|baggies?|eighths?
            |lines?) (?:of )?(?:the |his |that |your |some )?{drug_part}
        (?:glocks|berettas|uzis|shotguns|revolvers|galils|tavors?|kalash\w*) && (?:price|paper\w*|sells?|cheap|cash
            |buy|licen\w+|serial) && not (?:range|club|museum|toy|airsoft|course|safe)
        (?:sit|take|write|do) (?:the |my |an? |his |her )(?:\w+ ){0,2}?(?:exam|test|quiz|finals?) (?:for|instead of
            |in place of) (?:me|him|her|my)
        (?:sell|rent|list|advertise)\w* ... (?:flat|apartment|house|car|room|bike|land) && (?:not (?:mine|own|ours)
            |does not exist|not exist|belongs to someone)
        {untrue} && (?:call the police|ambulance|hostages?|fire brigade|bail)
        """,
    "impersonation": r"""
        (?:you are|be|as|now) (?:now )?(?:mr|mrs|ms|miss|dr|doctor|officer|inspector|rabbi
            |professor) (?:[a-z]+ ){1,3}?(?:now|today)(?: |$)
        (?:call|calling|phone|ring|ask|say|talk|tell|speak)\w* ... (?:as|from) (?:the )?(?:police|customs|irs|fbi
            |tax authority|court|bank security|shin bet|mossad)(?= (?:and|to|#)) && (?:ask|get|tell|list|give|name
            |demand|details|fee|pay)
        say (?:that )?(?:it is|this is|you are) (?:from )?(?:the )?(?:\w+ )?(?:customs|electric\w*|water|gas
            |post office|tax|police|bank|court|health ministry|municipality|social security) ?(?:company|office
            |authority|department|fund)? && (?:card|pay|fee|id number|code|pin|details|meter|read|password|fine)
        in (?:his|her|their|its|the \w+) name && {rival} && (?:cancel\w*|close|terminat\w*|redirect|postpone|return
            |chang\w*|disconnect|withdraw|resign\w*|quit|transfer|unsubscribe)
        """,
    "spam": r"""
        list of (?:donors|voters|members|customers|leads|contacts|prospects|subscribers|supporters|residents
            |parents) && (?:each|every|all|ring through|go through|call through|work through) && (?:ask|offer|tell
            |pitch|sell|pledge|donat\w+|vote)
        (?:leads?|prospects|contacts?|customer|phone|call) list && (?:sell|pitch|offer|promot\w+|warranty|upgrade|vote
            |donat\w+)
        numbers (?:that |which )?(?:start|begin|end)(?:ing|s)? (?:with|in|by)
        (?:numbers|people|homes|houses|them all) ... one (?:after|by) (?:another|the other|one) && (?:call|dial|ring
            |phone|play)
        (?:play|plays|playing|leave|run) (?:our|my|the|an?|this|that) (?:\w+ )?(?:ad|advert|commercial|jingle|promo
            |sales pitch) && not (?:newspaper|magazine)
        """,
}
