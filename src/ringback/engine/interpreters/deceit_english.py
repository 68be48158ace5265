"""What no call is made for, in English: deceit, crime, mass calls, and orders to the assistant itself. See `deeds`."""

from collections.abc import Mapping

SENTENCES: Mapping[str, str] = {
    "fraud": r"""
        {get} ... (?<!my )(?<!our )(?<!new ){secret}
        {fake} (?:\w+ )?{paper}
        (?:forg(?:e|ing|ed)|scam*|phish*|launder*|defraud*|brib(?:e|es|ing)|hack(?:er|ers|ing)?|(?:a|the) hit ?man
            |contract killer|smuggl*|swindl*|steal)
        (?:trick|fool|swindle|con|cheat|deceive|defraud|scam) (?:him|her|them|the|my|an?|people|old)
        l(?:ie|ying) (?:to|about|that)
        that is a lie
        false alarm
        {say} ... (?:it|i|he|she|they|we|that|there)(?: is| was| am| are| were| did| do| does| have| has) not(?: true
            | really| actually)?$
        (?:which|that) is not true
        (?:arrested|in jail|in prison|kidnapped|had an accident|in trouble) (?:and|so) ... (?:money|bail|cash)
        bail money
        {say} ... (?:owes?|must pay|has to pay|have to pay|behind on) ... tax(?:es)?
        gift cards? (?:codes?|numbers|as payment)
        {say} ... (?:he|she|they|you) (?:has |have )?(?:just )?won (?:\d|(?:an?|the|our|his|her|money
            |free) ?(?:\w+ )?(?:prize|lottery|raffle|sweepstakes|draw|car|cruise|trip|vacation|holiday|phone|iphone|tv
            |money|jackpot|million|gift|voucher))
        (?:lottery|sweepstakes|inherit\w*|prize|legacy) ... (?:fee|pay|deposit)
        (?:his|her|their) (?:son|grandson|daughter|granddaughter|nephew|niece|brother|husband|wife) ... (?:bail
            |lawyer fee|needs money|money for)
        (?:card|id|licen\w+|certificate|passport|diploma|document) ... (?:someone|somebody) else
        (?:ask (?:\w+ |# ){0,5}?for|buy|order|sells?|get me|find me
            |offer) (?:[^ ]+ ){0,4}?(?<!my )(?<!our )stolen (?!\w+ (?:report|form))\w+
        (?:has|have|got|selling) (?:an?|any|some) stolen
        f[ae]ll off a (?:truck|lorry|van)
        sell me (?:\w+ ){0,3}?{medicine}
        my (?:contact|guy|man|connection|source|plug) (?:[^ ]+ ){0,6}?(?:coke|weed|snow|grass|pot|stuff|pills)
        (?:rolled|turned|wound) (?:it|the odometer|the mileage|the clock) back
        {get} ... home address
        (?:his|her|their) (?:new|private|unlisted) (?:phone |cell )?number
        (?:with|on|using|from|off|to) (?:my|his|her|their|the) (?:roommate|flatmate|boss|neighbou?r|ex|coworker
            |colleague|friend|grand(?:ma|mother|pa|father)|customer|client|employer|teacher|landlord|tenant|dead \w+
            |late \w+)(?: \w+)? (?:credit |debit |bank )?(?:card|account|paypal|identity|insurance)
        (?:port|transfer|move|redirect|swap|forward) (?:his|her|their|my (?:ex|wife|husband|father|mother
            |boss)) (?:\w+ )?(?:number|line|sim|money|account|funds|savings|calls|mail)
        (?:his|her|their) (?:money|savings|funds|inheritance) (?:to|into) (?:me|my|mine)
        {trade} (?:\w+ ){0,3}?(?:gram|grams|ounces?|kilos?|bags?|lines?|eighth)(?: of)? (?:coke|weed|hash|blow|meth
            |crack|snow|grass|pot|speed|molly|dope)
        (?:grams?|ounces?|kilos?|eighth) of (?:coke|weed|hash|blow|meth|crack|snow|grass|pot|speed|molly|dope)
        {trade} (?:me |us |some |any |\w+ ){0,4}?{drug}(?! (?:killer|whacker|control|test))
        (?:cocaine|heroin|mdma|roofies)
        (?:sells?|selling|has|have|got) (?:any |some |an? )?(?:\w+ )?{gun}(?! (?:safe|case|licen|range|show|rack))
        (?:has|have|got|sells?|carries|deals?|still) (?:me |us )?(?:any|some|good|more|that|the|a bit of|a little
            |of) (?:\w+ ){0,2}?{drug}
        {trade} (?:me |us |some |any |\w+ ){0,4}?{medicine} ... (?:without|no) (?:a |any )?(?:prescriptions?|script
            |questions)
        without (?:a |any )?(?:prescription|script)
        (?<!car )(?<!auto )(?:my|a|the) (?:drug )?dealer(?!ship)(?! (?:who|that) sold me the car)
        (?:unregistered|illegal|untraceable|ghost|unlicen[sc]ed|stolen|black market) (?:\w+ )?{gun}
        {gun} ... (?:without|no) (?:a |any )?(?:licen[cs]e|permit|papers|background|paperwork)
        {trade} (?!.*{toy_gun})(?:me |us |some |\w+ ){0,3}?{gun}(?! (?:safe|case|cleaning|licen|range|show))
        (?:sells?|selling|buy|fence|take|move|unload|get rid of|store|ship|trade) ... (?:stolen|smuggled|counterfeit
            |pirated)(?! from me| by)
        (?:hire|find|get|pay|need|send|know)(?: me| us)? (?:someone|somebody|a guy|some guys?|people|a man|men
            |anyone) (?:to|who (?:can|will|would|could)) (?:hurt|kill|beat|harm|rob|scare|threaten|break|burn|follow
            |spy|hack|steal|rough)
        (?:underage|prostitutes?|hookers?|call girls?|escorts?|happy ending|sex with|sex worker)
        (?:rob|burgle|shoplift|break into|breaking into|vandali[sz]e|sabotage|embezzle)(?! my own)
        (?:off the books|evade tax*|under the table)
        (?:kidnapped|held hostage) and ... (?:pay|money|ransom|send|wire)
        (?<!my )(?<!our )(?:computer|pc|phone|laptop|account|system) (?:has|is|was|got) (?:an? )?(?:virus|infected
            |hacked|compromised|been hacked|malware)
        (?:make|making|made) up (?:an? |some )?(?:\w+ )?(?:break in|story|accident|excuse|theft|claim|reason|illness
            |injury|damage|emergency|robbery|fault)
        (?:invent|fabricate|concoct|stage|cook up|simulate|exaggerate) (?:an? |some |the |my )?(?:\w+ )?(?:burglary
            |accident|injur\w+|story|illness|excuse|damage|reason|theft|break in|fire|flood|robbery|death|emergency
            |pain|claim|loss)
        fak(?:e|es|ing) (?:an? |some |the )?(?:\w+ )?(?:pains?|illness|injury|symptoms|accident|death|cough|fever
            |seizure|emergency)
        order ... to (?:an?|the) (?:wrong|false|empty|non existent) address
        (?:offer|slip|promise|give|pay) {him} (?:\w+ )?(?:money|cash|something|an envelope|\d+)(?: \w+)? (?:if
            |for the (?:permit|licen\w+|approval|contract|tender|verdict)|to (?:approve|look away|sign|forget|drop
            |lie))
        install (?:anydesk|teamviewer|this|our|some) ?(?:app|software|program|tool)?
        {say} ... (?:lost|stolen|broken|sick|ill|injured|damaged|burned|dead|disabled|unemployed) ... (?:though
            |although|even though|but really|when really|when actually|but actually|but i|so i can)(?: i| he| she| we
            | it)?
        (?:eavesdrop|wiretap|spy on)
        (?:tap|bug|track|clone) (?:his|her|their|my (?:wife|husband|ex|boss|girlfriend|boyfriend)) (?:phone|line|car
            |calls|messages)
        (?:tracker|tracking device|spyware|keylogger|hidden camera|listening device|stalkerware) ... (?:on|in|under
            |for) (?:his|her|their|my (?:wife|husband|ex|boss|girlfriend|boyfriend|neighbou?r))
        (?:sham|fake|paper) marriage
        i will keep the (?:money|cash|donations|rest)
        (?:keep|pocket|split) the (?:money|donations|cash|proceeds)
        {get} ... (?:the|her|his|their|a) codes? ... (?:text|sms|got|received|sent|gets|receives)
        (?:fill|refill|prescribe|hand over|dispense) ... (?:oxys?|{drug}|opioids)
        oxys?
        made up (?:\w+ )?(?:\w+ )?(?:name|number|address|story|prescription)
        (?:buyer|seller|fence|price|deal) (?:for|of|on) ... (?:stolen|smuggled|counterfeit)
        stolen (?:goods|bikes?|phones?|cards?|watches|iphones?|laptops?|cars?|jewel*) (?:for sale|to sell|i (?:have
            |got)|we (?:have|got))
        (?:girls?|woman|women|boy|company) (?:for|to spend) (?:tonight|(?:the|one|a) (?:night|hour))
        (?:his|her|their|my (?!bank|own|new|business|savings|company)[a-z]+) (?:bank|account) ... (?:transfer|move|wire
            |send) ... (?:me|my|mine)
        (?:break|breaking|beat|beating|smash\w*|hurt\w*) (?:up )?(?:someone|somebody|a (?:man|guy|person|woman))
        (?:who|to) (?:will |would |can )?(?:burn|torch|beat|hurt|scare|rob) (?:an?|the(?! eggs| traffic| rush| queue
            | crowd| clock| drum| record| rug| candle)|some|him|her|my|his)
        (?:buy|buys|take|takes|pay) ... (?:i|we) (?:took|lifted|nicked|pinched|swiped) from
        (?:in it for {him}|there is ... for {him}) if
        (?:two|second|another) sets? of books
        (?:change|alter|swap|adjust|edit|doctor|improve|raise) (?:the |my |his |her )?(?:\w+ )?(?:results?|grades?
            |test|score|records?(?! player))
        (?:offer|give|slip|pay|promise) (?:the |an? |that )?(?:inspector|officer|mayor|minister|council(?:l?or|man)
            |judge|clerk|cop|policeman|examiner
            |official|guard|referee|teacher|doorman) ... (?:cash|money|something|dollars|an envelope|a gift|to)
        {say} ... i am (?:an? |the )?... i am not(?: really| actually| even)?
        (?:i am|it is|he is|she is) not (?:really|actually) (?:an? )?\w+$
        buy (?:\w+ )?gift cards?
        (?:with|using|on) (?:an? |the |this |some )?stolen \w+
        (?:accident|theft|burglary|break in|damage|fire|flood|injury|robbery|leak) (?:that|which) (?:never|did not
            |was not|has not) (?:\w+ )?(?:happen|took|occur|exist|there|real)\w*
        lie about
        (?:change|alter|edit|increase|modify|tamper with) (?:my|the|his|her|a) (?:\w+ )?prescription ... (?:from \d+
            |pills|dos(?:e|age)|strength|quantity|amount)
        (?:arrested|in jail|in prison|robbed|stranded|kidnapped|had an accident) and ... (?:need|needs|send|wire
            |want) ... (?:\d{3,}|dollars|euros|shekels|pounds|help paying)
        (?:safe|vault|alarm|security|atm|master) (?:code|codes|combination|key code)
        (?:claim|say|tell|swear)\w* ... (?:but|though|although|even though) (?:he|she|it|i|they|that) (?:did|was|is
            |has|do|does|am|are) not
        (?:not his|not her|not my|not our|somebody else|someone else) (?:own )?(?:credit card|card|identity|account
            |insurance)
        (?:identity theft|insurance fraud|tax fraud|ponzi|pyramid scheme|money mule|blackmail)
        (?:pay|payment|pays|buy|send|get|purchase) ... (?:gift cards?|itunes cards?|western union|wire transfer
            |bitcoin)
        {say} ... (?:even though|although|though|but) (?:i|he|she|we|they|it) (?:did|do|was|have|had|am|got|has|is
            |were)$
        {call} ... (?:for|about) (?:some |a bit of |a little )?{drug}
        (?:never|not) ... (?:it|he|she|i|they|we) (?:did|was|has|had)$
        """,
    "impersonation": r"""
        impersonat*
        {say} ... i am my (?:own )?(?:mother|mom|mum|father|dad|wife|husband|brother|sister|boss|son|daughter|uncle
            |aunt)
        (?:introduce|present|identify) yourself as (?!my |our |an? (?:ai|assistant)|the assistant)\w+
        (?:patients?|clients?) of yours
        in my (?!own)[a-z]+ name and (?:cancel|close|transfer|withdraw|change)
        pretend(?:s|ing)? (?:to|that|you|i|it|this|we)
        pos(?:e|ing) as
        (?:act|acting|as) (?:as )?(?:if|though) (?:you|i) (?:are|were|was|am) (?:him|hi?s|her|them|their|my|the|an?
            |from)
        (?:use|using|in|imitate|mimic|do|copy|fake|put on) (?:his|her|their|my \w+) voice
        disguise*
        (?:answer|reply|respond|identify|sign)\w*(?: [^ ]+){0,4} as (?:him|her|them|he|she)
        (?:pledge|donate|sign|commit|subscribe|borrow|apply|bid|register|open) (?:[^ ]+ ){0,6}?in (?:my|his|her|their
            |the) (?!own |kid|child|son|daughter|full|real)\w+ name
        (?:talk|speak|sound|act|behave|answer|write) (?:just |exactly )?like (?:you (?:are|were)|i am
            |(?:an? |the )?{role}|(?:my|his|her|their) \w+)
        you are (?:an? |the |from (?:the )?
            |dr |doctor |mr |mrs |ms )?(?:(?!\w+ing |my |our |sorry |not |late |the )[a-z]+ ){0,2}{role}(?= (?:and|so
            |who|to|from|of|#)|$)
        (?:say|saying|claim|claiming|and tell|tell
            |introduce yourself as)(?: [^ ]+){0,4}?(?: that)? you are (?!(?:calling|ringing
            |phoning)(?! from (?:the |a )?{role})|speaking|asking|on behalf|sorry|late|running|my assistant|from (?:my
            |our)|an? (?:ai|assistant|machine|robot|automated)|here|happy|not |at |in |welcome|coming|going)\w+
        (?:say|saying|claim|claiming) (?:that )?i am (?:an?|the|his|her|their) (?:\w+ )?{role}(?= (?:of|from|and|so
            |who|to get)|$)
        (?:say|tell \w+|claim|saying) (?:that )?(?:it|this) is (?:from )?(?:the |his |her |their )?{role}(?! for)
        {call} (?:[^ ]+ ){1,5}as (?:my|his|her|their) (?!usual|own|next|first|last|assistant)\w+
        {call} (?:[^ ]+ ){0,5}as (?:an? |the )?{role}
        {call} (?:[^ ]+ ){1,5}as (?!soon|usual|well|a |an |the |early|late|fast|quick|many|long|often|much|always
            |discussed|agreed|planned|possible|requested|if|though|they|he|she|we|i |you
            |it |my |his |her |their )\w+ \w+
        (?:claim|claiming|act|acting) (?:to be|like you are|like) (?:him|her|my|the|an?|his|her)
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
            |listed)(?!.* (?:cheapest|earliest|compare|best price|available|appointment|stock
            |who is|which (?:one|of)|open|closest|nearest))
        (?:every|all the) (?:numbers?|person|resident|household|homeowner|voter|phone)(?! i (?:have|gave|sent))
        (?:robo ?call*|telemarket*|cold ?call*|mass ?call*|auto ?dial*|war ?dial*|call blast*)
        (?:{call}|contact|reach) (?:\w+ ){0,2}?everyone (?:in|on|from|at|who)
        call everyone
        (?:numbers?|people|strangers|phones?|homes|houses) at random
        {call} (?:up )?(?:all )?(?:the )?(?:voters|residents|households|homeowners|pensioners|seniors) (?:in|of|from
            |on)
        (?:sales|political|election|marketing|fundraising) (?:calls?|pitch|campaign)
        survey (?:calls?|people|them|\w+ voters)
        (?:the )?whole (?:phone ?book|list|database|neighbou?rhood|street|town)
        (?:to )?vote (?:for|against)(?! contestant)
        (?:election|voting day|polls?|polling (?:place|station)s?|ballots?) ... (?:moved|closed?|cancel*|wednesday
            |changed|early)
        canvass*
        all (?:the |of the |our |my )?\w+ ... them to (?:buy|join|donate|subscribe|vote|sign up|invest)
        and (?:advertise|promote|market) (?:my|our|the|a|some) \w+
        each (?:one |of them |person )?(?:for|to give) an? (?:donation|contribution|vote)
        (?:donat\w+|contribut\w+|donations?) ... (?:campaign|election|political)
        (?:collect|raise|ask for|solicit) donations
        (?:through|from) the (?:phone ?book|phone book|directory|yellow pages|whole list)
        (?:tell|inform|invite) (?:people|everyone|them all|everybody|customers|folks) (?:about|to) (?:our|my
            |the) (?:\w+ )?(?:sale|event|shop|store|product|service|offer|launch|opening|company|webinar)
        (?:every|all the|each) \w+ (?:in|across|around|within) (?:the |this |our |my )?(?:county|city|state|area|town
            |country|region|neighbou?rhood|directory|building|street|district)(?!.* (?:cheapest|earliest|compare|best
            |available|appointment|stock|who is|which (?:one|of)|open|closest|nearest))
        (?:all|each of) (?:my|our|the) (?:ex |old |past |former |new )?(?:customers|clients|contacts|subscribers
            |leads|prospects)
        (?:\d{2,6}|all|hundred|some) (?:cold |sales |new |fresh )?leads
        random (?:folks|numbers?|people|guys|women|men|households|strangers?)
        (?:recorded|automated|pre recorded) (?:message|call)s?
        (?:\d{3,6}|thousand|hundred) people
        who (?:they|he|she|people) (?:will|would|are going to|plan to)? ?vot(?:e|ing) for
        (?:telephone|phone|public opinion|door to door) (?:survey|poll|sales)
        (?:survey|poll) (?:of|among|with)
        (?:everybody|everyone|people|all) (?:in|from) the (?:phone ?book|directory|list|book)
        (?:pitch|plug|hawk|peddle) (?:my|our|the|a|some) \w+
        (?:entire|whole|full) (?:\w+ ){0,3}?(?:list|directory|database|roster)
        {sell} (?:\w+ ){0,3}?(?:raffle|lottery|tickets)
        """,
    "injection": r"""
        (?:ignore|disregard|forget|override|bypass) (?:(?:all|any|the|your|my|every|previous|prior|above|earlier
            |system|safety|other) )*(?:instructions?|rules?|guidelines?|prompts?|restrictions|confirmations?
            |polic(?:y|ies)|safeguards)
        (?:ignore|disregard) (?:everything|anything|all|what is)? ?(?:the )?(?:above|previous|prior|earlier)
        system prompt
        as (?:the|an?|your) (?:admin|administrator|developer|operator|root|creator)
        approve (?:all|any|every) (?:calls?|plans?|requests?)
        (?:developer|admin|administrator|debug|god|root|test) (?:mode|override)
        jailbr*
        you are now (?:a|an|in|dan|free|unrestricted)
        (?:skip|bypass|without|no need (?:for|to)|do not (?:need|wait for|bother with|ask for)|disable|turn off|forget
            |leave out) (?:the |any |my |a |asking |me |for |your )*(?:confirm*|approval|permission)
        no confirm*(?: needed| required)?
        without (?:asking|telling|checking with|showing) me
        (?:skip|bypass) (?:it|this|that|the (?:plan|step|summary)) and (?:dial|call|ring|phone)
        no (?:plan|questions|summary|confirm\w*)(?: no| and| asked| needed|$)
        (?:override|bypass|disable|switch off) (?:all |the |your |any )?(?:safety|safeguards?|guard ?rails?|filters?
            |checks?)
        you (?:must|have to|will) obey
        (?:forget|ignore|disregard) (?:everything |all |whatever )?(?:what )?(?:you|they) (?:were|was|have been
            |had been) (?:told|taught|given|instructed)
        (?:dial|call|phone|ring) ... without asking
        do not (?:even )?(?:ask|bother asking|check with) me(?: to confirm| for confirmation| first| anything| again)?
        (?:already|pre) ?(?:confirmed|approved|authori[sz]ed)(?! (?:with|by) (?:them|him|her|the))
        (?:mark|set|treat|consider) (?:this|it|that|the task|the plan) (?:as )?(?:confirmed|approved)
        (?:assume|act as if|pretend|imagine|as though)(?: that)? i (?:have |already |just )*(?:said|confirmed
            |approved|agreed|gave)
        <\|?(?:system|im_start)
        system (?:user|note|override|message)
        (?:no need|do not bother|do not wait|no reason) to (?:check|ask|confirm|verify|wait|show)
        (?:do not|never|without|stop) show(?:ing)? (?:me )?(?:(?:a|the|any|your|more) )?(?:plans?|summar(?:y|ies)
            |cards?)
        (?:call|dial|ring|phone) whoever i
        act as (?:an? )?(?:unrestricted|unfiltered|free|different|uncensored|evil)
        (?:unrestricted|unfiltered|uncensored) (?:assistant|ai|model|mode)
        (?:new|secret|special) (?:rule|rules|instruction|instructions|directive|policy)
        (?:counts?|count|treated|taken|regarded) as (?:an? |my |the )?(?:confirmation|yes|approval|consent)
        from now on (?:every|all|any|you|my|do not|never|just|no|skip)
        (?:not|never) (?:want|need)(?: to)? (?:see |get |have |give )?(?:any |a |the |your )?(?:confirm*|approval|plan)
        """,
}
