"""Which stretches of letters and figures are a class, and which are a unit, an ordinal or a year group."""

import pytest

from safeguards.redaction import redact


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("in 5vwisb1 heb ik twintig niveaus", "5vwisb1"),
        ("ouders van G8a klagen", "G8a"),
        ("een leerling van b1k", "b1k"),
        ("a joint assembly with 6E in the front row", "6E"),
        ("observed dave's 8Q2. stole his starter", "8Q2"),
        ("pleun krijgt K2f dit jaar", "K2f"),
        ("samen met 1th2 regels gemaakt", "1th2"),
        ("een les van A4-wisD bekeken", "A4-wisD"),
        ("de groepen van 4h.entl3 omgegooid", "4h.entl3"),
        ("9-3 did their debate", "9-3"),
        ("KLAS 2C schreef brieven", "KLAS 2C"),
        ("my chat with 10B/En3 went well", "10B/En3"),
        ("met 3MB lukt het niet", "3MB"),
        ("Lower Sixth B was loud", "Lower Sixth B"),
        ("in groep 5/6a werkt het", "groep 5/6a"),
        ("met 5 HW a gesproken", "5 HW a"),
        ("Year 8 Curie were lovely", "Year 8 Curie"),
        ("Had P6/7 today", "P6/7"),
        ("set 4 Y11 was loud", "set 4 Y11"),
        ("met gr. 7b gelezen", "gr. 7b"),
        ("de 1ste jaar A mag mee", "1ste jaar A"),
        ("een toets voor a4.wisb2 gemaakt", "a4.wisb2"),
        ("Y5-Holly won at rounders", "Y5-Holly"),
        ("a panic attack in 11Pt2 today", "11Pt2"),
        ("nine kids from 8Nurture wrote it", "8Nurture"),
    ],
)
def test_a_class_goes_in_every_notation(text: str, code: str) -> None:
    assert [text[span.start : span.end] for span in redact(text).spans if span.type == "class_group"] == [
        code
    ]


@pytest.mark.parametrize(
    "text",
    [
        "drie A4-tjes vol plannen",
        "we wrote 10kg of paper in the 3rd week",
        "om 16u42 was de trein weg",
        "5G of wifi, niks werkt",
        "the 3D printer is back",
        "P6 and P7 do assembly together",
        "Year 9 is tired",
        "groep 8 ga ik missen",
        "a 4v4 match in the break",
        "KS3 gets the leftovers",
        "Question 3a confused everyone",
        "we zijn 7-8 keer gaan kijken",
        "4 havo is leuk",
        "We lazen 1200 woorden in 2025",
        "1984 is still the best novel to teach",
    ],
)
def test_a_unit_an_ordinal_and_a_year_group_stay(text: str) -> None:
    assert redact(text).spans == ()


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("auto GX-482-B staat in de weg", "GX-482-B"),
        ("a minibus, reg YK19 LFO, and a driver", "YK19 LFO"),
        ("my bike lock code is 7316 by the way", "7316"),
        ("heb 4471 als code voor de kast", "4471"),
        ("de kluisjes nagelopen, B217 stond open", "B217"),
        ("badge no. 12 is the one for the gym", "12"),
        ("Order no. 77-4210-B came with the wrong beakers", "77-4210-B"),
        ("de melding is 4471 en dat klopt", "4471"),
        ("Pupil UPN K823200118047 came up twice", "UPN K823200118047"),
        ("heb stamnr 1-75-0612 ingevuld", "stamnr 1-75-0612"),
    ],
)
def test_a_number_that_opens_something_or_belongs_to_one_person_goes(text: str, number: str) -> None:
    covered = {at for span in redact(text).spans for at in range(span.start, span.end)}
    start = text.index(number)

    assert all(at in covered for at in range(start, start + len(number)) if text[at].isalnum())


def test_beside_a_day_that_is_sure_the_others_are_dates_too() -> None:
    found = redact("13-2 intervisie, 6-3 intervisie, 3-4 ook")

    assert [span.type for span in found.spans] == ["date", "date", "date"]
