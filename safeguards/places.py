"""Finds addresses and places: streets, postcodes, towns on the list and capitals that stand where a town does."""
# ruff: noqa: E501 - a pattern reads better on one line

import re
from collections.abc import Iterator

from safeguards.cues import CUES
from safeguards.lists import Lists, is_ordinary
from safeguards.words import Word, matches

Found = tuple[int, int, str]

_STREET = r"(?:straat|laan|weg|plein|gracht|kade|dijk|singel|hof|steeg|pad|dreef|plantsoen|park|burg|lei|baan|stwg|steenweg|markt|akker|veld|erf|wal|ring|berg|donk|str)"
_EN_STREET = r"(?:Street|Road|Lane|Avenue|Drive|Close|Court|Terrace|Crescent|Place|Square|Gardens|Grove|Park|Way|Row|Mews|Hill|Walk|Rd|St|Ave)"
_NUMBER = r"\d{1,4}(?:[\s-]?[a-zA-Z]\b|[-/]\d{1,3}\b)?(?:\s?(?:bus|hs|bis|\w-hoog)\s?\d*)?"
_POSTCODE = (
    r"(?:\b[1-9]\d{3}\s?[A-Z]{2}\b(?:\s(?:te\s)?[A-Z][a-z]+)?|\bB?-?[1-9]\d{3}\s[A-Z][a-z]+(?:-[A-Z][a-z]+)*)"
)
# ", Heerde", "in Vorden", "te Zele": the town without a postcode
_TOWN = r"(?:,?\s(?:in|te|bij|at|near)\s|,\s)(?!(?:Ik|We|De|Het|En|Maar|Dan|Kom|The|And)\b)[A-Z][\w'-]+(?:\s(?:aan|a/d|op|bij|on|upon)\s(?:de[rn]?\s|het\s)?[A-Z][\w'-]+)?"
_ADDRESS = re.compile(
    rf"\b(?:(?:[A-Z][\w'.-]*\s(?:(?:van|de|der|den|ter|het)\s)*){{0,3}}[A-Z]?\w{{2,}}{_STREET}|(?:Laan|Plein|Weg|Hof|Pad|Dreef|Burgemeester)\s(?:van\s)?(?:de[rn]?\s)?[A-Z]\w+(?:\s[A-Z]\w+)?"
    rf"|(?:Korte|Lange|Grote|Oude|Nieuwe)\s[A-Z]\w+|[Dd]orpsstraat|[A-Z]\w+(?:\s[A-Z]\w+)?)\s{_NUMBER}(?:,?\s{_POSTCODE}|{_TOWN})?(?!\w)"
)
_STREET_LIKE = re.compile(
    rf"{_STREET}\s\d|^(?:Laan|Plein|Weg|Hof|Pad|Dreef|Burgemeester|Korte|Lange|Grote|Oude|Nieuwe)\s",
    re.IGNORECASE,
)
_LONE_POSTCODE = re.compile(r"\b[1-9]\d{3}\s?(?!SA|SD|SS)[A-Z]{2}\b")
_UK_POSTCODE = re.compile(
    r"\b(?:[A-Z]{1,2}\d[A-Z\d]?\s\d[A-Z]{2}|[AC-FHKNPRTV-Y]\d[\dW]\s?[0-9AC-FHKNPRTV-Y]{4})\b"
)
_TOWN_OR_NOT = rf"(?:{_TOWN})?"
_EN_ADDRESS = re.compile(
    rf"\b(?:(?:[Ff]lat|[Aa]pt\.?|[Aa]partment|[Uu]nit)\s\d+\w?,?\s)?\d{{1,4}}[a-zA-Z]?,?\s(?:[A-Z][\w'.]*\s){{1,3}}{_EN_STREET}\b{_TOWN_OR_NOT}|"
    rf"\b(?:(?!Google\s)[A-Z][\w']+\s){{1,2}}(?:Street|Road|Lane|Avenue|Crescent|Terrace|Drive|Close)\b{_TOWN_OR_NOT}"
)
# Streets on no list of kinds, told by what stands before them: "adres: Kouter 12a", "ik woon Achter de Kerk 3"
_CUED_ADDRESS = re.compile(
    rf"\b(?:adres|woon|woont|wonen|wonend|woonachtig|bezorgen|verhuisd|afgeven|langs|address|live|lives|living|moved to)\b\W{{1,3}}(?:(?:is|nu|op|in|aan|bij|naar|de|het|at|on|is)\s){{0,3}}"
    rf"((?!Week|Hoofdstuk|Lokaal|Room|Year|Groep|Klas|Unit|Blok|Chapter)(?:Op |Aan |Achter |In |Onder |Bij |Het |De |'t )?(?:de |het |den |'t )?[A-Z][\w'-]+(?:\s(?:de |van |der |den |ter )?[A-Z][\w'-]+)?\s{_NUMBER}(?:,?\s{_POSTCODE}|{_TOWN})?)(?!\w)"
)
# "Nieuwe Kouter 5, Sint-Amands": more kinds of streets, with a capital
_MORE_STREETS = re.compile(
    rf"\b(?:[A-Z][\w'-]+\s(?:(?:van|de|der|den|ter|het)\s)*){{0,2}}(?:[A-Z]\w{{2,}}(?:kouter|brink|boulevard|hoek|meent|haven|vaart|drift|hoeve|horst|tuin|weide|oord|poort|brug|sluis|vest|vliet|wijk|zoom|rak|heide|bos|hout|stede|daal|kamp|beek|dam|rode|lo|aard|sloot|kreek|wei|es|eng)"
    rf"|Brink|Kouter|Boulevard|Esplanade|Haven|Vest|Kaai|Wal|Ring|Dam|Dijk|Kade|Gracht|Markt|Plein|Laan|Dreef|Hof|Pad|Zand|Heide)\s{_NUMBER}(?:,?\s{_POSTCODE}|{_TOWN})(?!\w)"
)
_LOW_EN_ADDRESS = re.compile(
    r"\b(?:p\.?\s?o\.?\s?box|postbus)\s\d+\b|\b\d{1,4}[a-z]?\s(?:[a-z]{3,}\s){1,2}(?:street|road|lane|avenue|crescent|terrace|drive|close)\b",
    re.IGNORECASE,
)
_BARE_STREET = re.compile(
    r"\b(?:in|aan|op|uit|de|langs)\s(?:de|het)\s([A-Z]\w{2,}(?:straat|laan|plein|gracht|kade|singel|weg|dijk|dreef|steenweg))\b"
    r"|\b(?:woont|woon|wonen)\s(?:in|aan|op)\s(?:de|het)\s(\w{3,}(?:straat|laan|plein|gracht|kade|singel|weg|dijk|dreef|steenweg))\b"
)
_PLACE_CUES = frozenset(
    [
        "in",
        "uit",
        "te",
        "naar",
        "vanuit",
        "rond",
        "nabij",
        "from",
        "at",
        "near",
        "to",
        "omgeving",
        "regio",
        "gemeente",
        "stad",
        "dorp",
        "town",
        "city",
        "area",
        "van",
        "of",
    ]
)
_TRIPS, _THEMES = CUES["trips"], CUES["themes"]
_LOW_WORD_PLACES = frozenset(
    [
        "leiden",
        "assen",
        "gent",
        "gouda",
        "limerick",
        "delft",
        "weesp",
        "tiel",
        "emmen",
        "houten",
        "buren",
        "cork",
        "bath",
        "derry",
        "hoorn",
        "heerde",
        "tielt",
        "ronse",
    ]
)


