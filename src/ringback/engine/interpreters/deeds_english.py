"""What no call is made for, in English: the concepts, and what harms people. How they are read: `deeds`."""

from collections.abc import Mapping

CONCEPTS = r"""
    him: him/her/them/you
    his: his/her/their/your
    he: he/she/they/you/(?:his|her|their|your|my|the) [a-z]+
    of_hers: wife/husband/famil*/kids?/child*/sons?/daughters?/bab*/mother/mom/mum/father/dad/parents/dog/girlfriend
    mine: my (?:wife|husband|boss|ex|(?:business )?partner|teacher|brother|sister|neighbou?r|landlord|coworker|rival)
    we: i/we/someone/somebody/people/my (?:guys|boys|friends|people|brothers?|cousins?)
    will: will/am going to/are going to/am gonna/gonna/want to/would/might/could/can/plan to/is going to/am coming to
        /are coming to/am about to/are about to/intend to/swear (?:to|i will|we will)/promise to
        /(?:am|are) (?:ready|prepared|happy|not afraid) to/come and/came to/know how to/(?:am|are) (?:planning
        |thinking of|looking forward) (?:to|on)?
    say: say/says/saying/tell/telling/claim/claims?ing/inform/let/warn/mention/swear/report/explain
    call: call/calls/calling/phone/phoning/ring/ringing/dial/dialling/dialing/text
    get: persuade/convince/talk/push/pressure/charm/sweet talk/bully/press/beg/fool/lure/squeeze/pump/fish/worm
        /wheedle/get/obtain/ask/asking/find out/collect/extract/request/learn/have/make/read/give/confirm/verify/trick
        /coax
        /need
    trade: buy/buying/ordering/getting/selling/order/get/score/sell/find/bring/deliver/need/want/grab/pick up/arrange
        /ask for/send/stock up on/have
    hurt: kill/murder/hurt/harm/injure/shoot/stab/burn/torch/beat/smash/slap/punch/strangle/rape/poison/kidnap/drown
        /attack/cripple/bury/destroy/ruin/crush/execute/assassinate/break/wreck/trash/demolish/bash/thrash/gut/choke
        /suffocate/mow down/bomb/shred/mutilate/disfigure/slaughter/butcher/massacre/behead/lynch/ignite/vandali[sz]e
        /flatten/wipe out/eliminate/finish off/bump off/whack/waste/knock out/headbutt/tear apart/smash up
    maim: kill/murder/drown/choke/behead/electrocute/harm/injure/shoot/stab/torch/beat up/slap/punch/strangle/rape
        /poison/kidnap/attack/assassinate
        /lynch/slaughter/butcher/massacre/suffocate/disfigure/mutilate/bump off/mow down/run over/headbutt/cripple
        /rough up/intimidate/silence/hurt/get rid of/terrori[sz]e
    body: legs?/arms?/bones?/knees?/kneecaps?/face/head/neck/nose/jaw/fingers?/hands?/throats?/ty?i?res?/windows?
        /skull/teeth/ribs?/car/brakes
    lives: lives?/works?/sleeps?/goes?/stud*/parks?/plays?/walks?/gets?/is/are/leaves?
    woe: (?:so |very |really )?(?:sorry|dead|finished|next|missing|hurt)/regret/suffer/bleed/die/wish/disappear/lose
        /never (?:see|walk|work|sleep|wake)/pay for (?:it|this|that|what)/end up (?:in|like|dead)/get hurt/live to
    photos: nudes?/(?:\w+ )?(?:photos?|pictures?|pics|videos?|tapes?|secrets?|messages)
    secret: passwords?/passcodes?/pin/pins/pin (?:codes?|numbers?)/one time (?:pass)?codes?
        /(?:online )?bank(?:ing)? (?:codes?|pins?)/otp/cvv/cvc
        /digits on the back/ssn/(?:verification|security|access|login|sms|2fa) codes?/social security(?: numbers?)?
        /remote access/credentials/bank (?:details|logins?|account numbers?)
        /(?:credit )?card (?:numbers?|details|info\w*)/login details
    fake: fake/forged?/counterfeit/phone?y/false/bogus/made up/doctored
    paper: ids?/passports?/licen[cs]es?/prescriptions?/invoices?/receipts?/documents?/certificates?/degrees?
        /diplomas?/money/bills/tickets?/reviews?/names?/reservations?/bookings?/orders?/appointments?/references?
        /payslips?/visas?/(?:doctor )?notes?/claims?/reports?/complaints?/alibis?/number/address
    drug: acid tabs?/edibles/spliffs?/amphetamines?/magic mushrooms/psychedelics/ket/oxycodone/oxycontin/fentanyl
        /cocaine/heroin/(?:crystal )?meth/mdma/lsd/ecstasy/weed/marijuana/cannabis/shrooms/molly/ghb/roofies
        /crack cocaine/illegal drugs/hash(?! brown)/opium/ketamine/drugs(?! ?store)
    medicine: morphine/ketamine/xanax/adderall/ritalin/vicodin/percocet/valium/tramadol/codeine/steroids/antibiotics
        /opioids/pills/tablets/medication/medicine
    toy_gun: (?:water|toy|nerf|glue|heat|spray|nail|massage) guns?
    gun: guns?/pistols?/handguns?/rifles?/firearms?/weapons?/ammo/ammunition/silencers?/glock/grenades?/ak ?47s?
        /m ?16s?/kalashnikovs?/galil
        /ar ?15s?/uzi/revolver/shotgun/beretta/bullets
    role: doctor/dr/nurse/lawyer/attorney/police\w*/officer/detective/cop/agent/manager/boss/owner/customer/client
        /patient/tenant/landlord/mother/mom/mum/father/dad/parent/husband/wife/son/daughter/brother/sister/grandson
        /granddaughter/grandchild/uncle/aunt/teacher/inspector/judge/employee/representative/technician/bank/irs/court
        /government/hospital/school/(?:(?:electric(?:ity)?|utility|gas|water|power|phone|insurance
        |credit card) company)/insurance/microsoft/google/amazon/apple/support/fbi/principal/tax (?:authority|office
        |man|inspector|department)/council/municipality/courier/council(?:l?or|man|woman)/minister/mayor/reporter
        /journalist/fire(?:man|fighter)/paramedic/social worker/rabbi/priest/accountant/soldier/captain/coach/professor
        /dean/ceo/director/secretary/clerk/buyer/account holder/heir/executor/guardian/fianc[eé]e?/girlfriend/boyfriend
        /cousin/in law/colleague/supervisor/building inspector/pharmacist/notary/ambassador/consul
    insult: idiots?/morons?/imbeciles?/stupid/dumb/fat/ugly/pigs?/cows?/whores?/sluts?/bitch*/bastards?/losers?/trash
        /scum/pathetic/worthless/disgusting/assholes?/jerks?/retard*/freaks?/creeps?/rats?/parasites?/thief/thieves
        /liars?/witch/psycho/failure/filthy/smelly/crook/garbage/useless/coward/clown/pervert/drunk/dog/donkey/moronic
        /brainless/imbecilic/vermin/swine/skank/tramp/hag/cretin/dimwit
        /fool/nobody/waste of space/piece of (?:\w+)/snake/weasel/gold ?digger/bimbo/slob
    scorn: insult/mock/taunt/tease/ridicule/humiliate/torment/belittle/shame/offend/demean/degrade/scare/frighten
        /spook/harass/creep out/freak out/annoy/bully/stalk/pester/curse/abuse/bother
    many: \d{2,6}/hundreds?(?: of)?/thousands?(?: of)?/dozens? of/a dozen/fifty/forty/thirty/twenty/a hundred
        /a thousand/five hundred/as many/all/every/each/all of
    crowd: numbers?/people/contacts/customers?/phones/leads/business\w*/houses/households?/homes/voters?/clients?
        /homeowners?/residents?/seniors/pensioners/families/companies/company/shops?/stores?/doctors?/dentists?
        /lawyers?/restaurants?/subscribers/members/prospects/employees/patients/students/parents/strangers/women/men
        /donors/users/offices?/salons?/owners?/investors/flats/apartments/addresses/tenants/farmers/gyms/schools
        /churches/synagogues/cafes/bars/pharmacies
        /garages/hairdressers/influencers/alumni/fans/followers/citizens/teachers/parents/couples/drivers/gardeners
        /plumbers
    sell: sell(?:ing)?/pitch(?:ing)?/promot\w+/market(?:ing)?/advertis\w+/offer(?:ing)?/push/upsell/present/plug/hawk
        /peddle/recommend
    wares: products?/services?/offers?/deals?/insurance/solar(?: panels)?/warrant(?:y|ies)/loans?/mortgages?
        /credit cards?/subscriptions?/vacations?/timeshares?/crypto\w*/bitcoin/investments?/courses?/software/app
        /vacuums?/supplements?/website/seo/energy plans?/internet packages?/business
"""
SENTENCES: Mapping[str, str] = {
    "threat": r"""
        {we} {will} (?:just |really |personally )?{hurt} (?:the (?:place|whole|joint|office|windows?|entrance
            |door) |{him}(?! (?:at|in|to) )|{his} |the (?:house|shop|place|car|building|store|school)|everyone)
        {we} {will} (?:just |all )?(?:get|find|finish|end|take out|run over|kick|come for|hunt|hang
            |skin) {him}(?= (?:and|one (?:day|night)|some|wherever|no matter|off|tonight)|$)
        {we} {will} (?:just |all )?(?:wreck|trash|smash|demolish|burn|torch|bomb|blow|shoot|destroy|vandali[sz]e|tear
            |flatten) (?:up |down )?(?:the|his|her|their|that|this|your) (?:\w+ )?(?:place|joint|office|clinic
            |windows?|shop|store|house|door|entrance|car|bar|restaurant|school)
        {we} {will} (?:just |all |really )?(?:{maim}) (?:the (?:first|next|last|man|woman|guy|boy|girl|kids?|whole
            |people|staff|owner|manager|\w+[eo]r)|anyone|whoever|someone|everyone|every \w+|all of)(?! scene| video
            | photo)
        {maim} (?:{him}|{his} \w+|{mine}|(?:the|that|this) (?:landlord|boss|teacher|owner|guy|man|woman|witness|judge
            |neighbou?r|contractor|inspector|kid|boy|girl|driver))
        {will} (?:have|get) (?:{him}|{his} \w+) (?:broken|killed|beaten|burned|smashed|shot|hurt|crushed|dealt with)
        (?:kill|burn|beat|bury|hang) {him}(?! (?:an?|over|up|at|in|to) )
        burn(?:s|ing)? (?:down|(?:it|everything|\w+ place) (?:all )?down|(?:his|her|their|your|the) (?:house|shop
            |place|car|home|store))
        (?:break|smash|crush|slash|slit|shatter|scratch)(?:es|ing)? (?:(?:both|all)(?: of)? )?(?:{his}|every
            |the) (?:\w+ )?{body}
        (?:destroy|ruin|end)(?:ing)? {his} (?:life|career|business|reputation|family|marriage)
        (?:is|has|have|got|plant*|put|hid|hidden|left|set|an?|the|another) (?:\w+ )?bombs? (?:in|at|under|inside|on
            |near|that|which|and|will|goes|is|there|for)
        bombs? (?:will|goes|threat|it|them|him|her|going)
        (?:plant|build|make|buy|throw|set off) (?:an? |the )?bombs?
        explosives?
        anthrax
        device (?:in|inside|under|hidden|planted|at)
        (?:shooter|gunman|bomber|terrorist|killer) (?:in|at|inside|is|will|on|coming)
        (?:there|it) (?:will|is going to|is gonna|are going to) be an? (?:\w+ )?(?:shooting(?! (?:star|class|contest))
            |massacre|bloodbath|bombing|explosion|stabbing|slaughter|terror\w*|attack)
        blow (?:it |them |the \w+ )?up
        (?:bring|have|has|got|coming with) (?:my |a |the )?{gun}
        (?<!was )(?<!been )(?<!being )threat(?:en|ens|ening|s)?
        i (?:have )?threatened
        ransom
        blackmail*
        extort*
        {we} (?:all |also |already )?(?:know|knows|found out|have found out) (?:exactly )?(?:where|which school
            |what time|when) {he} (?:and \w+ )?{lives}
        {we} know (?:(?:which|what|where|whose|when) (?:\w+ ){0,2}|about )?{his} (?:{of_hers}|boys?|girls?|address
            |house|flat)
        watch(?:ing)? {his} (?:back|step|mouth|{of_hers})
        watch {his} ... (?:back|backs)
        (?:i|we) (?:am|are|will be) watching(?: {him})?
        look(?:ing)? over {his} shoulder
        one eye open
        last warning
        {he} (?:will|would better|had better|better|are going to|is going to)(?: be)? {woe}(?! {he} (?:missed|could))
        {his} (?:[a-z]+ ){1,3}(?:will|is going to|are going to|is gonna|might|could) (?:have|meet with|suffer) (?:an?
            |some) (?:little |bad |nasty )?accident
        {his} (?:[a-z]+ ){1,2}will not come (?:home|back)(?! (?:for|to|tonight|today|until|before|late|by|early
            |tomorrow))
        {he} (?:will|would|better|had better) (?:better )?be (?:careful|afraid|scared|quiet|gone)
        {he} (?:will not|would not) (?:live|survive|see (?:the|another|\w+ again)|wake up|make it|walk|be safe
            |like what|be standing)
        (?:brick|rock|stone|molotov)s? (?:\w+ ){0,2}(?:through|at) {his}
        pay (?:\w+ )?(?:with|in) (?:blood|{his} (?:life|blood))
        (?:likes?|enjoys?|ready for|used to|insured for) (?:\w+ )?(?:hospitals?|coffins?|wheelchairs?|prison)(?: food
            | beds?)?
        sleep(?:s|ing)? with (?:the (?:lights?|lamp) on|the fishes)
        without a roof
        (?:leaves?|go|goes|going|end up|carried|finish|come) (?:out |home )?in (?:an? )(?:ambulance|body bag|box|coffin
            |hearse|stretcher)
        (?:people|guys|men|women|someone) like {him} (?:have|gets?|meet|end|disappear|go missing)
        (?:watching|following|waiting for) {him} (?:tonight|home|every|all|everywhere|in the dark)
        {photos} of {him} ... (?:post|publish|leak|online|unless|if)
        protection money
        breaks? (?:fingers|legs|arms|bones|knees|kneecaps|necks)
        make(?:s|ing)? {his} (?:\w+ )?life (?:a )?(?:hell|living hell|miser*|impossible|short)
        not be (?:around|here|alive|breathing|with us) (?:for )?(?:much |very )?long
        (?:not|never) ... see {his} (?:kids?|children|son|daughter|family|grandchildren) (?:grow up|ever|any ?more)
        (?:found|got) {his} (?:new |home )?address and
        falls? down (?:the |some |a flight of )?stairs
        (?:nobody|no one) (?:would|will) (?:ever )?(?:miss|find) {him}
        i (?:have|got|saved|kept) {his} {photos} ... (?:unless|if|until|or)
        (?:i|we) ... (?:find|track|finding) (?:out )?(?:where|when) {he} {lives}
        (?:drag|throw)(?:s|ing)? {him} (?:out|off|down|by)
        (?:healthier|safer|wiser|better for (?:{him}|{his} \w+)) ... not (?:to )?(?:show|come|appear|talk|speak|testify
            |say|go|be)
        (?:until|till|by|unless|or|if) ... my (?:guys?|boys|cousins?|brothers?|friends?|people|men|crew|dogs?) (?:will
            |are going to|comes?|pay|pays|drag|visit)
        make(?:s|ing)? {him} (?:pay(?! (?:with|by|for the))|suffer|bleed|regret|disappear|sorry)
        teach {him} a lesson
        (?:coming|come|came) (?:for|after) {him}(?! (?:at|on|in the|with) )
        (?:accidents?|bad things|terrible things) (?:can |could |do |might |will )?happen
        (?:something|anything) (?:bad|terrible|unpleasant|nasty|ugly
            |awful)? ?(?:will |is going to |could |might |may |would )?(?:happens?|happened) to {him}
        something (?:bad|terrible|unpleasant|nasty|ugly) (?:will|is going to|could|might|may)
        (?:shame|pity|sad|terrible|unfortunate|awful|tragic|too bad) if ... (?:happened|caught|burned|burnt|broke
            |had an? (?:fire|accident)|went missing|disappeared|got (?:hurt|lost)|fell)
        (?:shame|pity) if (?:anything|something)
        if {he} (?:values?|wants? to (?:live|keep|stay (?:alive|healthy|safe))|loves? {his}|cares? about {his}
            |knows? what is good)
        or else(?= (?:i|we|he|she) | ?$)
        dead (?:meat|man|woman|girl|boy)
        (?:forget|forgets) what (?:he|she|they|you) saw
        (?:keep|keeps|shut) {his} mouth(?: shut)?
        (?:not|should not|better not|dare not) (?:to )?(?:testify|go to the police|talk to the (?:police|cops))
        (?:post|publish|leak|share|release|send|show|expose
            |spread)(?:ing)? (?:{his} |the |those |these |everyone )*{photos} ... (?:unless|if|until|or)
        (?:unless|if|until) {he} (?:do not |does not |not )?pays? ... (?:post|publish|leak|everyone|expose|hurt|burn)
        pay up or
        {he} (?:has|have|got) ... (?:until|till|days?|hours?|minutes?) ... (?:to (?:leave town|get out|pay up
            |disappear|vanish)|or)
        (?:gets it|get stitches|fear of god|up in flames|not afraid to use|last thing {he} (?:do|does|will))
        next time (?:it |{he} |i |we )?(?:will|would) not be (?:just|only|so)
        if i can not have {him}
        (?:likes?|values?|cherish*|enjoys?|cares? (?:about|for)) {his} (?:health|life|kids|family|children|legs|job
            |face|freedom)
        (?:or|unless|if) ... {we} (?:will|am going to|are going to) (?:\w+ )?(?:wreck|trash|smash|(?:take care of
            |deal with|handle|fix|sort|finish|visit|find) {him}|expose|tell everyone|send someone|hunt)
        {we} {will} (?:\w+ )?(?:wreck|trash|smash|demolish|torch|vandali[sz]e|take (?:the|his|her|their) \w+ apart)
        i (?:have|got|own|bought|carry|am bringing) (?:a |my )?{gun}
        (?:stop|quit) (?:digging|snooping|asking|talking|looking) ... if
        (?:the next one|your turn|his turn|her turn) (?:is|will be|comes)
        (?:{his}|the) (?:\w+ )?(?:\w+ )(?:will|is going to|are going to|is gonna) (?:burn|explode|blow|collapse
            |go (?:up|down|boom)|be (?:gone|destroyed|next|ash\w*))
        (?:he|she|they|you) (?:is|are) dead
        (?:send|show|post|mail|leak) (?:his|her|their|your) {photos} (?:to|on|online|everywhere)
        (?:talks?|goes?|says?|speaks?) ... (?:cops|police) ... (?:dead|hurt|sorry|regret)
        (?:with|holding|have|has|got|bring|bringing|sharpen\w*) (?:a|an|my|the) (?:\w+ )?(?:knife|blade|machete|axe
            |hatchet|razor|bat|crowbar|sword|bullet|weapon|acid|hammer|iron bar|can of (?:petrol|gas|gasoline))
        (?:put|send|land|end up|wake up|finish|wind up)(?: {him})? (?:up )?(?:in|to) (?:a |the |an? )?(?:hospital
            |morgue|grave|coffin|ground|wheelchair|icu|cemetery|ditch)
        (?:famil\w*|kids?|children|son|daughter|wife|husband|life|lives|{he}) (?:is|are|will be
            |would be) (?:in danger|not safe|unsafe|at risk|in trouble|not be safe)
        (?:set|sets|setting|put) (?:\w+ ){0,2}?(?:fire|alight|ablaze)
        set (?:his|her|their|the|your|it) (?:\w+ )?on fire
        (?:shoot|light|burn|tear|cut|blow) (?:it|them|him|her|everyone|everybody|the (?:place|school|office|building
            |joint|store)|this place|that place) (?:up|down|apart|to pieces)
        shoot up (?:the|his|her|their|your|this|that) \w+
        (?:days|hours) are numbered
        (?:six feet under|body bag|pay with {his} life|blood on {his} hands|bullet in|rest in peace
            |say goodbye to {his})
        (?:someone|somebody|people|anyone) (?:will|is going to|are going to|could|might|may) (?:get|be|end up|die
            |pay for|suffer|bleed|regret)(?: hurt| dead| killed| sorry| (?:it|this)|$)
        (?:hunt|track|run|chase|gun|cut) {him} down
        (?:wrong|last) person to (?:mess|cross|play)
        mess(?:ed|ing)? with (?:me|us|the wrong)
        time is running out
        (?:waiting|wait) for {him} (?:after|outside|at night|in the dark|in the parking)
        (?:everyone|everybody|{his} (?:wife|husband|boss|mother|family|parents)) (?:will|is going to) (?:know|see
            |find out|hear|learn) (?:what|about|everything)
        tell {his} (?:wife|husband|boss|family|parents) (?:everything|about (?:the affair|us|it)) (?:unless|if)
        deport*
        (?:blow|rip|tear|knock|chop|cut|bite|shoot|smash|kick) (?:{his}|every|all) (?:\w+ )?(?:{body}|head|brains?
            |tongue|eyes?|ears?|heart|balls|guts) (?:off|out|in|open)
        (?:it|everything|they|he|she|you) (?:will|is going to|are going to) (?:all )?(?:burn|explode|blow up|go up
            |bleed|die)
        {he} (?:will )?(?:ever|never) see (?:the|his|her|their|your) (?:kids?|children|son|daughter|family|baby
            |dog) again
        (?:{his}|the) (?:\w+ ){1,2}(?:might|may|could) (?:burn|explode|blow|catch fire|collapse|disappear|get hurt)
        (?:cut|slash|slice|drain|loosen)(?:s|ting)? {his} (?:brakes?|ty?i?res?|throats?|brake lines?)
        we (?:have|got|are holding|took) (?:his|her|their|your) (?:brother|sister|wife|husband|mother|father|son
            |daughter)$
        """,
    "harassment": r"""
        breath(?:e|ing|es) (?:heav*|hard|into|loudly|(?:on|down|over) the (?:phone|line))
        heavy breathing
        prank*
        hoax*
        harass*
        insult*
        stalk*
        bull(?:y|ying)
        (?:swear|curse|cuss|scream|yell|shout|bark|growl|howl) (?:at|into|down|abuse|obscenit*|him|her|them|you)
        (?:curse|cuss|and scream|then scream)
        {scorn} (?:him|her|them|the|my|that|his|every|everyone|people)
        (?:spread|start|plant)(?:ing)? (?:an? |some )?(?:\w+ )?(?:rumou?rs?|gossip|lies)
        make (?:him|her|them|my \w+|the \w+) (?:cry|upset|jealous|scared|panic|uncomfortable)
        make fun of
        give (?:him|her|them) hell
        hang(?:s|ing)? up (?:on (?:him|her|them) )?(?:again|each time|every time|repeatedly|when (?:he|she|they
            |someone|anyone|some)|as soon as|right (?:away|after)|immediately|the moment)
        {call} ... and (?:then |just )?hang up(?! (?:if|when|in case))
        say nothing
        (?:stay|be) silent
        keep (?:on )?{call} ... (?:until (?:he|she)|all (?:night|day)|non ?stop|every|her|him)
        keep (?:on )?(?:calling|ringing|phoning)
        {call} (?:(?!tell |say |ask |that |because |ha[sd] |have |been |is |was |i |we |· )[^ ]+ ){1,8}?
            (?:every (?:\w+ ){0,2}(?:minutes?|hours?|seconds?)
            |(?:again|over) and (?:again|over)|non ?stop|constantly|repeatedly|all night(?: long)?|all day(?: long)?
            |(?:\d{2,6}|fifty|a hundred|hundred|twenty|thirty|forty) times)
        {call} ... (?:every|each) (?:night|morning) at (?:1|2|3|4|one|two|three|four|midnight)(?! (?:pm
            |oclock in the after))
        {call} ... at (?:1|2|3|4|one|two|three|four|midnight)(?: ?am| in the morning)? (?:every|each) (?:day|night
            |morning)
        {call} ... every night at (?:1|2|3|4|one|two|three|four|midnight)
        (?:every|each) (?:single )?(?:day|hour|night|morning|week|minute) ... (?:until|till) (?:he|she|they)
        from (?:different|various|another|hidden|private|withheld|unknown|blocked) numbers? ... so
        looks? like (?:an? )?(?:\w+ )?{insult}
        through {his} (?:\w+ )?window
        (?:bra|cup|breast|penis|underwear) size
        how (?:hot|sexy|horny) {he}
        (?:he|she|they) (?:is|are|was|has|have|had|gave \w+) (?:an? )?(?:\w+ )?(?:rapist|p(?:a)?edophile|nazi|herpes
            |aids|hiv|syphilis|chlamydia|stds?|whore|drunk|junkie|addict|murderer|molester|cheater|swinger|escort)
        (?:to|with) {his} body
        {say} ... (?:about|on|of|love|like|want|dream\w*) (?:her|his) (?:body|breasts?|butt|ass|lips|underwear
            |panties)(?! (?:shop|scan|lotion|work))
        until (?:he|she|they) (?:agrees?|accepts?|says? yes|goes out|cr(?:y|ies)|begs?|breaks?|snaps?|goes? (?:mad
            |crazy|insane)|gives? in|takes? me back|quits?|loses?)
        (?:flood|bombard|swamp|jam|tie up|overload|spam|clog) (?:\w+ ){1,4}?(?:lines?|phones?|number|office
            |switchboard|hotline|with calls)
        with (?:hundreds of |endless |fake |constant )?calls
        (?:he|she|they) (?:has |have |had |already |clearly )*(?:told|asked|begged|warned|ordered|wants|wanted
            |said) (?:me )?(?:to (?:stop|leave|quit|never)|not to|never to|no more)
        (?:(?:he|she|has|had|my [a-z]+|[a-z]+ also) blocked (?:me|my)|restraining order|changed (?:his|her
            |their) number)
        (?:does|do|did) not want (?:me|to (?:talk|speak|hear|see) (?:to|with|from)? ?me)
        wake (?:him|her|them|my \w+|the \w+|everyone|\w+) (?:up )?(?:every|at (?:2|3|4|two|three|four)|in the middle)
        (?:just|only) to (?:wake|annoy|scare|bother|upset|disturb)
        (?:say|talk|whisper|moan|speak)(?:ing)? (?:\w+ )?(?:dirty|obscene|sexual*|nasty|filthy|sexy)
        (?:what|ask) ... (?:is|are) wearing
        what (?:he|she|they|you) (?:is|are) wearing
        moan*
        (?:monkey|animal|pig|ape|kissing|sex|fart*|ghost) (?:noises?|sounds?)
        {he} (?:is|are)(?: (?:an?|such|so|the|all|just|really|nothing but|my|very|too|always|being
            |acting like))*(?: \w+)? {insult}(?! (?:free|with))
        (?:call|calling) (?:him|her|them|that \w+) (?:an? |the )?(?:\w+ )?{insult}
        call (?:him|her|them) names
        (?:everybody|everyone|we all|i|nobody) (?:hates?|likes?|despises?) (?:him|her|them)$
        (?:fuck*|motherf*|cunt*|n[i1]gg[a-z]*|fags?|faggot*|kike*|go to hell|dirty talk|rot in hell|drop dead)
        (?:silent|anonymous|nuisance|abusive|obscene|crank) calls?
        and (?:just |then )?(?:laugh|giggle|grunt|cackle|fart|burp)
        (?:as|for) an? (?:joke|laugh|gag)
        {trade} (?:\d{2,}|twenty|thirty|forty|fifty|a hundred) ... (?:to|at) (?:my|his|her|their|the) (?:teacher|boss
            |ex|neighbou?r|enemy|rival)\w*
        (?:get|for|out of|as|take) revenge
        get (?:back at|even with)
        (?:kill|hang|hurt|harm|cut|drown|shoot) (?:him|her|your|them)sel(?:f|ves)
        (?:drink bleach|go die|jump off (?:a|the) (?:roof|bridge|cliff|building))
        find(?:ing)? out (?:where|when) (?:my ex|she|he) (?:\w+ )?(?:lives?|is (?:living|staying|hiding)|moved|sleeps)
        track (?:down )?(?:my (?:ex|wife|husband|girlfriend|boyfriend)|her|him)
        (?:spy on|follow (?:her|him|my (?:ex|wife|husband)))
        keep (?!holding|trying|waiting|calling)\w+ing ... (?:until|till|so (?:he|she|they))
        (?:until|till|so|when) (?:he|she|they) (?:goes?|go|can not|gets?|says?) (?:nuts|mad|crazy|insane|sleep|work
            |angry|yes)
        (?:even though|although|though|despite|in spite of) (?:a |the |my )?(?:judge|court|police|he|she|they|order
            |injunction) ... (?:not to|not|stop|told|asked|ordered|forbid*|forbade|against|no)
        (?:\d{1,3}|ten|twenty|fifty|some|many|lots of) (?:hang ?up|hang up|silent|blank|fake|nuisance|drunk) calls?
        hang up calls?
        (?:shout|scream|yell|sing|whisper|growl|burp|fart) (?:slurs?|insults?|obscenit*|abuse|nonsense|loudly|into|at
            |profanit*|something (?:dirty|rude|nasty))
        (?:slurs?|obscenities|profanit*|(?:dirty|filthy|nasty) (?:words?|things?|jokes?|songs?|limericks?)
            |sexual* (?:things|acts|comments))
        (?:do|doing) (?:to|with) {him} in bed
        what i (?:would|will|want to|am going to) (?:like to )?do (?:to|with) {him}
        (?:died|is dead|was killed|had an accident|has cancer) (?:for a|as a|just for)
        (?:dumb|stupid|ugly|fat|silly|old) (?:blonde?|cow|pig|bitch|hag|witch|fool|woman|man|whale|loser)
        (?:and|then|just|only|to|start|keep|while|or) (?:whisper|bark|meow|howl|hiss|growl|cackle|grunt|oink|moo)(?:s
            |ing)?(?! (?:size|leg|collar|park))
        (?:swear|curse|bad|dirty|rude|foul|four letter) (?:words?|language)
        (?:nobody|no one|everyone|everybody|we all) (?:likes?|loves?|hates?|wants?|can stand|despises?) {him}
        {he} should (?:just )?(?:disappear|die|kill|vanish|drop dead|crawl)
        (?:sexual\w*|sexy|porn\w*|erotic|horny|orgasm|fetish|kinky|masturbat\w*|boobs|panties|naked|nudes?|racist
            |sexist|homophobic|antisemitic|hateful|vulgar|lewd|crude|perverted)
        (?:flirt with|hit on|seduce|catcall|ask out) (?:her|him|the|every|my|them|until)
        (?:at|around) (?:1|2|3|4|one|two|three|four|midnight)(?: ?am| in the (?:morning|night)
            | oclock)?(?: \w+)? and (?:wake|scare|laugh|hang|say nothing|sing|scream)
        (?:am|night|morning) and wake (?:him|her|them|everyone)
        without (?:him|her|them|anyone) (?:knowing|agreeing)
        {trade} ... to (?:my|his|her|their|the|an?) ... without (?:telling|asking|{him} knowing)
        {call} ... at home (?:at|around) (?:\d|midnight|two|three|four|in the middle)
        (?:laugh at|mimic|mock|make fun of|imitate) (?:his|her|their) \w+
        """,
    "emergency": r"""
        (?:call|dial|phone|ring|get|contact|need|send|alert|summon)(?: me| us| for)? (?:the |an |a )?(?:police|cops
            |ambulance|fire ?(?:department|brigade|service|fighters)|paramedics|emergency (?:services?|number|line)
            |magen david(?: adom)?|mda|hatzal\w+|911|suicide hotline|coast ?guard|crisis line|samaritans|poison control
            |mountain rescue)
        (?:call|dial|phone|ring) ... (?<!room )(?<!flat )(?<!bus )(?<!line )(?:911|112|999|000|10[0-2])$
        (?<=^ )(?:911|999|112)
        """,
    "danger": r"""
        (?:is not|are not|not|stopped) (?:breathing|responding|waking up|conscious)
        (?:can not|can no longer|could not|not able to|unable to) breathe(?! (?:through|well|freely|properly|in here))
        (?:is|are|just|has|have|he|she) (?:just |been |lying )?(?:unconscious|choking|drowning|collapsed
            |bleeding (?:out|badly|heavily|a lot)|having (?:an? )?(?:heart attack|stroke|seizure)|overdos(?:ed|ing)
            |been (?:shot|stabbed)|passed out)
        (?:house|home|kitchen|building|apartment|flat|room|roof) (?:is|are|has caught|caught) (?:on )?(?:fire|burning
            |in flames)
        (?:gas leak|i smell gas|shots fired)
        someone (?:is )?(?:breaking|broke|has broken) in(?:to)?
        (?:intruder|burglar|man with a (?:gun|knife)) (?:in|inside|at|downstairs|upstairs|outside|on)
        (?:{of_hers}|he|she|someone|somebody|grandma|grandpa) (?:has |just |suddenly )*(?:collapsed|fainted|passed out)
        (?:someone|somebody|a man|a guy|a stranger) is (?:following|chasing|attacking|shooting|hitting|beating)
        not (?:go on|keep on|continue) living
        (?:kill|hurt|harm|hang|cut) myself
        end (?:my life|it all)
        wants? to die
        suicid*
        take my (?:own )?life
        not want to (?:live|be alive)
        swallowed (?:bleach|pills|poison|a battery)
        (?:will not|does not|can not|not) wake up
        (?:took|taken|swallowed|ate) (?:too many|(?:all|a bottle) (?:of )?(?:my|the|his|her)?) ?(?:\w+ )?pills
        (?:fire|flames|smoke) (?:in|at) (?:my|the|our) (?:\w+ )?(?:kitchen|house|room|garage|building|flat|apartment
            |bedroom)
        somebody is in my (?:house|garage|room|garden|yard)
        (?:jump|jumping) (?:off|from) (?:the|a) (?:roof|bridge|building|balcony)
        (?:having|had|has|have) (?:an? )?(?:heart attack|stroke|seizure) ... (?:call|phone|dial|help|ring)
        ending it all
        (?:drank|swallowed|ate|ingested|took|inhaled) ... (?:cleaner|bleach|poison|detergent|battery|antifreeze
            |chemicals|too many|overdose|acid|gas)
        (?:fell|jumped) (?:off|from|down) ... (?:not moving|unconscious|bleeding)
        """,
}
