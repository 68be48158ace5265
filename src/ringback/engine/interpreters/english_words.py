"""The words English requests are made of: politeness, things wished for, verbs of errands, questions to a business."""

import re

from ringback.engine.interpreters.text import FENCE, flat, pattern, words

LEAD = pattern(
    r"""(?:
    (?:hey|hi|hello)(?: (?!i\b|i'|id\b|can\b|could\b|would\b|will\b|please\b|call\b|order\b|book\b|phone\b|ring\b|we\b
    |let|get\b|make\b|is\b|do\b|any\b|may\b|how\b|what\b|does\b|are\b)[a-z]+)?[,.! ]+
    |(?:olly|alexa|siri|google|assistant),? |(?:please|plz|pls|pl[sz]z?|ok|okay|so|well|yo|just|kindly|now|also|and
    |then|hmm|um|uh|oh),?[ ]
    |go ahead and |(?:try|remember|be sure|make sure) to[ ]
    |(?:i|we) (?=no longer)
    |(?:is there )?(?:any|a) (?:chance|way|possibility)(?: that| of)? |(?:do you think
    |(?:i was |i am |i'm |i )?wonder(?:ing)?)(?: if| whether)?[ ]
    |if (?:you|i|we) (?:can|could|would|may) |(?:you think )
    |(?:is it|would it be|will it be) (?:possible|ok|okay|alright) (?:to |for you to |if )
    |it would be (?:great|nice|lovely|good|helpful) (?:to |if )|i(?:'d| would) (?:be (?:happy|glad|grateful)
    |appreciate(?: it)?)(?: to| if)?[ ]
    |(?:do|would) you mind(?: to)? |(?:can|could|would|will|may|cud|wud) (?:you|i|we|u|someone
    |somebody)(?: please| pl[sz]| kindly| maybe| possibly| be able to)?[ ]
    (?:(?:help|try)(?: me| us)?(?: to| (?:you|i|we) (?:can|could))? |see if (?:you|i|we) (?:can|could) )?
    |(?:you|u) (?:can|could|should|need to|must) |see if (?:you|we|i) (?:can|could)[ ]
    |(?:go|come|get in|get)(?: to| and)? (?=(?:see|visit|consult)\b)|about (?=how\b)
    |(?:would|'d) (?:like|love|prefer) (?=(?:an?|one|two|some|the|\d+)\b)
    |(?:\d+|two|three|four|five|six|a few|some) of us (?:would like|want|need|are going|are looking)(?: to)?[ ]
    |(?:i(?:'d| would|d)|(?:we|my [a-z]+(?: and (?:i|me))?)(?:'d| would|d)?)(?: (?:really|rather|just|very much))*
    [ ](?:likes?|loves?|wants?|needs?|prefers?)(?: you| help(?: with)?| it if you(?: can| could| would)?)?[ ]
    (?:to |for you to |for (?=an?\b))?
    |(?:i |we )?(?:really |just )*(?:want|need|require|wanna|gotta|have(?! [\w'-]+(?: [\w'-]+){0,3} (?:send|bring
    |deliver|make)\b))(?: you)?(?: help(?: with)?)? (?:got )?(?:to )?
    |i've got to[ ]
    |(?:i am |i'm |i was |we were |we are )?(?:hoping|wondering|thinking|wishing) (?:that |if )?(?:you|we
    |someone) (?:could|would|can|might)[ ]
    |(?:i am|i'm|im|i was|we're|we are|we were) (?:just )?(?:looking|trying|hoping|going|planning|wanting|wishing
    |calling|thinking)[ ]
    (?:to|for|of) |(?:i am|i'm|im) (?:really )?craving (?:for )?
    |(?:i|we)(?:'ll| will) (?:need|want|have)(?: to)? |looking (?:for|to) |(?:i|we) (?:must|should|ought to
    |had better)[ ]
    |(?:i am|i'm|im) (?:really |just )?(?:in the mood|hungry|up|keen|ready) (?:for|to)[ ]
    |(?:help|assist)(?: (?:me|us))?(?: (?:to|with|out|in))?[ ](?=\w)|(?:would|'d) (?:like|love|need|prefer) to[ ]
    |(?:let's|lets|let us|let me) |you to |i need help (?:with )?
    )+"""
)
WISH = pattern(r"\b(?:mood|hungry|keen|want|need|require|like|love|prefer|looking|craving|have|wanna|get)\b")
FOOD = flat(
    r"""
    pizzas?|sushi|food|take ?-?out|take ?-?away|delivery|burgers?|sandwich(?:es)?|soup|salads?|noodles|wings
    |fries|coffee
    |cakes?|flowers|tacos?|burritos?|pasta|curry|chicken|dumplings|bouquet|chinese|thai|indian|mexican|italian"""
)
UNDO = (
    r"undo|scrap|delete|scratch|ditch|kill|nix|forget(?: about)?|back out of|axe|void|annul|revoke|rescind|erase"
    r"|abort|trash|dump"
)
"""What cancelling is called as well."""
STAY = r"hotel|rooms?|suite|hostel|motel|airbnb|inn|resort|accommodations?|lodging|(?:some)?(?:where|place) to stay"
RIDE = r"(?:mini ?)?cabs?|taxis?|rides?|uber|lyft|limo|shuttle"
VISIT = flat(
    r"""
    appointments?|appts?|haircut|check ?-?up|massage|manicure|pedicure|test drive|inspection|consultation|oil change
    |blow ?dry
    |(?:beard|hair) trim|trim|(?:hair )?cut(?= (?:with|at|by)\b)
    |facial|waxing|root canal|eye exam|vaccination|physical|teeth cleaning|cleaning|maintenance
    |consult|tattoo|piercing|fitting|vaccine|flu shot|shots|screening|ultrasound|x-?ray|whitening|grooming
    |smog check|detailing|(?:eye|blood|hearing|vision|allergy|driving|covid|pcr|skin) (?:tests?|checks?)
    |highlights|perm|shave|tour|viewing|lesson
    |(?:tire|tyre) rotation|tune ?-?up|wheel alignment|brake (?:check
    |job)|service check"""
)
EATING = flat(
    r"""
    tables?|booths?|restaurants?|diner|brasserie|bistro|steakhouse|pub
    |tavern|taverna|caf[eé]s?|coffee ?house|tea ?house|creperie|churrascaria|rotisserie|delicatessen|pizzeria|food truck
    |cafeteria|gastropub|osteria|trattoria|food court|dining|(?:some)?(?:where|place)(?: [a-z]+){0,2}? to (?:eat
    |dine|sit)"""
)
PLACES = rf"reservations?|res(?:y|o)?|bookings?|spot|seats?|seating|{EATING}"
EATS = pattern(rf"\b(?:{EATING}|bakery|deli|buffet|smokehouse|(?:wine|sushi|oyster|tapas|salad) bar)\b")
"""Where a table is meant, whatever the place is called."""
NOUN = rf"(?:{FOOD}|{STAY}|{RIDE}|{VISIT}|{PLACES})"
OF_MINE = (
    r"(?:reservations?|bookings?|appointments?|appts?|orders?|tables?|meeting(?= with)|haircut|subscription|membership"
    r"|dinner|lunch|brunch|check-?up|cleaning|massage|lesson|class|viewing|interview|consultation|ticket"
    r"|delivery|session|visit|pickup)"
)
PRACTITIONER = flat(
    r"""
    (?:family |eye |skin |heart )?(?:doctor|dr|gp)|dentist|vet(?:erinarian)?|physio\w*|dermatologist|specialist
    |optometrist
    |gyn(?:ae|e)cologist|therapist|psycholog\w+|psychiatrist|pa?ediatrician|orthodontist|hygienist|nurse|midwife
    |chiropractor
    |cardiologist|surgeon|optician|counsell?or|lawyer|attorney|notary|accountant|barber|hair ?dresser|stylist
    |tailor|mechanic
    |plumber|electrician|technician|locksmith|handyman|exterminator|advis[oe]r|tutor|trainer|[a-z]{3,}(?:ologist
    |iatrist|iatrician|odontist|opath|ometrist)|allergist"""
)
REQUEST = pattern(
    rf"""(?:order|book|reserv)(?:e|ing)?\b(?! (?:club|of|number|status|history|report)\b)(?= \S)
    |(?:set(?:ting)? up|find|arrange|make|schedule|get)(?: me| us)? (?:an?|the (?:earliest|first|next
    |soonest)(?: available| possible)?) (?:time|slot|opening)\b
    |put (?:me|us) down for\b
    |(?:get|fit|squeeze) (?:me|us) into (?=\w)(?=.*(?:\d|tonight|tomorrow|day\b|night\b))
    |(?:get|grab|have)(?: me| us)? (?:an?|some|one|two|three|four|five|six
    |\d+) (?:[\w'-]+ ){{1,6}}?from
    (?! (?:my|you|me|here|him|her|them)\b)(?= \w)|schedul(?:e|ing) (?:something|one|it)\b|(?:set|sort|line
    |book) (?:something|it|one|that) (?:up|in|out)\b
    |(?:take|bring|treat|go|going|meet)(?:ing)? (?:[\w']+ ){{0,4}}?(?:out )?(?:to|for) (?:dinner|lunch|brunch
    |breakfast|drinks)\b
    |(?:mov|push|shift|postpon|reschedul|delay)(?:e|ing)? (?:the|my|our) (?:[\w']+ ){{1,4}}?(?:from|to|until|till
    |by) (?=.*(?:day\b|\d|tomorrow|week|month|noon))
    |(?:reschedul|postpon)(?:e|ing)\b(?= \S)|cancel(?:l?ing)? (?:my|our|the|an?|all|that|this|his|her|their
    |\w+'s)\b(?= \S)
    |schedul(?:e|ing) (?:an? |my |the )?(?:\w+ ){{0,3}}(?:with|at|for|to)\b
    |have (?!you|we|i\b)(?:[\w'-]+ ){{1,4}}?(?:send|bring|deliver|make|cook|prepare|drop off)\b
    |be picked up (?:by|at|from)\b|call(?:ing)? in (?:an|my|the|our) order\b|(?:my|our
    |the) (?:[\w']+ ){{1,3}}(?:done|fixed|cut|checked|changed
    |rotated|inspected
    |repaired|serviced|cleaned|replaced|trimmed|colou?red)\b
    |(?:have|get|send|bring)(?: [\w'-]+){{1,8}}? (?:delivered|sent|brought|shipped)\b|(?:have (?:them|him
    |her) )?(?:send|bring|deliver)
    (?:ing)?(?: over| me| us)+\b(?= \S)|(?:buy|pick up)(?: [\w'-]+){{1,8}}? (?:from|at)\b
    |(?:take|bring|drop) (?:my|our|the) (?:[\w']+ ){{1,2}}in\b|(?:take|bring|drop|get) (?:my|our
    |the) (?:\w+ )?(?:car|truck|van|bike|dog|cat|puppy|son
    |daughter|laptop|phone|computer|watch|suit|dress|shoes)(?: off| over| down)? (?:to|at|by|into)\b|(?:get|squeeze
    |fit|book|put) (?:me|us) in\b
    |(?:mak(?:e|ing)|do(?! (?:i|you|we|they|not)\b)(?:ing)?|set(?:ting)?(?: up)?|arrang(?:e|ing)
    |find(?!ing? out)(?: me)?|schedul(?:e|ing)
    |creat(?:e|ing)|plac(?:e|ing)|put in)\b
    (?! out)(?: [\w'-]+){{0,6}}? (?:reservations?|bookings?|appointments?|table|order (?:for|at|from|with)|{VISIT})\b
    |(?:get|getting|buy|grab|have|hire|call|send|bring|find|ring|phone|hail|arrange|organi[sz]e|request|schedule
    |hold|save|keep)(?: me
    | us)?(?! out\b)(?: [\w']+){{0,3}}? (?:{FOOD}|{RIDE}
    |{VISIT}|tables?|reservations?|bookings?|seats?|spot)\b
    |(?:find|get|grab)(?: me| us)?(?: [\w']+){{0,3}}? (?:{STAY}|{EATING}|{PRACTITIONER})\b(?=.*(?:\d|night
    |tomorrow|tonight|day\b|{FENCE}))
    |(?:see|be seen by|visit|consult|speak to|meet(?: with)?|go to) (?:an?|the|my
    |our) (?:\w+ ){{0,2}}?(?:{PRACTITIONER}|practitioner)\b
    |offer (?:the|my|our|mr|mrs|dr)\b(?=.*(?:\d|hundred|thousand))
    |see(?:ing)? (?:dr|doctor|prof|professor)\b\.? ?(?=[a-z])|see(?:ing)? (?:a|the|my|an) (?:doctor|dentist|vet
    |physio\w*|dermatologist|specialist|optometrist
    |gynecologist|therapist|lawyer|barber)\b
    |get(?:ting)? it (?:done|fixed|checked|changed|inspected|looked at|repaired|serviced|cleaned|cut)\b
    |call off (?:the|my|our) \w+
    |(?:see|ask|check|find out) (?:if|whether) (?!you\b|i\b|we\b|they\b|there\b|it\b|my\b|the (?:weather
    |world)\b)[\w' -]{{2,30}}? (?:has|have|sells?|carr(?:y|ies)|stocks?|takes?
    |accepts?|offers?|delivers?|serves?|caters?|repairs?|fix(?:es)?|makes?|alters?|rents?|buys?)\b
    |(?:see|ask|check|find out) if (?!you\b|i\b|we\b|they\b|there\b|it\b)[\w' -]{{2,30}}? (?:can|could|would
    |will) (?:move|change|cancel|squeeze|fit
    |take|accept|reschedule|fix|repair|hold|send|bring|come|do|make|cut|see|book|reserve|deliver|push)\b
    |get(?:ting)? (?:my|our|the) (?:[\w']+ ){{1,3}}(?:done|fixed|cut|checked|changed|rotated|inspected|looked at
    |tuned|detailed|painted|whitened|repaired|washed|serviced|cleaned
    |trimmed|colou?red|replaced)\b
    |(?:eat(?:ing)?|dine|dining|(?:have|set up|arrange|organi[sz]e|schedule|plan)(?: me| us)? (?:dinner|lunch
    |breakfast|brunch)) (?:at|in|by|for|tonight|tomorrow|out|on|with)\b
    |(?:cancel|reschedul|postpon|mov|chang|confirm|modify|verify|updat|extend|delay|call off|get rid of|drop|shift
    |bump|swap
    |put (?:off|back)|bring (?:up|forward)|switch
    |remov|delet|{UNDO}|no longer need|push|bring forward
    |double ?check|make sure|check on|fix)(?:e|ing)?\b (?:[\w']+ ){{0,6}}?(?:{OF_MINE}|hotel|cab|taxi
    |\d{{1,2}}(?::\d\d)? ?(?:am|pm|o'?clock))\b
    |check (?:on |up on )?(?:my|our|the) (?:[\w']+ ){{0,3}}?(?:reservations?|bookings?|appointments?|table)\b
    |(?:confirm|verify|double ?check) (?:\w+ ){{0,2}}?(?:dinner|lunch|brunch|breakfast)\b
    |stay(?:ing)? at (?=\S)
    |(?:ask|tell|inform|notify|remind|check with|wish)
    (?! (?:me|us|you|yourself|google|siri|(?:my|the) (?:calendar|computer|diary)|a (?:joke|story|question)
    |(?:the )?(?:time|date|truth|difference
    |story)|about|if|whether|for (?:help|advice))\b)
    (?= \S)
    |let (?!me\b|us\b|you\b)\w+(?: \w+){{0,3}} know\b|complain (?:to|at)\b|(?:leave|pass)(?: on)? (?:(?:a|the|this) )?
    (?:message|word|note)\b|thank (?!you|god|goodness)(?= \S)|inquire (?:at|with|of)\b"""
)
OBJECT = pattern(
    rf"""(?:[\w'-]+ ){{0,4}}?{NOUN}\b|(?:dinner|lunch|breakfast|brunch|drinks) (?:for|at|with|in|on|tonight|tomorrow)\b
    |(?!(?:to|you|my|help|information|info|advice|that)\b)(?:[\w'-]+ ){{1,6}}?(?:delivered|from (?!(?:my|you|it|me
    |now|the (?:library|store))\b)\w)"""
)
BARE = pattern(
    rf"(?:an? |the )?(?:(?:\w+ )?(?:tables?|reservations?|booking|appointment)|restaurant(?= for)|{RIDE}) (?:for|at|in"
    r"|near|on|to|from|with|tonight|tomorrow|this)\b|(?:dinner|lunch|breakfast|brunch|drinks) (?:for|at)\b"
    r"|(?:an? )?(?:hair ?cut|trim|blow ?dry|check-?up|massage|manicure|pedicure|facial|oil change|tune-?up"
    r"|teeth cleaning) (?:at|with) (?!\d|home\b)(?=\w)"
)
ORDERED = re.compile(
    r"(?:\d+|an?|one|two|three|four|five|six|half an?) (?:[\w'-]+,? ){1,8}?from (?!(?:my|you|me|here|him|her"
    r"|them)\b)(?=\w)"
)
"""Things and whom they come from, without a verb: with a number beside them, an order."""
CAN_I = pattern(
    r"(?:(?:is it possible|(?:am|are|will|would) (?:i|we) (?:be )?able) to (?:reserve|(?:make|do|get|schedule|have|book"
    r"|place) (?:an? )?(?:\w+ )?reservations?)|(?:can|could|may) (?:i|we) (?:make|do|place|book) reservations)\b"
    r"(?!.*(?:\d|tonight|tomorrow|today|day\b|people|please|noon|party))"
    r"|(?:(?:can|could|may) (?:i|we)|is it possible to) (?:get|order|have|do) (?:take ?-?(?:out|away)|carry ?-?out"
    r"|delivery)\b.* (?:from|at)\b"
    r"|(?:would|will|do|must) (?:i|we) have to wait\b.* (?:at|for)\b"
)
MEANT = re.compile(
    r"(?<!\bmy)(?<!\bthe)(?<!\ban)(?<!\ba)(?<!\byour)(?<!\bour)(?<!\bin)(?<!\blast)(?<!\bthat)(?<!\bthis)(?<!\bhow to)"
    rf" (?=(?:call|get|send) (?:me |us )?an? (?:{RIDE})\b|(?:order|reserve|book) (?:me|us|an?|the|some|two|three"
    rf"|four|\d|from|in)\b|order (?:[\w'-]+ ){1, 4}?from\b)"
)
NO_ERRAND = pattern(
    r"""
    \b(?:^should (?:i|we)|stocks? (?:price|market|go|up|down|doing|today)|recipes?|calories|ingredients?
    |directions|reviews?|ratings?|songs?|music|playlist
    |podcast|timer|alarm
    |reminder|calendar|weather|meaning
    |definition|translate|how (?:do|to) (?:you )?(?:make|cook|prepare|say|spell)|(?:shopping|to ?do
    |grocery) list|lists?|e-?mails?|text message|map|score
    |joke|how (?:do|should|would) (?:i|we|you|one)|how to|wikipedia|traffic|recommendations?|suggestions?
    |temperature|brightness|volume|lights?(?! bulbs?)|credit limit
    |checks|checkbooks?|(?:new|replacement|another)(?:[ ](?:credit|debit|bank))? card|pto
    |(?:bus(?:es)?|trains?|flights?|planes?) (?:tickets?|from
    |to|that|leaving|for)
    |vacation days|(?:meeting|conference) rooms?)\b"""
)
INQUIRE = pattern(
    r"(?:tell me|find(?:ing)? out|check|see|know|inquire|ask|double ?check|make sure|look up|wondering"
    r"|i wonder)\b(?: (?:to|me))?(?: (?P<joint>if|whether|of|when|what time|how long|how|until|about))?"
)
BUSINESS = pattern(
    r"""
    \b(?:deliver\w*|take ?-?outs?|take ?-?aways?|carry ?-?out|curbside|drive ?-?through|reservations?|bookings?|(?:the|a
    |any)(?: \w+)? (?:wait|line)|wait times?|waiting|(?:to|long) wait|on the (?:wait(?:ing)? ?)?list|(?:book
    |reserve) ahead|slammed|swamped|busy|crowded|packed|(?:still|already) (?:reserved
    |booked)
    |the (?:[\w']+ ){0,2}?(?:store|shop|market|supermarket|pharmacy|drugstore|garage|mechanic|salon|barber|gym|clinic
    |deli|florist|butcher|vet|library|museum|pool)\b.* (?:have|has|got|do|does|offers?|takes?|rents?|fix(?:es)?)
    |wait (?:(?:\w+ )?for (?:a )?(?:table|seat)|at)|wi-?fi|outdoor seating|patio|gluten|vegan|vegetarian|kosher|halal
    |high chairs?|wheelchair|happy hour|credit cards?
    |gift cards?|my (?:[\w']+ ){0,3}?(?:order|reservation|table|food|pizza|delivery|cab|taxi|appointment
    |car(?! [a-z]+ (?:due
    |worth))(?! payment| loan| insurance| note| registration| keys?)|prescription
    |package|parcel|results?|glasses
    |dress|suit|laundry)|in stock
    |(?:dr|doctor|prof)\.? [a-z]+.* (?:works?|in|back|available|free|accepts?|takes?)
    |seating|call[ -]ahead|anything (?:for|on|at|available|free|open)|(?:any )?availab\w+|openings?|space for|room for
    |(?:i|we) ordered|on (?:its|the) way|been (?:sent|shipped)
    |open|opens|close[sd]?|sells?|carry|carries|stocks?|charges?|repairs?|costs?|prices?|caters?|how much (?:is|are
    |for)\b.* at
    |opening hours|walk[ -]?ins?|parking|vacanc\w+|table for|appointments?)\b"""
)
QUESTION = pattern(
    r"(?:does|do|is|are|can|will|would|how|where|what does (?=the|\w+ (?:charge|cost))"
    r"|what time|when|until when|at what time|what are|what is|what's|has"
    r"|have|did|am i)\b"
)
PLACE = pattern(
    r"\b(?:at|from|(?:dining|dine|eating|eat|seated) in) \S"
    r"|\b(?:reservations?|bookings?) (?:for|with|in) \S"
    r"|\bmy (?!(?:last|new|recent|first|online|previous|next|current|other|own|whole|pizza|food|takeout|takeaway)\b)"
    r"(?:[\w']+ ){1,3}?(?:order|reservation|delivery)\b"
    r"|\bhow much (?!(?:it|i|you|they|we|will|would|does|do|is|are|can)\b)\S+(?: \w+){0,3}"
    r" (?:charges?|costs?|takes?|asks?|wants?)\b"
    r"|\b(?:wait|line) (?:for|at) (?!me\b|us\b|an?\b|the\b|it\b|my\b|one\b|two\b|\d)\S"
    r"|\bhow (?:busy|crowded|late|packed|slammed|swamped|full) (?:is )?(?!it\b|i\b|you\b)\S|\b(?:does|do|did"
    r"|would|is|are|has|have"
    r"|will|can|if|whether|of|when|time) (?!most\b|all\b|people\b"
    r"|stores\b|restaurants\b|i\b|is\b|are\b|do\b|does\b"
    r"|did\b|will\b|you\b|it\b|we\b|my\b"
    r"|there\b|they\b|the wait)\S"
)
SUBJECT = pattern(
    r"\b(?:does|do|did|would|is|are|has|have|will|can|if|whether|of|that|(?:how )?busy(?: is)?|crowded|how much|when"
    r"|time) (?P<name>(?!most\b|all\b|people\b"
    r"|stores\b|restaurants\b|is\b|do\b|does\b"
    r"|are\b|will\b|i\b|you\b|they\b|it\b|we\b"
    r"|my\b|there\b|he\b|she\b|takeout|the wait|take)\S)"
)
NO_TABLE = pattern(
    rf"""
    \b(?:{STAY}|{RIDE}|{VISIT}|{PRACTITIONER}|(?:dr\.?|doctor) [a-z]+|surgery|clinic|hospital|salon|flights?|cars?
    |tickets?|(?<!food )court|class|plumber
    |technician|therapist|practitioner|stylist|gynecologist|dermatologist|optometrist|psychologist|order|servicing
    |repair|(?<!good )(?<!table )service(?! (?:charge|dog)))\b"""
)
CALL_VERB = flat(
    r"(?:call|phone|ring|dial|telephone|contact|reach(?: out to)?|get in touch with|(?:make|place|start|initiate|begin)"
    r" (?:an?|the|my) (?:phone |voice )?call (?:to|with)|put (?:in )?a call (?:in )?to|get (?:an?"
    r"|the) (?:phone )?call (?:started|going"
    r"|through) (?:to"
    r"|with)|speak (?:to|with)|talk (?:to|with)|connect me (?:to|with))"
)
CALL = pattern(
    rf"(?:{CALL_VERB})(?: up)? (?=\S)|(?:give|get) (?=(?:\S+ ){{1,4}}(?:a (?:call|ring|buzz)|on the (?:phone"
    rf"|line))\b)(?!me |us )"
)
CALL_LATER = pattern(
    r"(?:(?<=[.,;:!?¦])|\band|\bthen|\bto|\bplease) (?=(?:call|phone|ring|dial|telephone|contact)(?: up)? \S)"
)
IDIOM = pattern(
    rf"(?:in (?:an|my|the|our) order\b|(?:an? |the )(?:\w+ )?(?:{RIDE})\b(?! (?:company|firm|service|station"
    rf"|app))|it (?:a|an|off|quits|even|square)\b|[\w ]{1, 20} off *$|my (?:own |cell "
    r"|mobile )?(?:cell)?phone\b(?! (?:company|provider"
    r"|shop))|me\b|us\b"
    r"|this\b|that\b|yourself|out\b|off\b|for\b|in sick|of\b"
    r"|number\b(?! *¦)|center|history|duty)"
)
PRONOUNS = words("them him her back again someone somebody these number this that")
AFTER_CALLEE = pattern(
    rf"""
    ^(?:[{FENCE}\s,.;:!?()-]|(?:a )?(?:call|ring|buzz)\b(?! )|a (?:call|ring|buzz) |on the (?:phone|line)|(?:at
    |on)(?= *{FENCE})
    |(?:his|her|their|the|my)? ?(?:tel|phone|number|mobile|cell)(?: number)?(?: is)?(?= *[{FENCE}:.])|(?:and
    |then|please|pl[sz]|to|so|n)(?= )|(?:again|back)\b|on (?:his|her|their|the|my) (?:cell|mobile|phone|landline)\b)+"""
)
TALKING = frozenset({"ask", "tell", "inform", "notify", "remind", "wish", "let", "thank"})
TO_WHOM = pattern(
    r"""(?:ask|tell|inform|notify|remind|wish|let|thank|update|offer)(?= \S)|(?:leave|pass)(?: on)? (?:(?:a|the
    |this) )?(?:message|word|note)[ ]
    (?:for|to|with)|complain (?:to|at)|check with|inquire (?:at|with|of)"""
)
PLAIN_VERBS = (
    (re.compile(r"\bsend (?:an? |the |this )?(?:message|word|note|text) to (?=\S)"), "leave a message for "),
    (re.compile(r"\b(?:pass|relay)(?: it| this| the word)?(?: on| along)? to (?=[\w ,¦]+ that\b)"), "tell "),
    (
        re.compile(
            r"\b(?:find out|check|inquire|learn)(?: for me)? (?:from|with) "
            r"(?=[\w' ,¦]+? (?:if|whether|what|when|how|where|who|which|why|until)\b)"
        ),
        "ask ",
    ),
    (re.compile(r"\bcheck to see (?=if|whether)"), "check "),
    (
        re.compile(
            rf"(?:\b(?:i|we)(?:'d| would| just)* )?\b(?:get|want|need|have|like) (?=(?:my|our"
            rf"|the) [\w' ]{{0,40}}?\b(?:{OF_MINE}|\d+ ?(?:am|pm|o'?clock))\b"
            r"[\w' ]* cancel(?:l?ed)?[.! ]*$)"
        ),
        "cancel ",
    ),
    (re.compile(r"\bbring (?=(?:my|our|the) [\w' ]{2,40} forward\b)"), "move "),
    (
        re.compile(
            r"\b(?:take|remove|strike|cross) (?:my|our|his|her) name (?:off"
            r"|from)(?: of)? (?:the )?(?:[\w]+ )?list"
        ),
        "cancel my place",
    ),
    (
        re.compile(
            r"^(?:i|we|[a-z]+) (?:do(?:es)?(?: not|n't|nt)|no longer) (?:want|need)s? "
            rf"(?=(?:my|our|the|that|this|his|her|their) (?!.*\bcancel)[^.?!]*\b{OF_MINE}\b)"
        ),
        "cancel ",
    ),
    (re.compile(r"\b(?:set|book|fix) (?:me|us) up (?:with|for) (?=(?:the|an?|my|dr)\b)"), "book an appointment with "),
)
""" "Pass on to Dana that", "set me up with": each as the verb it is."""
UNDONE = pattern(
    rf"""\b(?P<thing>(?:my|our|the) (?:(?!and\b|so\b)[\w']+ ){{0,5}}?{OF_MINE}\b
    (?:[ ](?!so\b|and\b|but\b|needs?\b|has\b|must\b|should\b|please\b|to\b|cancel|can\b)[\w':]+)*),?
    [ ]?(?:[ ](?:so|and|needs?|has|must|should|please|to|be|can|you|could|i|want|have|it|just|then))+[ ]
    (?P<verb>cancel(?:l?ed)?|moved?|rescheduled?|changed?)(?: (?:it|that|this|please|for me|now))*[.!?]*$"""
)
"""What is said before the verb: "my table needs to be cancelled"."""
GIVEN_UP = pattern(
    rf"""(?P<thing>.*\b(?:(?:at|with|to) (?!cancel\b)\S|{OF_MINE}\b).*?)[,.;!]? (?:so |and |please |can you
    |could you |just
    |[ ]|i want to )*cancel
    (?: (?:it|that|this|them|please|for me|now))*[.!]*"""
)
"""What is said of a visit before it is given up: "I can't make it to dinner at Nobu, please cancel"."""
ASKED = pattern(
    rf"""(?P<question>.{{8,}}?)[?,;.!]+ *(?:(?:please|can you|could you|just|so|and) )*(?:(?:call|phone
    |ring)(?: them| up
    | there)?(?: (?:and|to))?[ {FENCE}]*(?:ask|find out|check|see)?|ask|find out|check)(?: (?:them|for me|please)
    |[ {FENCE}])*
    [.!?]*"""
)
"""A question and then only who is to answer it: "do they have gluten free pizza? call and ask"."""
SENDER = re.compile(
    r"have (?P<name>(?!them|him|her|it|someone)[\w' -]+?) (?:send|bring|deliver|make|cook|prepare|drop off)\b"
)
