"""Names the words of which `dangers` and `jests` build their patterns: who, whose, deeds, means and places.

Dutch, Flemish and English together, as they are typed; folded: lower case, without accents.
"""
# ruff: noqa: E501 - a list reads better on one line


def words(listed: str) -> str:
    """Return a pattern for any of the listed words, which may hold patterns themselves."""
    return f"(?:{'|'.join(listed.split())})"


def gap(most: int) -> str:
    """Return a pattern for at most so many words of the same sentence."""
    return rf"(?:[\w'’-]+,? ){{0,{most}}}"


def within(most: int) -> str:
    """Return a pattern for at most so many characters of the same sentence."""
    return rf"[^.!?]{{0,{most}}}"


I = r"(?:ik|'?k|i|im|i'm|i am|i'd|ive|i've)"  # noqa: E741 - the word itself
MY = words("mijn m'n mn mijne my me onze ons our haar zijn z'n zn her his their \\w+'s")
SELF = r"(?:(?:me|mij|my|mn|m'n|mijn|me) ?(?:zelf|zelve|self|eigen)|masel|zichzelf|z'n eigen|haar eigen|jezelf|himself|herself|themsel\w+)"
KIN = words(
    "man vrouw vent lief vriend vriendin partner ex exman exvrouw verloofde echtgenoot echtgenote vader moeder papa mama pa ma "
    "stiefvader stiefmoeder stiefpa stiefzoon schoonvader schoonmoeder schoonzoon zoon dochter broers? zus zusje oom opa neef "
    "familie husband hubby wife missus boyfriend girlfriend fella fiancee? ex-\\w+ dad father mum mother mom parents? "
    "step-?dad step-?father step-?mum step-?son son daughter brothers? sister uncle cousin family"
)
MINE = rf"(?:{MY} (?:[\w']+ )?{KIN}|father of (?:my|our|her) \w+|vader van (?:mijn|onze|haar) \w+)"
HE = words("hij ie zij ze he she they")
CHILDREN = words("kinderen kindren kids children baby zoontje dochter zoon son daughter")
WHOM = rf"(?:me|mij|ons|us|her|haar|him|hem|(?:de|the|onze?|our|my|mijn|haar) {CHILDREN}|{MY} {KIN})"
SOMEONE = words(
    "(?:mentor|examen)?leerlinge? student(?:e|s)? kind meisje jongen manneke pupils? child kids? girl boy lad collega colleague docent leraar teacher "
    "ta conciërge concierge caretaker ouder parent vader iemand someone somebody he she hij zij ze friend vriendin vriend zoon dochter son daughter"
)
# deeds
HITS = words(
    "slaa[gt]?t sla+t sloeg sloegen klopt klopte schopte? schopt stompte? stompt trapte? trapt stampte? stampt mepte? mept ramt ramde wurgte? wurgt mishandelt mishandelde "
    "verkracht verkrachtte steekt stak hits beats punche[sd] kicks kicked slaps slapped chokes choked strangles strangled rapes raped "
    "burns burned burnt bijt stabs stabbed abuses abused molests molested assaulted batters battered thumps thumped"
)
HITTING = words("hitting beating punching kicking choking strangling raping abusing battering hurting")
STRUCK = words(
    "geslagen geslaan gesloegen geslage geklopt geschopt gestompt getrapt gewurgd gestoken neergestoken mishandeld verkracht aangerand opgesloten vastgehouden "
    "toegetakeld afgeranseld afgerammeld afgetuigd overgoten gekwakt gesmeten gebeten beaten battered stabbed strangled choked raped punched"
)
SLAIN = words(
    "vermoordt? vermoorden afmaakt afmaken doodmaakt doodmaken doodsteekt doodsteken neersteekt neersteken neerschiet neerschieten doodschiet "
    "doodschieten doodslaat doodslaan dooddoet dooddoen overhoopschiet wurgt wurgen"
)
SLAY = words("kill murder stab shoot strangle")
LIVE = words("leven leve lefen levn leeven leeve")
NO_MORE = r"(?:(?:niet|nie|nit|ni|nt) (?:meer|langer|mr)|nimeer|niemeer|nimmer)"
DIE = words("dood doodgaan doodgaa?n doot sterven sterve")
# means
PILLS = words(
    "pille?n? pillekes pills? tabletten tablets meds medication medicatie medicijnen paracetamols? dafalgan panadol ibuprofen aspirines? "
    "insuline? morfine morphine oxycodon\\w* tramadol codeine co-codamol oxazepam temazepam diazepam valium xanax antidepress\\w* "
    "slaappil\\w* slaapmiddel\\w* slaaptablet\\w* kalmeer\\w+ sleepers painkillers pijnstillers"
)
POISON = words(
    "bleach bleek bleekwater antifreeze antivries poison gif rattengif ontstopper terpentine thinner chloor chlorine javel schoonmaakmiddel \\w*reiniger drain\\ stuff afwasmiddel ammonia white\\ spirit perfume parfum "
    "nail\\ varnish\\ remover aceton drain\\ cleaner weedkiller"
)
ROPE = words(
    "touw koord strop riem ceintuur snoer kabel sjaal laken rope noose belt cord scarf cable ligature"
)
BLADE = words(
    "mes mesje stanleymes scheermes\\w* knife blade razor\\w* scalpel schaar scissors passer compass"
)
GUN = words("jachtgeweer hunting\\ rifle vuurwapen pistool geweer revolver gun shotgun rifle pistol handgun")
TOOL = words(
    "mes keukenmes schroevendraaier vork schaar hamer passer riem stok kabel snoer pollepel tang strijkijzer belt stick cable cord iron "
    "fork knife screwdriver hammer scissors bottle fles"
)
# body and places
NECK = words("throat neck keel hals nek strot")
BONE = words(
    "arm kaak neus pols ribb?e?n? vingers? been jaw nose wrist ribs? fingers? teeth tand tanden sleutelbeen collarbone oogkas leg"
)
LIMB = words(
    "pols polsen polse arm armen arme armpjes been benen bovenbe\\w+ dij dijen buik voeten voet borst feet stomach belly tummy wrists? arms? legs? thighs? huid skin"
)
HEIGHT = words(
    "dak brug parking parkeergarage balkon flat toren viaduct kerktoren klif pier roof bridge multi-storey balcony tower cliff ledge "
    "overpass parkeerhuis carpark gebouw building raam window reling railing rand edge rooftop parapet"
)
RAILS = words("spoor rails treinrails sporen tracks railway")
