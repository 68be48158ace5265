"""What no call is made for, in English: the concepts, and the sentences made of them. How they are read: `deeds`."""

from collections.abc import Mapping

CONCEPTS = r"""
    him: him/her/them/you
    his: his/her/their/your
    he: he/she/they/you/(?:his|her|their|your|my|the) [a-z]+
    of_hers: wife/husband/famil*/kids?/child*/sons?/daughters?/bab*/mother/mom/mum/father/dad/parents/dog/girlfriend
    mine: my (?:wife|husband|boss|ex|(?:business )?partner|teacher|brother|sister|neighbou?r|landlord|coworker|rival)
    we: i/we/someone/somebody/people/my (?:guys|boys|friends|people|brothers?|cousins?)
    will: will/am going to/are going to/am gonna/gonna/want to/would/might/could/can/plan to/is going to
    say: say/says/saying/tell/telling/claim/claims?ing/inform/let/warn/mention/swear/report/explain
    call: call/calls/calling/phone/phoning/ring/ringing/dial/dialling/dialing/text
    get: get/obtain/ask/asking/find out/collect/extract/request/learn/have/make/read/give/confirm/verify/trick/coax
        /need
    trade: buy/order/get/score/sell/find/bring/deliver/need/want/grab/pick up/arrange/ask for/send/stock up on/have
    hurt: kill/murder/hurt/harm/injure/shoot/stab/burn/torch/beat/smash/slap/punch/strangle/rape/poison/kidnap/drown
        /attack/cripple/bury/destroy/ruin/crush/skin/hang/execute/assassinate/break/get/come for/end/find/finish/visit
    maim: kill/murder/harm/injure/shoot/stab/torch/beat up/slap/punch/strangle/rape/poison/kidnap/attack/assassinate
        /cripple/rough up/intimidate/silence/hurt/get rid of/terrori[sz]e
    body: legs?/arms?/bones?/knees?/kneecaps?/face/head/neck/nose/jaw/fingers?/hands?/throats?/ty?i?res?/windows?
        /skull/teeth/ribs?/car
    lives: lives?/works?/sleeps?/goes?/stud*/parks?/plays?/walks?/gets?/is/are/leaves?
    woe: (?:so |very |really )?(?:sorry|dead|finished|next|missing|hurt)/regret/suffer/bleed/die/wish/disappear/lose
        /never (?:see|walk|work|sleep|wake)/pay for (?:it|this|that|what)/end up (?:in|like|dead)/get hurt/live to
    photos: nudes?/(?:\w+ )?(?:photos?|pictures?|pics|videos?|tapes?|secrets?|messages)
    secret: passwords?/passcodes?/pin/pins/pin (?:codes?|numbers?)/one time (?:pass)?codes?/otp/cvv/cvc
        /digits on the back/ssn/(?:verification|security|access|login|sms|2fa) codes?/social security(?: numbers?)?
        /remote access/credentials/bank (?:details|logins?|account numbers?)
        /(?:credit )?card (?:numbers?|details|info\w*)/login details
    fake: fake/forged?/counterfeit/phone?y/false/bogus/made up/doctored
    paper: ids?/passports?/licen[cs]es?/prescriptions?/invoices?/receipts?/documents?/certificates?/degrees?
        /diplomas?/money/bills/tickets?/reviews?/names?/reservations?/bookings?/orders?/appointments?/references?
        /payslips?/visas?/(?:doctor )?notes?/claims?/reports?/complaints?/alibis?/number/address
    drug: oxycodone/oxycontin/fentanyl/cocaine/heroin/(?:crystal )?meth/mdma/lsd/ecstasy/weed/marijuana/cannabis
        /shrooms/molly/ghb/roofies/crack cocaine/illegal drugs/hash(?! brown)/opium/drugs(?! ?store)
    medicine: morphine/ketamine/xanax/adderall/ritalin/vicodin/percocet/valium/tramadol/codeine/steroids/antibiotics
        /opioids/pills/tablets/medication/medicine
    gun: guns?/pistols?/handguns?/rifles?/firearms?/weapons?/ammo/ammunition/silencers?/glock/grenades?
    role: doctor/dr/nurse/lawyer/attorney/police\w*/officer/detective/cop/agent/manager/boss/owner/customer/client
        /patient/tenant/landlord/mother/mom/mum/father/dad/parent/husband/wife/son/daughter/brother/sister/grandson
        /granddaughter/grandchild/uncle/aunt/teacher/inspector/judge/employee/representative/technician/bank/irs
        /court/government/hospital/school/insurance/microsoft/google/amazon/apple/utility company/electric company
        /support/fbi/principal
    insult: idiots?/morons?/imbeciles?/stupid/dumb/fat/ugly/pigs?/cows?/whores?/sluts?/bitch*/bastards?/losers?/trash
        /scum/pathetic/worthless/disgusting/assholes?/jerks?/retard*/freaks?/creeps?/rats?/parasites?/thief/thieves
        /liars?/witch/psycho/failure/filthy/smelly/crook/garbage/useless/coward
    scorn: insult/mock/taunt/tease/ridicule/humiliate/torment/belittle/shame/offend/demean/degrade/scare/frighten
        /spook/harass/creep out/freak out/annoy/bully/stalk/pester/curse/abuse/bother
    many: \d{2,6}/hundreds?(?: of)?/thousands?(?: of)?/dozens? of/a dozen/fifty/forty/thirty/twenty/a hundred
        /a thousand/five hundred/as many/all/every/each/all of
    crowd: numbers?/people/contacts/customers?/phones/leads/business\w*/houses/households?/homes/voters?/clients?
        /homeowners?/residents?/seniors/pensioners/families/companies/company/shops?/stores?/doctors?/dentists?
        /lawyers?/restaurants?/subscribers/members/prospects/employees/patients/students/parents/strangers/women/men
        /donors/users/offices?/salons?/owners?/investors
    sell: sell(?:ing)?/pitch(?:ing)?/promot\w+/market(?:ing)?/advertis\w+/offer(?:ing)?/push/upsell/present
    wares: products?/services?/offers?/deals?/insurance/solar(?: panels)?/warrant(?:y|ies)/loans?/mortgages?
        /credit cards?/subscriptions?/vacations?/timeshares?/crypto\w*/bitcoin/investments?/courses?/software/app
        /vacuums?/supplements?/website/seo/energy plans?/internet packages?/business
"""
SENTENCES: Mapping[str, str] = {
    "threat": r"""
        {we} {will} (?:just |really |personally )?{hurt} (?:{him}|{his} |the (?:house|shop|place|car|building|store
            |school)|everyone)
        {maim} (?:{him}|{his} \w+|{mine})
        (?:kill|burn|beat|bury|hang) {him}(?! (?:an?|over|up) )
        burn(?:s|ing)? (?:down|(?:it|everything|\w+ place) (?:all )?down|(?:his|her|their|your|the) (?:house|shop
            |place|car|home|store))
        (?:break|smash|crush|slash|slit|shatter|scratch)(?:es|ing)? (?:{his}|every|the) (?:\w+ )?{body}
        (?:destroy|ruin|end)(?:ing)? {his} (?:life|career|business|reputation|family|marriage)
        (?<!bath )bombs?(?! (?:cake|shelter))
        explosives?
        anthrax
        device (?:in|inside|under|hidden|planted|at)
        (?:shooter|gunman) (?:in|at|inside)
        blow (?:it |them |the \w+ )?up
        blow up
        (?:bring|have|has|got|coming with) (?:my |a |the )?{gun}
        threat*
        ransom
        blackmail*
        extort*
        {we} (?:all |also |already )?(?:know|knows|found out|have found out) (?:exactly )?(?:where|which school
            |what time|when) {he} (?:and \w+ )?{lives}
        {we} know (?:about )?{his} (?:{of_hers}|address|house)
        watch(?:ing)? {his} (?:back|step|mouth|{of_hers})
        watch {his} ... (?:back|backs)
        (?:i|we) (?:am|are|will be) watching(?: {him})?
        look(?:ing)? over {his} shoulder
        one eye open
        last warning
        {he} (?:will|would better|had better|better|are going to|is going to)(?: be)? {woe}
        {he} (?:will|would|better|had better) (?:better )?be (?:careful|afraid|scared|quiet|gone)
        {he} (?:will not|would not) (?:live|see (?:the|another|\w+ again)|wake up|make it|walk|be safe|like what)
        make(?:s|ing)? {him} (?:pay(?! (?:with|by|for the))|suffer|bleed|regret|disappear|sorry)
        teach {him} a lesson
        (?:coming|come|came) (?:for|after) {him}(?! (?:at|on|in the|with) )
        (?:accidents?|bad things|terrible things) (?:can |could |do |might |will )?happen
        (?:something|anything) (?:bad|terrible|unpleasant|nasty|ugly
            |awful)? ?(?:will |is going to |could |might |may |would )?(?:happens?|happened) to {him}
        something (?:bad|terrible|unpleasant|nasty|ugly) (?:will|is going to|could|might|may)
        (?:shame|pity) if ... (?:happened|caught|burned|burnt|broke|went missing|disappeared|got (?:hurt|lost)|fell)
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
        (?:or|unless|if) ... (?:i|we|someone) (?:will|am going to|are going to) (?:\w+ )?(?:wreck|trash|smash
            |take care of|deal with|handle|fix|sort|finish|visit|find|expose|tell everyone|send someone|make sure
            |hunt)
        {we} {will} (?:\w+ )?(?:wreck|trash|smash|demolish|torch|vandali[sz]e|take (?:the|his|her|their) \w+ apart)
        i (?:have|got|own|bought|carry|am bringing) (?:a |my )?{gun}
        (?:stop|quit) (?:digging|snooping|asking|talking|looking) ... if
        (?:the next one|your turn|his turn|her turn) (?:is|will be|comes)
        """,
    "fraud": r"""
        {get} ... {secret}
        {fake} (?:\w+ )?{paper}
        (?:forg(?:e|ing|ed)|scam*|phish*|launder*|defraud*|brib(?:e|es|ing)|hack(?:er|ers|ing)?|hit ?man
            |contract killer|smuggl*|swindl*|steal)
        (?:trick|fool|swindle|con|cheat|deceive|defraud|scam) (?:him|her|them|the|my|an?|people|old)
        l(?:ie|ying) (?:to|about)
        that is a lie
        false alarm
        {say} ... (?:it|i|he|she|they|we|that|there)(?: is| was| am| are| were| did| do| does| have| has) not(?: true
            | really| actually)?$
        (?:which|that) is not true
        (?:arrested|in jail|in prison|kidnapped|had an accident|in trouble) (?:and|so) ... (?:money|bail|cash)
        (?:bail money|back taxes|overdue taxes|unpaid taxes)
        gift cards? (?:codes?|numbers|as payment)
        {say} ... (?:he|she|they|you|i) (?:has |have )?(?:just )?won(?! the (?:match|game|case|election|cup|final))
        (?:lottery|sweepstakes|inheritance|prize) ... (?:fee|pay|claim|deposit)
        (?:port|transfer|move|redirect|swap|forward) (?:his|her|their|my (?:ex|wife|husband|father|mother
            |boss)) (?:\w+ )?(?:number|line|sim|money|account|funds|savings|calls|mail)
        (?:his|her|their) (?:money|savings|funds|inheritance) (?:to|into) (?:me|my|mine)
        {trade} (?:\w+ ){0,3}?(?:gram|grams|ounces?|kilos?|bags?|lines?|eighth)(?: of)? (?:coke|weed|hash|blow|meth
            |crack|snow|grass|pot|speed|molly|dope)
        (?:grams?|ounces?|kilos?|eighth) of (?:coke|weed|hash|blow|meth|crack|snow|grass|pot|speed|molly|dope)
        {trade} (?:me |us |some |any |\w+ ){0,4}?{drug}(?! (?:killer|whacker|control|test))
        (?:oxycodone|oxycontin|fentanyl|cocaine|heroin|mdma|roofies)
        {trade} (?:me |us |some |any |\w+ ){0,4}?{medicine} ... (?:without|no) (?:a |any )?(?:prescriptions?|script
            |questions)
        without (?:a |any )?(?:prescription|script)
        (?<!car )(?<!auto )(?:my|a|the) (?:drug )?dealer(?!ship)(?! (?:who|that) sold me the car)
        (?:unregistered|illegal|untraceable|ghost|unlicen[sc]ed|stolen|black market) (?:\w+ )?{gun}
        {gun} ... (?:without|no) (?:a |any )?(?:licen[cs]e|permit|papers|background|paperwork)
        {trade} (?:me |us |some |\w+ ){0,3}?{gun}(?! (?:safe|case|cleaning|licen|range|show))
        (?:sells?|selling|buy|fence|take|move|unload|get rid of|store|ship|trade) ... (?:stolen|smuggled|counterfeit
            |pirated)(?! from me| by)
        (?:hire|find|get|pay|need|send|know)(?: me| us)? (?:someone|somebody|a guy|some guys?|people|a man|men
            |anyone) (?:to|who (?:can|will|would|could)) (?:hurt|kill|beat|harm|rob|scare|threaten|break|burn|follow
            |spy|hack|steal|rough)
        (?:underage|prostitutes?|hookers?|call girls?|escorts?|happy ending|sex with|sex worker)
        (?:rob|burgle|shoplift|break into|breaking into|vandali[sz]e|sabotage|embezzle)(?! my own)
        (?:off the books|evade tax*|under the table)
        (?:kidnapped|held hostage) and ... (?:pay|money|ransom|send|wire)
        (?:computer|pc|phone|laptop|account|system) (?:has|is|was|got) (?:an? )?(?:virus|infected|hacked|compromised
            |been hacked|malware)
        install (?:anydesk|teamviewer|this|our|some) ?(?:app|software|program|tool)?
        {say} ... (?:lost|stolen|broken|sick|ill|injured|damaged|burned|dead|disabled|unemployed) ... (?:though
            |although|even though|but really|when really|when actually|but actually|but i|so i can)(?: i| he| she| we
            | it)?
        i will keep the (?:money|cash|donations|rest)
        (?:keep|pocket|split) the (?:money|donations|cash|proceeds)
        {get} ... (?:the|her|his|their|a) codes? ... (?:text|sms|got|received|sent|gets|receives)
        (?:fill|refill|prescribe|hand over|dispense) ... (?:oxys?|{drug}|opioids)
        oxys?
        made up (?:\w+ )?(?:\w+ )?(?:name|number|address|story|prescription)
        (?:buyer|seller|fence|price|deal) (?:for|of|on) ... (?:stolen|smuggled|counterfeit)
        stolen (?:goods|bikes?|phones?|cards?|watches|iphones?|laptops?|cars?|jewel*) (?:for sale|to sell|i (?:have
            |got)|we (?:have|got))
        (?:a |some |two )?(?:girls?|woman|women|boy|company) (?:for|to spend) (?:the|one|a) (?:night|hour)
        (?:offer|give|slip|pay|promise) (?:the |an? |that )?(?:inspector|officer|judge|clerk|cop|policeman|examiner
            |official|guard|referee|teacher|doorman) ... (?:cash|money|something|dollars|an envelope|a gift|to)
        """,
    "impersonation": r"""
        impersonat*
        pretend(?:s|ing)? (?:to (?:be|call)|(?:that )?(?:you|i|it|this|we) (?:are|am|is))
        pos(?:e|ing) as
        (?:act|acting|as) (?:as )?(?:if|though) (?:you|i) (?:are|were|was|am) (?:him|her|them|my|the|an?|from)
        (?:use|using|in|imitate|mimic) (?:his|her|their|my \w+) voice
        disguise*
        (?:say|saying|claim|claiming|and tell|tell
            |introduce yourself as)(?: [^ ]+){0,4}?(?: that)? you are (?!calling|ringing|phoning|speaking|asking
            |on behalf|sorry|late|running|my assistant|from (?:my|our)|an? (?:ai|assistant|machine|robot|automated)
            |here|happy|not |at |in |welcome|coming|going)\w+
        (?:say|saying|claim|claiming) (?:that )?i am (?:an?|the|his|her|their) (?:\w+ )?{role}(?= (?:of|from|and|so
            |who|to get)|$)
        (?:say|tell \w+|claim|saying) (?:that )?(?:it|this) is (?:from )?(?:the |his |her |their )?{role}(?! for)
        {call} (?:[^ ]+ ){1,5}as (?:my|his|her|their) (?!usual|own|next|first|last|assistant)\w+
        {call} (?:[^ ]+ ){1,5}as (?:an? |the )?{role}
        {call} (?:[^ ]+ ){1,5}as (?!soon|usual|well|a |an |the |early|late|fast|quick|many|long|often|much|always
            |discussed|agreed|planned|possible|requested|if|though|they|he|she|we|i |you
            |it |my |his |her |their )\w+ \w+
        """,
    "harassment": r"""
        breath(?:e|ing|es) (?:heav*|hard|down|into|loudly)
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
        {call} (?:[^ ]+ ){1,8}?(?:every (?:\w+ ){0,2}(?:minutes?|hours?|seconds?)|(?:again|over) and (?:again|over)
            |non ?stop|constantly|repeatedly|all night(?: long)?|all day(?: long)?|(?:\d{2,6}|fifty|a hundred|hundred
            |twenty|thirty|forty) times)
        until (?:he|she|they) (?:cr(?:y|ies)|begs?|breaks?|snaps?|goes? (?:mad|crazy|insane)|gives? in|takes? me back
            |quits?|loses?)
        (?:flood|bombard|swamp|jam|tie up|overload|spam|clog) (?:\w+ ){1,4}?(?:lines?|phones?|number|office
            |switchboard|hotline|with calls)
        with (?:hundreds of |endless |fake |constant )?calls
        (?:he|she|they) (?:has |have |had |already |clearly )*(?:told|asked|begged|warned|ordered|wants|wanted
            |said) (?:me )?(?:to (?:stop|leave|quit|never)|not to|never to|no more)
        (?:blocked me|blocked my|restraining order|changed (?:his|her|their) number)
        (?:does|do|did) not want (?:me|to (?:talk|speak|hear|see) (?:to|with|from)? ?me)
        wake (?:him|her|them|my \w+|the \w+|everyone|\w+) (?:up )?(?:every|at (?:2|3|4|two|three|four)|in the middle)
        (?:just|only) to (?:wake|annoy|scare|bother|upset|disturb)
        (?:say|talk|whisper|moan|speak)(?:ing)? (?:\w+ )?(?:dirty|obscene|sexual*|nasty|filthy|sexy)
        (?:what|ask) ... (?:is|are) wearing
        what (?:he|she|they|you) (?:is|are) wearing
        moan*
        (?:monkey|animal|pig|ape|kissing|sex|fart*|scary|weird|ghost|strange) (?:noises?|sounds?)
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
        (?:slurs?|obscenities|profanit*|dirty (?:words?|things?|jokes?)|sexual* (?:things|acts|comments))
        (?:do|doing) (?:to|with) {him} in bed
        what i (?:would|will|want to|am going to) (?:like to )?do (?:to|with) {him}
        (?:died|is dead|was killed|had an accident|has cancer) (?:for a|as a|just for)
        (?:dumb|stupid|ugly|fat|silly|old) (?:blonde?|cow|pig|bitch|hag|witch|fool|woman|man|whale|loser)
        """,
    "spam": r"""
        (?:{call}|contact|reach out to|go through) (?:(?:up|about|at least|all|each of|the|these|those|my
            |this list of|a list of) )*(?:\d{2,6}|hundreds? of|thousands? of|dozens of|fifty|a hundred|a thousand
            |five hundred|forty|thirty|twenty) (?:\w+ ){0,2}?{crowd}
        {sell} (?:them |him |her |people |everyone |customers |it )?(?:on )?(?:our|my|the|your|an?|some
            |this) (?:\w+ ){0,2}?{wares}
        (?:and|to) (?:sell|pitch|promote|market|advertise) (?:them|him|her|it to|our|insurance|solar|people)
        and (?:sell|pitch|promote|market|offer) ... {wares}
        and sell (?!(?:my|our|the|an?|it|his|her) )\w+
        (?:all|every|each)(?: of)? (?:the |my |our |these |those )?(?:\w+ ){0,2}?{crowd} (?:in|on|from|at|near|around
            |listed)(?!.* (?:cheapest|earliest|compare|best price|available|appointment|stock))
        (?:every|all the) (?:numbers?|person|resident|household|homeowner|voter|phone)(?! i (?:have|gave|sent))
        (?:robo ?call*|telemarket*|cold ?call*|mass ?call*|auto ?dial*|war ?dial*|call blast*)
        everyone (?:in|on|from|at) (?:the|my|this|our|that|\w+)
        call everyone
        random (?:numbers?|people|strangers?|phones?)
        numbers at random
        (?:sales|political|election|marketing|fundraising) (?:calls?|pitch|campaign)
        survey (?:calls?|people|them|\w+ voters)
        (?:the )?whole (?:phone ?book|list|database|neighbou?rhood|street|town)
        (?:to )?vote (?:for|against)(?! contestant)
        (?:election|polls?|polling (?:place|station)s?|ballots?) ... (?:moved|closed?|cancel*|wednesday|changed|early)
        canvass*
        (?:collect|raise|ask for|solicit) donations
        (?:through|from) the (?:phone ?book|phone book|directory|yellow pages|whole list)
        (?:tell|inform|invite) (?:people|everyone|them all|everybody|customers|folks) (?:about|to) (?:our|my
            |the) (?:\w+ )?(?:sale|event|shop|store|product|service|offer|launch|opening|company|webinar)
        (?:every|all the|each) \w+ (?:in|across|around|within) (?:the |this |our |my )?(?:county|city|state|area|town
            |country|region|neighbou?rhood|directory|building|street|district)(?!.* (?:cheapest|earliest|compare|best
            |available|appointment|stock))
        (?:all|each of) (?:my|our|the) (?:ex |old |past |former |new )?(?:customers|clients|contacts|subscribers
            |leads|prospects)
        (?:\d{2,6}|all|hundred|some) (?:cold |sales |new |fresh )?leads
        random (?:folks|numbers?|people|guys|women|men|households|strangers?)
        (?:recorded|automated|pre recorded) (?:message|call)s?
        (?:\d{3,6}|thousand|hundred) people
        who (?:they|he|she|people) (?:will|would|are going to|plan to)? ?vot(?:e|ing) for
        """,
    "injection": r"""
        (?:ignore|disregard|forget|override|bypass) (?:(?:all|any|the|your|my|every|previous|prior|above|earlier
            |system|safety|other) )*(?:instructions?|rules?|guidelines?|prompts?|restrictions|confirmations?
            |polic(?:y|ies)|safeguards)
        system prompt
        (?:developer|admin|administrator|debug|god|root|test) (?:mode|override)
        jailbr*
        you are now (?:a|an|in|dan|free|unrestricted)
        (?:skip|bypass|without|no need (?:for|to)|do not (?:need|wait for|bother with)|disable|turn off|forget
            |leave out) (?:the |any |my |a |asking |me |for |your )*(?:confirm*|approval|permission)
        no confirm*(?: needed| required)?
        without (?:asking|telling|checking with) me
        (?:dial|call|phone|ring) ... without asking
        do not (?:even )?(?:ask|bother asking|check with) me(?: to confirm| for confirmation| first| anything| again)?
        (?:already|pre) ?(?:confirmed|approved|authori[sz]ed)(?! (?:with|by) (?:them|him|her|the))
        (?:mark|set|treat|consider) (?:this|it|that|the task|the plan) (?:as )?(?:confirmed|approved)
        (?:assume|act as if|pretend|imagine|as though)(?: that)? i (?:have |already |just )*(?:said|confirmed
            |approved|agreed|gave)
        <\|?(?:system|im_start)
        system (?:user|note|override|message)
        (?:no need|do not bother|do not wait|no reason) to (?:check|ask|confirm|verify|wait|show)
        (?:do not|never|without) show(?:ing)? (?:me )?(?:a|the|any) (?:plan|summary|card)
        act as (?:an? )?(?:unrestricted|unfiltered|free|different|uncensored|evil)
        (?:unrestricted|unfiltered|uncensored) (?:assistant|ai|model|mode)
        (?:new|secret|special) (?:rule|rules|instruction|instructions|directive|policy)
        (?:counts?|count|treated|taken|regarded) as (?:an? |my |the )?(?:confirmation|yes|approval|consent)
        from now on (?:every|all|any|you|my)
        """,
    "emergency": r"""
        (?:call|dial|phone|ring|get|contact|need|send|alert|summon)(?: me| us| for)? (?:the |an |a )?(?:police|cops
            |ambulance|fire ?(?:department|brigade|service|fighters)|paramedics|emergency (?:services?|number|line)
            |911|suicide hotline|coast ?guard|crisis line|samaritans|poison control|mountain rescue)
        (?:call|dial|phone|ring) ... (?:911|112|999|000|10[0-2])$
        """,
    "danger": r"""
        (?:is not|are not|not|stopped) (?:breathing|responding|waking up|conscious)
        (?:is|are|just|has|have|he|she) (?:just |been |lying )?(?:unconscious|choking|drowning|collapsed
            |bleeding (?:out|badly|heavily|a lot)|having (?:an? )?(?:heart attack|stroke|seizure)|overdos(?:ed|ing)
            |been (?:shot|stabbed)|passed out)
        (?:house|home|kitchen|building|apartment|flat|room|roof) (?:is|are|has caught|caught) (?:on )?(?:fire|burning
            |in flames)
        (?:gas leak|i smell gas|shots fired)
        someone (?:is )?(?:breaking|broke|has broken) in(?:to)?
        (?:intruder|burglar|man with a (?:gun|knife)) (?:in|inside|at)
        (?:kill|hurt|harm|hang|cut) myself
        end (?:my life|it all)
        wants? to die
        suicid*
        take my (?:own )?life
        not want to (?:live|be alive)
        swallowed (?:bleach|pills|poison|a battery)
        (?:will not|does not|can not|not) wake up
        (?:took|taken|swallowed|ate) too many pills
        (?:fire|flames|smoke) (?:in|at) (?:my|the|our) (?:\w+ )?(?:kitchen|house|room|garage|building|flat|apartment
            |bedroom)
        somebody is in my (?:house|garage|room|garden|yard)
        (?:jump|jumping) (?:off|from) (?:the|a) (?:roof|bridge|building|balcony)
        """,
}