def find_addresses(text: str) -> Iterator[Found]:
    """Yield (start, end, "address") of streets with a number, named streets and postcodes."""
    if any(char.isdigit() for char in text):
        for match in _ADDRESS.finditer(text):
            if _STREET_LIKE.search(match.group()):
                yield match.start(), match.end(), "address"
        yield from ((m.start(1), m.end(1), "address") for m in _CUED_ADDRESS.finditer(text))
        for pattern in (_MORE_STREETS, _LONE_POSTCODE, _UK_POSTCODE, _LOW_EN_ADDRESS):
            yield from ((m.start(), m.end(), "address") for m in pattern.finditer(text))
    for match in _EN_ADDRESS.finditer(text):
        yield match.start(), match.end(), "address"
    for match in _BARE_STREET.finditer(text):
        group = 1 if match.group(1) else 2
        yield match.start(group), match.end(group), "address"


def _place_cue(words: list[Word], index: int, known: Lists) -> str:
    """Return the word that makes a place of this one ("" if none); in "uit Aalst en Gent" it stands further back."""
    if not index:
        return ""
    before = words[index - 1].key
    if (
        before in {"en", "and", "of", "or"}
        and index > 2
        and words[index - 2].key in known.places | known.place_words
    ):
        before = words[index - 3].key
    return before if before in _PLACE_CUES else ""


def _unknown_place(words: list[Word], index: int, known: Lists) -> bool:
    """Tell whether a capital on no list stands where a place does ("in Pontypridd", "uit Terwispel")."""
    word = words[index]
    if not word.capital or word.opens or word.kept or not index or words[index].gap != " ":
        return False
    if words[index - 1].key not in {"in", "uit", "vanuit", "near", "nabij"} or not word.text[1:].islower():
        return False
    plain = word.key in known.common or word.key in known.excluded or word.key in known.first
    return not plain and len(word.key) > 3 and not is_ordinary(word.key)


def _theme(words: list[Word], index: int) -> bool:
    """Tell whether the place is what a lesson or a trip is about ("the London trip", "the Dublin unit")."""
    after = words[index + 1].key if index + 1 < len(words) and words[index + 1].gap in {" ", "-"} else ""
    keys = [word.key for word in words[max(0, index - 2) : index]]
    if keys and (
        keys[-1] == "dagje" or (keys[0] in _TRIPS and keys[-1] in {"naar", "to", "in", "over", "about"})
    ):
        return True
    return (
        after in _THEMES
        and bool(index)
        and words[index - 1].key in {"the", "de", "het", "our", "onze", "een", "a"}
    )


def find_places(words: list[Word], known: Lists) -> Iterator[Found]:
    """Yield (start, end, "place") of towns, regions and quarters on the list."""
    for index, word in enumerate(words):
        for phrase in known.place_phrases.get(word.key, ()):
            if matches(words, index, phrase):
                yield word.start, words[index + len(phrase) - 1].end, "place"
                break
        else:
            if (
                word.kept and word.key not in known.excluded
            ):  # inside a phrase that is no place ("fire of London")
                continue
            if word.key in known.places and _theme(words, index):
                continue
            if (
                word.key in known.places
                or (word.key.endswith("se") and word.key[:-2] in known.places and word.capital)
                or _unknown_place(words, index, known)
            ):
                yield word.start, word.end, "place"
            elif word.key in known.place_words and (cue := _place_cue(words, index, known)):
                wide = cue in {"van", "of", "te", "to", "at"}
                if (word.capital and not (wide and word.key in known.given_words)) or (
                    word.key in _LOW_WORD_PLACES
                    and cue in {"in", "uit", "vanuit", "from"}
                    and word.key not in {"houten", "buren", "bath"}
                ):
                    yield word.start, word.end, "place"
