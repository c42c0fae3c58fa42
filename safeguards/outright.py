"""More words that say danger outright: what was swallowed, a life to end, a threat; and who only tells of it."""
# ruff: noqa: E501 - a pattern reads better on one line

_PILLS = r"(?:paracetamols?|ibuprofen|medicijnen|medicatie|antidepress\w*|slaappil\w*|slaapmiddel\w*|slaaptablet\w*|pillen|tabletten|pills|tablets|painkillers|insuline|insulin|bleek|bleach|antivries|antifreeze)"
_LOTS = r"(?:\d{2,}|all|alle|al|alles|hele|whole|entire|volle|doosje?|pot(?:je)?|strip(?:pen)?|bottle|packet|box|handful|handvol|load of|loads of|fles|at once|tegelijk|in one go|in een keer)"
_TOOK = r"(?:slik\w*|geslikt|slok\w*|ingenomen|genomen|opgegeten|leeggegeten|leeggeslikt|gedronken|swallow\w*|took|taken|downed|drank|drunk)"
_WHO = r"(?:mezelf|mijzelf|me|mij|zichzelf|hemzelf|haarzelf|himself|herself|themsel\w+|myself)"
_LIFE = r"(?:mijn|m'n|mn|haar|zijn|z'n|my|her|his|their)"
CRISIS_MORE = (
    # a wish, a means or a place that somebody names without the usual words
    r"\bdoodswens\w*|\bniet veilig (?:met|bij|voor) (?:mezelf|mijzelf)\b|\bnot safe (?:with|from|around) myself\b",
    r"\b(?:mezelf|mijzelf|m'n eigen|mn eigen|me eigen) (?:\w+ ){0,3}(?:gesneden|gekrast|verwond|beschadigd|uitgehongerd)\b(?! aan\b)",
    r"\bpillen (?:\w+ ){0,3}(?:liggen|staan) klaar\b|\b(?:pills|tablets) (?:\w+ ){0,3}(?:laid out|lined up|counted)\b|\bte veel (?:tabletten|pillen) (?:genomen|geslikt|gepakt)\b|\btook too many (?:pills|tablets)\b",
    r"\b(?:denk|dacht) (?:\w+ ){0,3}aan springen\b|\b(?:think|thinking|thought) (?:\w+ ){0,3}(?:about|of) jumping\b|\bout of jumping\b|\bthink(?:ing)? about how (?:i'?d|i would|i will) do it\b",
    r"\b(?:mijn|m'n) leven (?:\w+ ){0,2}mag (?:\w+ ){0,2}(?:stoppen|ophouden|voorbij zijn|klaar zijn)\b|\b(?:ophouden|stoppen) met leven\b|\bstop living\b|\btot ik dood ?ga\b",
    rf"\b{_TOOK}\b.{{0,30}}\b{_LOTS}\b.{{0,30}}\b{_PILLS}\b|\b{_TOOK}\b.{{0,20}}\b{_PILLS}\b.{{0,20}}\b{_LOTS}\b|\b{_LOTS}\b.{{0,25}}\b{_PILLS}\b.{{0,20}}\b{_TOOK}\b|\b(?:drank|dronk|gedronken) (?:\w+ ){{0,3}}(?:bleach|bleek|antifreeze|antivries)\b|\b(?:bleek|antivries) gedronken\b|\b(?:an?|een) overdos\w+\b|\b(?:i|ik) (?:\w+ )?overdosed\b",
    rf"\b{_WHO} (?:\w+ )?(?:op te hangen|te verhangen|iets aan te doen|wat aan te doen|te verwonden|verwond\w*|te snijden|snijdt|gesneden|opgesneden|van kant (?:te )?maken|te doden|doden|van het leven (?:te )?be\w+|te verdrinken|doodrijden|dood te rijden)\b|\bsnijdt (?:zichzelf|zich)\b",
    rf"\b(?:een )?einde? (?:\w+ )?aan {_LIFE} leven (?:wil|maak\w*|te maken)\b|\beinde? aan {_LIFE} leven\b|\b{_LIFE} (?:eigen )?leven (?:te |wil )?beeindigen\b|\buit het leven (?:wil|wou|te) ?stap\w*\b|\buit het leven stap\w+ wil\b|\b(?:end|take|taking|ending) {_LIFE} (?:own )?life\b|\bwant(?:s|ed)? to end (?:it all|my life)\b",
    r"\b(?:alleen (?:nog )?(?:maar )?|liever |gewoon )dood zijn\b|\b(?:wil|wou) (?:\w+ ){0,3}dood zijn\b",
    r"\b(?:me|mij|ons|hem|haar|docent|leraar|collega) (?:\w+ )?(?:dood (?:te )?steken|dood zou steken|neer (?:te )?schieten|kapot maakt|iets aan (?:te|gaat) doen)\b|\bdreigt (?:\w+ ){1,5}(?:neer te schieten|dood te steken|iets aan te doen|te vermoorden)\b|\bthreatened to (?:set fire to|burn|kill|stab|shoot)\b.{0,20}\b(?:me|my|us|our)\b|\b(?:burn|brand) (?:down )?(?:my|our|mijn) (?:house|huis)\b",
    r"\b(?:man|vrouw|vriend|vriendin|partner|ex|vader|zoon|husband|wife|boyfriend|girlfriend|dad|son)\b .{0,24}\b(?:me|mij)\b .{0,24}\b(?:geslagen|getrapt|geschopt|gestoken|bewusteloos|van de trap)\b|\bin elkaar (?:ge)?sla\w+\b.{0,30}\b(?:mij|me)\b|\b(?:me|mij) .{0,40}\bin elkaar geslagen\b",
)
# Whoever tells what somebody taught, agreed or played does not say it of himself; and things do not die.
TOLD_ABOUT = (
    r"\b(?:stappenplan|counsell?or (?:spoke|talked)|spoke (?:to|with) (?:\w+ ){1,3}about|talked (?:to|with) (?:\w+ ){1,4}about|theater|toneel|nagesprek|debrief|escape[- ]?room\w*|podcast|posters?|regels tegen|rules (?:on|about)|leerde hoe|learned how to|used to be|wat je doet als|what (?:to|you) do (?:if|when)|reading|we read|we lezen|got them talking|assembly (?:on|about)|"
    r"(?:was being|werd|was) (?:\w+ ){0,3}(?:bullied|gepest)\b.{0,40}\b(?:now|nu|has friends|heeft vrienden|captain|prefect))\b"
)
THINGS_DIE = r"\b(?:printer|kopieermachine|kopieerapparaat|laptop|beamer|projector|copier|photocopier|digibord|smartboard|computer|wifi|chromebook|bel|bell|plant(?:en|s)?|app)\b.{0,24}\b(?:niet meer leven|committed suicide|pleegde zelfmoord|wil dood|begeven|dood)\b|\bkill me(?: now)?,? (?:it'?s |with )?(?:another|more|yet|one more)\b|\b(?:zelfmoord (?:ge)?pleeg\w*|suicide) (?:\w+ )?in (?:het|the|een|a) (?:\w+-?)*(?:spel|game|quiz)\b|\bshooting (?:myself|ourselves) in the foot\b|\bmes op de keel (?:ge)?zet\w*:|\b(?:end it|een eind aan maken),? (?:this|that|deze|dat|die) (?:endless|whatsapp|chain|eindeloze|\w+ group)"
