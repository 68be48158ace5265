"""Deeds told by several things an English message says together, wherever in it they stand. See `deeds.together`.

Where somebody lives or when they go home is an ordinary question; asked behind their back, or about who fled from the
user, it is stalking. A claim is ordinary; with "really, it is in my garage" it is fraud. What becomes of somebody is
news; told as what comes if they do not obey, it is a threat.
"""

from collections.abc import Mapping

CONCEPTS = r"""
    where: where/when/who/whom/if/whether/(?:wh(?:at|ich)|how (?:often|late|long))(?: \w+)?
    private: liv(?:es?|ing)/moved/stay(?:s|ing)/sleeps?/leaves?/leaving/works?(?! for me)/walks?/arrives?/spends?
        /(?:gets?|getting|com(?:es|ing)|goes|going) (?:off|home|out|back|in
            |to)/lets? out/checked in(?:to)?/hiding/trains?
        /dating/seeing/finish(?:es)?/parks?/takes?/drives?/rides?/visits?/drinks?/jogs?/(?:is|was|were|has been) (?:on
        |in|at|there|with|home
        |alone)
        /shops?/meets?/eats?/picks? up/drops? off/(?:was|were|went|slept)(?= (?:last|yesterday|all|on)|$)
    secretly: without (?:him|her|them|anyone|telling|saying|mentioning|letting)
        /(?:does|do|should|must|will|can|may|shall) not (?:know|hear|notice|learn|get wind|find out|realise|suspect
        |say|mention|tell (?:who|it|her|him
        |them|why|anyone))/behind (?:his|her|their) back/between (?:you|us|them)(?: two)?/our (?:little )?secret
        /quietly/secretly/discreetly/(?:do|does) not (?:let on|reveal|hint|give away)
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
    in_truth: (?:it|they) (?:is|are|was|were) (?:parked|hidden|sitting|standing|lying|stored)/(?:it|he|she|they) (?:is
        |are|was) (?:really |actually |safely |still )?(?:in|at|with) (?:my|our|me)
        /i (?:made|did|bought|spent|used|broke|took|wrote|caused) (?:it|them|that|this) (?:myself|on purpose|all)
        /(?:i|he|she|it|they) (?:actually|really|in fact) (?:fell|did|lost|broke|sold|left|hit|dropped|gave|threw)
        /(?:really|actually|in fact|truth is|in truth|in reality) (?:at|in|with|it|he|she|i|my|on|sold|there|fine
        |nothing|never|did|gave|still|lent|a|just)/(?:it|he|she|i|they) (?:did|was|is|am|has|have|were|do) not(?: and
        |$)
        /there for (?:years|months|ages)/i (?:still )?(?:sold|hid|gave|have|got|kept) (?:it|them)
        /(?:was|has been) (?:like that|there) before
    tells: say/saying/tell/telling/let/inform/explain/warn/remind/mention/pass on/make (?:it )?clear/hint/whisper
        /assure
        /promise/message/leave (?:a )?word/know/convey/tip off
    or_else: if/unless/until/till/before/otherwise/or/next time/in case/as long as/when/whoever
    dear: (?:his|her|their|your) (?:\w+ ){0,2}?(?:kids?|child|children|sons?|daughters?|bab(?:y|ies)|wife|husband
        |mother|mom
        |mum|father|dad|parents|famil(?:y|ies)|boys?|girls?|brothers?|sisters?|dogs?|cats?|pets?|loved ones
        |grandchildren
        |house|home|shop|store|business|car|truck|windows?|restaurant|career|job|marriage|reputation|life|lives|health
        |face|legs?|knees?|hands?|fingers?|teeth)
    grim: (?:will |would |might |may |does |do |to )?not (?:make it|be (?:safe|so lucky|around|there|standing)
        |come home
        |last|survive|wake up|grow up|arrive|reach)
        /(?:gets?|be|getting) (?:hurt|burned|burnt|broken|lost|damaged|ugly|nasty|messy)/burns?/disappears?
        /vanish(?:es)?/suffers?
        /pays? (?:for (?:what|it|that|this|his|her|their)|the price|dearly)/end(?:s|ed)? (?:badly|up (?:in|dead|hurt
        |alone))
        /(?:dead|gone|history|toast|over|finished|ruined|missing)(?= for| when| by| before| if| unless| tomorrow|$)
        /(?:bad|unhealthy|hazardous) for {dear}/in pieces/in flames/an accident
        /go(?:es)? (?:missing|up|hungry|wrong for)/comes? to harm
    exposed: (?:go(?:es)?|be|gets?|put|posted|ends? up|up|land(?:s|ing)?) (?:all over |on |to |in )*(?:online|public
        |viral|the web
        |the internet|facebook|instagram|published|leaked|everywhere|the press|the news(?:papers?)?)
        /(?:becomes?|makes?|hits?|in|on) (?:the )?(?:front page\w*|headlines|evening news)(?: news)?
        /(?:wife|husband|boss|mother|family|parents|everyone|everybody|whole (?:town|school|office|world)|press|police
        |tax (?:office|man)|immigration) (?:will |is going to |might |would )?(?:see|sees|know|knows|hears?|finds? out
        |get|gets|learns?|read)
    images: videos?/photos?/pictures?/pics/tapes?/secrets?/nudes?/recordings?/screenshots?/messages/affairs?/mistress
        /lover/past/story
    fate: what (?:happens|happened|comes|is coming|will happen|(?:we|i) (?:do|did)|awaits|waits) (?:to|for|with|next)?
        /how (?:we|i) (?:deal|treat|handle|take care)
    weapon: (?:baseball )?bats?/hammers?/crowbars?/knife/knives/axes?/machetes?/chains/clubs/guns?/pistols?/rifles?
        /petrol/gasoline
        /acid/brass knuckles/iron bars?/bricks?/matches/shotguns?/blades?
    workman: nails/roof/build\w*/install\w*/repair\w*/fix\w*/hang\w*/game/match/practice/team/kitchen/camp\w*/hunt\w*
        /range/tools
    found: (?:end|wake|turn|wind)(?:s|ing)? up/found/buried/lie|lying/sleep(?:ing)?/floating/dumped
    traitor: liars?/cheat(?:er)?s?/thie(?:f|ves)/snitch(?:es|ed|ing)?/rats?/squealers?/informers?/informants?
        /traitors?/grasses/tattletales?
        /people who (?:talk|squeal|betray|cross|testify|do not pay|owe)/(?:talk|talks|talked|testif\w+)
        /the last (?:one|guy|person|man)/people like (?:him|her|them)/his (?:friend|predecessor)
    death: coffin/casket/grave/gravestone/tombstone/headstone/bullet/hearse/corpse/morgue/undertaker/obituary/cemetery
        /body bag
        /hit list/noose/shovel
    illness: sick/ill/fever/flu/covid/disabled/pregnant/dead/died/passed away/dying/cancer/stolen/robbed/burned
        /flooded
        /unemployed/poisoned/contagious/migraine/kidnapped/blind
    sound_really: (?:he|she|it|i|they|everyone|everything|nobody) (?:is|am|are|was|were) (?:not (?:sick|ill|hurt|dead
        |even)
        |(?:really |actually |perfectly |completely |totally |of course |just |quite )*(?:fine|ok|okay|healthy|well
        |alive
        |unharmed|intact|asleep|at the beach|in my \w+))(?! (?:now|again|today|already|since|but|thanks|thank|after
        |enough))
        /(?:we|i|he|she|they) (?:are |am |is )?just (?:want\w*|wanna|need|like|fly\w*|going|leav\w*|having|skip\w*
        |try\w*)
        /there is (?:not|none|nothing|no (?:fire|bomb|leak|such))/(?:made|making) (?:it|that|this|all of it) up
        /do not really
        /(?:as|for) an? (?:excuse|alibi|cover)/to get out of (?:the |my |an? )?(?:exam|test|work|school|class|shift
        |fine|paying)
    bribed: assistants?/clerks?/officials?/inspectors?/examiners?/officers?/judges?/registrars?/referees?/wardens?
        /guards?/teachers?/professors?/jur(?:ors?|y(?: members?)?)/witness(?:es)?/prosecutors?/politicians?/secretary
        /nurses?/tellers?/bankers?/councillors?/dmv/customs/municipality/ministry/mayor/tester
    favour: (?:better|higher|passing|good) (?:grade|mark|score)s?/the (?:tender|contract|verdict)/(?:top
        |front) of the (?:list|line|queue)
        /without (?:the |an? |any |my )?(?:\w+ )?(?:test|exam|queue|line|inspection|permit|check(?:up|ing)?
        |paper\w*
        |documents?|licen[cs]e|examination|looking|waiting|hearing)/skip the (?:queue|line|test|exam|inspection)
        /forgets? (?:the|my|about)/passes? (?:me|my)/looks? away/drops? (?:the|my)/tears? up/moves? (?:me
        |my \w+) (?:up|to the)
        /overlooks?/speeds? (?:(?:it|things|my \w+) )?up/hurr(?:y|ies) (?:it|things)/closes? (?:his|her|the) (?:eyes?
        |file|case)/turns? a blind/makes? (?:the
        |my) \w+ (?:go|disappear)
    money: \d+ ?(?:dollars|shekels|euros|pounds|bucks|grand|nis|k)/\#/cash/money/envelopes?
        /(?:an? |some )?(?:small |little |nice |generous )?(?:gifts?|presents?|bottles?|donation)
        /something (?:extra|nice|for (?:him|her|them))/a little extra/under the counter/for a (?:fee|price)/(?:dollars
        |shekels|euros|thousand)
    upfront: (?:take|collect|get|ask (?:for )?|charge|pocket|cash|grab|request|secure|demand
        |want) (?:\w+ ){0,5}?(?:deposit|advance
        |payment|prepay\w*|upfront|half|money|cash|fee)
    no_show: (?:(?<!they )(?<!he )(?<!she )(?:never|not|without|nobody
        |no one)(?: (?:\w+ ){0,3}?)(?:show(?:ing)?(?: up)?|come|coming|deliver\w*
        |ship(?:ping)?|send(?:ing)?|do(?:ing)? (?:it|the|any)|fix(?:ing)?|turn(?:ing)? up|appear\w*|own|have it
        |exists?))
        /disappear/vanish/run off/does not exist/do not exist
    child: (?:she|he|who|they|girl|boy|kid|friend) (?:is|are|s)? ?(?:only |just |about |barely )?(?:[5-9]|1[0-6]
        |twelve|thirteen|fourteen|fifteen
        |sixteen|eleven|ten)(?! ?(?:pm|am|minutes?|months?|weeks?|o ?clock|of|hours?|days?|miles|km|shekels|dollars
        |people))
        /(?:[5-9]|1[0-7]|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eleven|ten) (?:years?|yrs?|yo
        |y o)(?: olds?)?
        /under ?age(?:d)?/minors/schoolgirls?/schoolboys?/little (?:girl|boy)/teenagers?/teens/(?:girl|boy|kid
        |child) (?:from|at|in|next) (?:the |my |our )?(?:daughter |son )?(?:playground|school|park|class
        |kindergarten|choir|pool|door)
        /my students?/(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|[1-9]th) grade(?:r|rs)?
    data: (?:hiv|aids|std|pregnancy|paternity|drug) test(?: results?)?/location/whereabouts/gps/(?:text )?messages
        /texts/call (?:log|list|history|records|details)/medical (?:file
        |records?|history)/diagnosis
        /salary/bank balance/account balance/browsing history/voicemails?/home address/passport number/schedule/shifts
    other: girlfriend/boyfriend/wife/husband/ex(?: wife| husband| girlfriend| boyfriend)?/boss/neighbou?rs?/coworkers?
        /colleagues?/employees?
        /tenants?/landlord/roommate/rival/competitors?/teachers?/(?:daughter|son|mother|father|sister|brother) in law
        /crush/him/her(?! own)
    belongings: flat/apartment/house/home/car/phone/safe/mailbox/mail/account/e ?mail/locker/room/door/laptop/computer
        /office/keys?/place
    rival: ex(?: wife| husband| girlfriend| boyfriend)?/neighbou?rs?/tenants?/landlord/rival/competitors?/roommate
        /(?:sister|mother|father|brother) in law
        /coworkers?/colleagues?/teachers?/him/her/that (?:guy|woman|man|bitch)/boss
    lure: alone/meet me/come (?:over|to my)/my (?:place|hotel|car|apartment|flat|room|house)/(?:not
        |without) tell\w* (?:her|his|their) (?:mom|mother|mum|parents|dad|father|family)/secret\w*/(?:photos?
        |pictures?|pics|selfies?) of (?:her|him)self/candy/bikini/swimsuit/underwear
        /how (?:pretty|cute|beautiful|hot) (?:she|he)/kiss/massage/live with me/where (?:she|he) (?:sleeps|is alone)
    vice: vodka/beers?/wine/alcohol/whisk(?:e)?y/cigarettes?/vapes?/tobacco/booze/liquor/strippers?/tequila/rum/gin
        /kegs?/smokes
        /joints?/lottery tickets/fireworks/knife/knives/tattoo
    smokes: cigarettes?/vapes?/vodka/beers?/booze/alcohol/joints?/whisk(?:e)?y/tequila/rum/tobacco
    pupils: (?:kid|little|younger|baby) (?:brother|sister|cousin)\w*/school (?:party|trip|dance|event)/high school
        /kids (?:party|birthday)/prom
    medicines: insulin/meds?/medic\w+/medicines?/pills?/tablets?/chemo\w*/treatments?/antibiotics/vaccin\w*/inhaler
        /dialysis
        /antidepressants/lithium/warfarin/blood thinners?/heart (?:pills|drugs)/dose/oxygen/therapy
    misdose: (?:stop|quit|skip|avoid|drop|refuse|halve|double|triple|cut out|flush|throw (?:away|out)|toss)(?:ping
        |ting|ling)?
        (?: (?:taking|using|all|with|out|her|his|their|the|that|any|of|on|going to))*/(?:not|never) (?:to )?(?:take
        |use|give|need)(?: (?:her|his|their|the|any))*
        /(?:twice|double|triple|three times|all)(?: (?:the|her|his|of|as much))*
    urge: (?:tell|convince|persuade|talk|get|make|order|advise|instruct|urge|pressure
        |say) (?:to )?(?:my |the |our |old |mr |mrs |ms )*(?!me\b|us\b
        |doctor|pharmac|nurse|clinic|vet)\w+
    savings: (?:his|her|their) (?:life |whole |entire |retirement |own )?(?:savings|pension|inheritance|nest egg
        |retirement(?: fund)?
        |house|money|apartment|jewell?ery|will)
    hand_over: invest/put/transfer\w*/wire/sign\w* (?:over|it|the)/hand\w* over/give/move/leave/send/lend/sell/change
    to_me: (?:to|in|into|with|over to) (?:me|my|mine|our)
    slander: (?:sleep(?:s|ing)|slept) (?:with|around)/has an affair/is a (?:cheat|fraud|crook)/cheats? on
        /had an abortion/is pregnant by
        /has been fired for/steals from/does drugs/is gay
    others: spread/(?:tell|let) (?:all |every\w* |the (?:whole|entire|other) )(?:\w+ )?/everyone/rumou?rs?/word/gossip
        /around town
        /(?:colleagues|coworkers|neighbou?rs|parents|friends|customers)
    victim: (?:threaten|harass|stalk|blackmail|bully|scam|extort|insult|abus|attack|robb|hurt)\w* (?:me|us|my)
"""
SENTENCES: Mapping[str, str] = {
    "threat": r"""
        {tells} && {or_else} ... {dear} (?:\w+ ){0,3}?{grim}
        {tells} && {dear} (?:\w+ ){0,3}?{grim} ... {or_else}
        {tells} && {images} && {exposed} && {or_else} && not {victim}
        {tells} && {images} && {exposed} && or
        {tells} && (?:with|bring\w*|carry\w*
            |holding) (?:an? |the |my |his |their |some )?(?:\w+ )?{weapon} && not {workman}
        {tells} ... (?:enjoy|kiss|hug|look after)\w* {dear} ... (?:while (?:he|she|they|you)|as long as|one last
            |goodbye)
        {tells} ... (?:can run|nowhere to (?:run|hide)|not hide|will (?:always )?find (?:him|her|them
            |you)(?= (?:wherever|anywhere|no matter)|$))
        {tells} && {found} (?:in|at|under|behind|on) (?:an? |the |some )?(?:\w+ )?(?:ditch|river|lake|sea|woods|forest
            |trunk|dump|alley|basement|morgue|bag|barrel|well)
        {tells} && {dear} ... (?:lovely|pretty|cute|beautiful|sweet|adorable|nice) && (?:uniform|bus stop|playground
            |route|walk(?:s|ing)? (?:home|to))
        {tells} && (?:drop|withdraw|take back|change|retract|forget)\w* (?:\w+ )?(?:charges|complaint|testimony
            |statement|lawsuit|case|accusation) && (?:or|unless
            |if (?:he|she|they|you) (?:want|know|value|love|do not)|before (?:something|it|i|we))
        {tells} && (?:witness|juror|jury) && (?:saw nothing|not see|keep quiet|lie|forget|stay away
            |not (?:to )?(?:come|show|testify|talk))
        {tells} ... (?:kept|have|got|copied|made) (?:\w+ )?(?:keys?|copy) (?:to|of|for) (?:her|his
            |their) && i (?:can |will )?(?:come|enter|walk in|visit|let myself|drop by)
        {tells} && {traitor} && {fate}
        {tells} ... (?:last|previous|other) \w+ (?:who|that) (?:complained|talked|asked|refused|sued|told|tried
            |crossed|said|spoke|came|owed) ... (?:fell|died|disappeared
            |vanished|hurt|found|ended|lost|dead|gone|hospital|burned)
        {tells} ... (?:people|guys|men|those|who|\w+s) ... (?:lose|loses|lost|losing
            |miss) (?:their |his |her |a )?(?:fingers?|teeth|legs?|hands?|tongues?|kneecaps?|eyes?|heads?)
        {tells} && (?:his|her|their|your|a|the|an|living|walking
            |some) (?:own |new |open |fresh |walking |living |small |little )?{death} ... (?:for
            |with|him|her|them|name|waiting|ready|fits?|size)
        {tells} && (?:he|she|they|you) (?:is|are) (?:an? )?(?:walking|living|already|as good as) (?:an? )?(?:corpse
            |dead)
        {tells} && (?:pick|choose|order|measure|dig|book|reserve)\w* (?:out )?(?:his|her|their|your
            |an?) (?:own )?{death}
        {tells} && (?:think of|think about|consider|remember|for the sake of) {dear} ... (?:before|if|when|next|first)
        {tells} && {dear} (?:\w+ ){0,4}?pays? for
        {tells} && {dear} (?:will|is going to|are going to) pay(?: dearly| (?:for|with) (?!the|a)\w+|$)
        {tells} ... (?:pay for (?:it|this|that|what)|will see what (?:i|we) (?:am|are) capable|knows? what i am capable
            |not (?:be )?responsible for what (?:happens|i do|we do)|not ask (?:so |this )?(?:nicely|again)
            |cry (?:about|over) (?:it|this)|(?:things|it|this) (?:will|is going to|are going to|can|could) (?:get|turn
            |become) (?:ugly|nasty|bloody|messy|physical)|nothing (?:left )?to lose|not afraid of (?:prison|jail)
            |need (?:an? |new )?(?:dentist|ambulance|wheelchair|plastic surg\w+|teeth|bodyguards?|fire insurance)
            |clock is ticking|count (?:his|her|their|your) (?:days|fingers|teeth)|no one can protect|(?:can
            |will) not protect|bad things)
        """,
    "harassment": r"""
        {others} && {slander}
        (?:get|have|make sure) ... (?:fired|arrested|evicted|deported|expelled|kicked out|banned|sacked|suspended
            |disbarred) && {rival}
        so (?:that )?(?:they|the \w+|social services|immigration) (?:will |can |would )?(?:deport|evict|arrest|fire
            |expel|suspend|raid|take (?:his|her|their|away)|kick|sack|lock)
        (?:cancel|disconnect|close|unsubscribe|cut off|shut off|redirect|move
            |change) (?:the |my |his |her )?{rival} (?:\w+ ){0,2}?(?:reservation|booking
            |flight|order|wedding|appointment|electricity|power|line|account|insurance|delivery|tickets?|party|venue
            |water|internet|subscription)
        {data} (?:of|for|from|on|about|in) (?:my |the )?{other}
        (?:my |the |his |her ){other} (?:\w+ )?{data}
        (?:whether|if|when|why) (?:my |the |his |her )?{other} (?:is|was|has|had|got|gets|goes|takes|sees)(?: being
            | ever| still| been)? (?:treated|a patient|pregnant|depress\w*|hiv|aids|on (?:pills|medication|drugs)
            |in (?:rehab|therapy)|(?:for |in )?therapy|diagnos\w*|cancer|sick)
        (?:open|enter|get (?:me )?into|log (?:me )?into|unlock|drill|copy|duplicate|crack|search|let me into
            |break) (?:the |my |his |her )?{other} (?:\w+ )?{belongings}
        {child} && {lure} && not my (?:own )?(?:daughter|son|kid|child|niece|nephew|sister|brother|grand\w+)s?
            (?! (?:class|friend|school|team|party))
        {where} ... {private} && {secretly}
        {where} ... {private} && {estranged}
        {where} (?:they|he|she|you|the driver) (?:dropped|took|drove|picked up|left) (?:off )?(?:my (?:girlfriend
            |boyfriend|wife|husband|ex)|her|him)
        (?:his|her) (?:\w+ )?(?:address|number|whereabouts|schedule|room(?! service)) && {secretly}
        {where} (?:\w+ ){0,3}?(?:judge|mayor|minister|witness|prosecutor|officer|policeman|teacher|boss
            |reporter) (?:son|daughter|wife|husband|kids?|children|boy|girl)
        (?:which|what) (?:room|hotel|flight|apartment|class|address) && (?:{secretly}|{estranged})
        (?:when|what time|if|whether) ... (?:home|comes|goes|gets|leaves|walks|is|are|lives|stays
            |sleeps) (?:\w+ )?alone
        (?<!animal )(?<!dog )(?<!cat )(?<!pet )shelter && (?:if|whether) (?:my|she|he|[a-z]+ [a-z]+) ... (?:there|in
            |with them|staying) && not (?:dogs?|cats?|puppy|puppies|kittens?|adopt\w*)
        (?:order|send|book|get|call|have) {several} ... {theirs} && {secretly}
        """,
    "fraud": r"""
        {claim} ... {illness} && {sound_really}
        (?:{claim}|swear) ... (?:there before|like that|already|before us|not us|came (?:broken
            |scratched)) && (?:my \w+|i|he|she|we) (?:actually |really )?(?:did|made
            |caused|broke|scratched|dented) (?:it|that|them)$
        {claim} ... so (?:that )?(?:they|he|she|it|the \w+) (?:will |would |can )?(?:cancel|waive|refund|pay|give|let
            |drop|cover|excuse|skip) && i (?:still |actually |really )?(?:live|own|work|feel|stay|am (?:still|fine
            |healthy|here|not))
        (?:sells?|selling|have|has|got) ... (?:that|which) (?:got lost|went missing|fell off|nobody (?:misses|asks))
        {bribed} && {favour} && {money}
        (?:make|makes|put|puts|get|knock|drug)\w* (?:someone|somebody|her|him|a (?:girl|woman|man
            |guest)) (?:to )?(?:sleep|asleep|drowsy|out|unconscious|dizzy) && (?:notic\w+|know\w*|taste|secretly|drink
            |without)
        {tells} ... (?:must|has to|have to|needs? to|should|owes?) ... (?:pay|fine|fee|debt|money) ... (?:or|otherwise
            |else) ... (?:jail|prison|arrest\w*|deport\w*|handcuff\w*|police)
        (?:offer|slip|promise|give|hand|pay) ... {bribed} ... {money} ... (?:if|so|to|and)
        (?:offer|slip|promise|give|hand|pay) (?:him|her
            |them) (?:an? |some |the )?(?:\w+ ){0,2}{money} && {bribed} && (?:if|so|to)
        (?:offer|slip|hand) (?:him|her|them) (?:\w+ ){0,2}{money} && (?:jur(?:ors?|y)|judge|inspector|officer|official
            |witness|cop|policeman|examiner|referee)
        (?:sick|doctors?|medical|absence|sickness) (?:note|certificate|leave|form) && {sound_really}
        (?:by itself|on its own|nobody touched|came (?:broken|damaged|like (?:this|that))
            |already) && i (?:really |actually |just )?(?:dropped
            |broke|spilled|smashed|kicked|scratched|cracked|soaked|washed|sat on|stepped on)(?! the (?:call|line))
        {claim} ... (?:never|not|no) ... (?:it|he|she|i|they|we) (?:did|was|has|had|have|is|are|were) (?:two|one|three
            |four|several|many|once|twice|it|so|a few)(?: times)?$
        (?:roll|turn|wind|set|lower|reset|reduce|dial|change|fix)\w* (?:\w+ ){0,3}?(?:odometer|mileage)(?! (?:sensor
            |light|display))
        {upfront} && {no_show} && not (?:back|refund)
        {smokes} && {pupils} && not (?:teachers|staff|parents)
        {vice} ... (?:for|to) ... {child} && not (?:cake|toy|party hats)
        {vice} && (?:for|to) (?:my |the |some |our )?(?:teen\w*|under ?age\w*|minors|1[0-7] year)
        {urge} ... {misdose} (?:\w+ )?{medicines} && not (?:whether|if|should) (?:i|we|he|she)
        (?:double|triple) (?:his|her|their) (?:\w+ )?(?:dose|doses|morphine|{medicines}) && not (?:whether|if|should)
        (?:send|transfer|pay|wire|deposit)\w* ... (?:rent|invoices?|dues|donations?|fees?|payments?
            |money) ... (?:account|me) && instead of (?:the
            |his|her|their|my) (?:landlord|owner|company|boss|client|contractor|school|club|charity|supplier)\w*
        (?:refund|compensat\w+|reimburs\w+|warranty|replacement|money back|claim) && (?:never
            |not) (?:even |actually |really )?(?:bought|ordered
            |owned|had|paid|stayed|used|broke|been) && not (?:charged|billed|bill|double|twice)
        (?:buy|sell|find|offer|need|get) (?:me )?(?:an? |my |his |her |some )?(?:\w+ )?(?:kidney|organs|babies|votes
            |human \w+|ivory|tiger cub)(?! (?:shower|clothes|doctor|specialist|stones?|beans?|donor))
        (?:exam|test|quiz|final) (?:questions|answers|paper|key) && (?:tomorrow|before (?:the|it|we)|in advance
            |leak\w*|ahead of)
        (?:without|no) (?:an? |any )?(?:invoice|vat|taxes|tax) && (?:pay|price|cash|cheaper|discount|cost)
        report ... {rival} && (?:he|she|they) (?:did not|never|is not|has not|have not|does not)
        (?:fee|deposit|payment|tax) to (?:release|unlock|claim|collect|receive) (?:the|his|her|their|an?)
        (?:pills|tablets|powder|stuff) ... for (?:the |a |our |my |some )?(?:\w+ )?(?:party|rave|festival|club
            |night out)
        {urge} ... {hand_over} ... {savings} ... {to_me}(?! (?:know|opinion))
        (?:buy|buys|take|takes|accept|accepts) ... (?:without asking|no questions asked|not ask (?:questions|where)
            |do not care where)
        (?:double|triple|guarantee\w*) ... (?:money|investment|returns?|profit) && {tells}
        {claim} ... {loss} && {in_truth}
        {claim} ... {loss} && so (?:that )?(?:i|they|we|he|she) (?:get|gets|give|pay|refund) && (?:he|she|it|i
            |they) (?:is|am|are) (?:fine|alive|well|healthy|ok)$
        {claim} ... {sound} && (?:although|though|i know (?:it|that|he|she)|but (?:it|he|she) (?:is|was) not)
        """,
}
