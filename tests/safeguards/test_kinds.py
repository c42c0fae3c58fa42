"""What is told by its kind: names of schools, streets, initials, family titles and codes of classes."""

import pytest

from safeguards.redaction import redact


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        ("Stage bij Jenaplan Kindcentrum De Roerdomp was fijn", "Jenaplan Kindcentrum De Roerdomp"),
        ("wij leerden het op Vrije School in de Hoven", "Vrije School in de Hoven"),
        ("the kids from Ashlow Pupil Referral Unit read with ours", "Ashlow Pupil Referral Unit"),
        ("she trained at the University of the Wolds", "University of the Wolds"),
        ("kom langs, Iepenlaan 9 in Norg, er is koffie", "Iepenlaan 9 in Norg"),
        ("tineke v. wil het weer over doelen hebben", "tineke v."),
        ("mevr. ter H. luistert wel", "mevr. ter H."),
        ("tante Riet komt voorlezen", "tante Riet"),
        ("we miss old Mrs Wray", "old Mrs Wray"),
        ("ik heb het aan Van Assen voorgelegd", "Van Assen"),
        ("xiao lin shared her slides", "xiao lin"),
        ("anyone seen joy? she has my keys", "joy"),
        ("In 5 EW c ging het mis", "5 EW c"),
        ("8 Heron read a whole book", "8 Heron"),
        ("ons hoofd personeelszaken belt niet terug", "ons hoofd personeelszaken"),
        ("My mentor asked about our goals", "My mentor"),
        ("ons secretariaatshoofd kreeg applaus", "ons secretariaatshoofd"),
        ("in gesprek met de gezinsvoogd over hem", "de gezinsvoogd"),
        ("the exams invigilator was kind", "the exams invigilator"),
        ("I spoke to the head of history about it", "the head of history"),
        ("the exams lady sorted it", "the exams lady"),
        ("de ict-man heeft het geregeld", "de ict-man"),
        ("our head said no to it", "our head"),
        ("een mail van mevrouw groenewegen", "mevrouw groenewegen"),
        ("op woe 3 dec gesproken", "woe 3 dec"),
        ("next Thurs we meet", "next Thurs"),
        ("Nurse and I sat with him", "Nurse"),
        ("met één zorgjuf en een EHBO-koffer", "zorgjuf"),
        ("ik kan niet met van vliet door een deur", "van vliet"),
        ("zodra ik de naam de bruijn hoor", "de bruijn"),
        ("de mail van o. bakker gelezen", "o. bakker"),
        ("j.p. and i planned it", "j.p."),
        ("if mr t hadn't been there", "mr t"),
        ("big Steve ran the whole of sports day", "big Steve"),
        ("obi, joy, jess: thank you all", "joy"),
        ("het account tulp_beheer is dicht", "tulp_beheer"),
        ("ANNA HEEFT WEER GELIJK", "ANNA"),
        ("we hardly meet, according to Mary Johnson that is the timetable", "Mary Johnson"),
        ("Emma Wilson said no again", "Emma Wilson"),
        ("kamp in mei, 12-14 mei, met zijn allen", "12-14 mei"),
    ],
)
def test_what_is_told_by_its_kind_goes_as_a_whole(text: str, gone: str) -> None:
    start = text.index(gone)
    covered = {at for span in redact(text).spans for at in range(span.start, span.end)}

    assert all(at in covered for at in range(start, start + len(gone)) if text[at].isalnum())


@pytest.mark.parametrize(
    "text",
    [
        "Een vakcollege past soms beter dan een havo.",
        "Our shared Google Drive is a museum",
        "with Winston Churchill in the lesson on speeches",
        "The deputy of any school has a lonely job",
        "De taalcoördinator op een kleine school doet ook het hek",
        "mijn duo en ik doen dat samen",
        "WE MOETEN ECHT MEER SAMEN DOEN",
        "A pupil referral unit is not a punishment.",
        "We moved it to Tuesdays.",
        "Austen would laugh at our dress code",
        "Had faith in the plan, and it worked",
        "Year 12 is tired and so am I.",
        "moet ik vertellen dat de les te moeilijk is",
        "My tutor group loved it",
        "A head of steam built up",
        "my head is full",
        "Mijn hoofd zit vol.",
        "Peer observation is small here",
    ],
)
def test_what_only_looks_like_it_stays(text: str) -> None:
    assert redact(text).spans == ()


@pytest.mark.parametrize("link", ["Aa-", "O'", "Mevr. de W. ", "Year 9 Oak "])
def test_a_long_chain_is_read_to_its_end(link: str) -> None:
    chain = (link * 4096)[:4000]

    assert "joost@school.nl" not in redact(f"{chain} mail joost@school.nl").text
