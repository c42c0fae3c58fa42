"""What stands behind a function and narrows it down ("van de onderbouw", "of year 9"), and what its holder does."""
# ruff: noqa: E501 - a pattern reads better on one line

import re

SUBJECT_NL = (
    r"(?:nederlands|engels|frans|duits|spaans|italiaans|latijn|grieks|fries|arabisch|turks|chinees|wiskunde|rekenen|natuurkunde|scheikunde|biologie|aardrijkskunde|"
    r"geschiedenis|economie|bedrijfseconomie|maatschappijleer|maatschappijwetenschappen|filosofie|muziek|tekenen|handvaardigheid|drama|techniek|technologie|informatica|gym|gymnastiek|lo|l\.o\.|sport|kunst|"
    r"godsdienst|levensbeschouwing|zedenleer|nask|zorg|verzorging|beeldend|kunstvakken|turnen|zwemmen|dans|plastische opvoeding|pav|bevo|burgerschap|ckv|natuur|taal|lassen|koken|horeca|mechanica|elektriciteit|nt2|rt|ict)"
)
YEARS_NL = r"(?:eerste|tweede|derde|vierde|vijfde|zesde|zevende)"
AREA_NL = (
    rf"(?:onderbouw|bovenbouw|middenbouw|kleuterbouw|brugklas(?:sen)?|(?:havo|vwo|vmbo|mavo|mbo|tl|kader|basis|bbl|bol|isk)(?:[ /-](?:en |/)?(?:\d|havo|vwo))?|(?:groep|klas|leerjaar|jaar|blok|team|unit) \d\w?|"
    rf"\d ?(?:havo|vwo|vmbo|mavo|[a-z]{{1,4}}\d?)\b|{YEARS_NL}(?: (?:graad|leerjaar|klas|jaar|kleuterklas|kleuter|middelbaar))?|kleuters?|[a-z]*kleuterklas|(?:sectie|afdeling|vakgroep|locatie|vestiging|opleiding|werkgroep|stuurgroep) \w+|"
    rf"directeur|rector|schoolleider|g?mr|or|ouderraad|leerlingenraad|medezeggenschapsraad|oudercommissie|raad van toezicht|personeelsvereniging|studentenraad|vakgroep|vakbond|oudervereniging|schoolraad|personeelsraad|kantine|receptie|administratie|school|locatie|avond|passend onderwijs|toetsing|exact(?:e vakken)?|alfa|beta|bèta|gamma|talen|kunst|mens en maatschappij|algemene vakken|praktijkvakken|zorg en welzijn|{SUBJECT_NL})"
)
TAIL_NL = re.compile(
    rf"(?:\s(?:(?:van|voor|in|uit|bij|op|der)\s(?:de\s|het\s|onze\s|ons\s|'t\s|den\s)?)?(?:vak\s)?{AREA_NL}(?![\w-])(?:(?:\sen\s|/){AREA_NL}(?![\w-]))?){{1,2}}",
    re.IGNORECASE,
)
TAIL_EN = re.compile(
    r"\s(?:of|for|in)\s(?:the\s|our\s)?(?:(?:lower|upper|middle|junior|senior|infant|primary|sixth|first|second|key|early|special|modern|foreign|physical|religious|teaching|pastoral|student|human|whole)(?:\s(?:and|&)\s\w+)?\s)?"
    r"(?:(?!(?:team|start|fact|day|week|time|meeting|course|job|change|it|us|them|me|you|this|that|all|his|her|their)\b)[a-z]+)(?:\s\d+\w?)?(?:\s(?:and|&)\s[a-z]+)?(?![\w-])",
    re.IGNORECASE,
)
BEHIND_EN = re.compile(r"\s(?:\d{1,2}\w?|pastoral|academic|curriculum|behaviour)(?![\w-])", re.IGNORECASE)
YEAR_EN = re.compile(r"(?:year|grade|class|form|room|p|ks|key stage)\s?\d+\w?$", re.IGNORECASE)
FACTS_NL = r"(?:zei|zegt|vroeg|vraagt|wil|wilde|kwam|komt|is|was|heeft|had|doet|deed|gaat|ging|luistert|luisterde|vindt|vond|denkt|dacht|mailde|mailt|stuurde|stuurt|regelt|regelde|bepaalt|beslist|belde|belt|kan|kon|mag|moet|weet|wist|begrijpt|geeft|gaf|maakt|maakte|liet|laat|zit|zat|staat|stond|krijgt|kreeg|helpt|hielp|houdt|hield|neemt|nam)"
FACTS_EN = r"(?:said|says|wants|wanted|asked|asks|told|tells|thinks|thought|came|comes|is|was|has|had|listens|listened|never|always|decided|decides|keeps|kept|gave|gives|let|lets|made|makes|sent|sends|knows|knew|doesn't|didn't|won't|wouldn't|isn't|wasn't|hasn't|emailed|laughed|told|screams|shouts|backs|backed|helps|helped)"
