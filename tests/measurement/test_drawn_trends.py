"""Pictures: well-formed, without style sheets, told apart without colour, the same in words, never exact."""

import re
import struct
from datetime import date, timedelta
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from measurement.disclosure import Band
from measurement.panels import LOOKS
from measurement.picture import (
    Closed,
    Figure,
    Mark,
    Series,
    Tie,
    network_alt,
    network_svg,
    png,
    sparkline_svg,
    trend_alt,
    trend_svg,
)
from measurement.picture_words import WORDS, Language
from measurement.tide import Shown, show

START = date(2026, 9, 28)
LANGUAGES: tuple[Language, ...] = ("nl", "en")


def series(key: str, *levels: float) -> Series:
    figures = (Figure(START + timedelta(weeks=4 * i), show(m), 6) for i, m in enumerate(levels))
    return Series(key, tuple(figures))


TEAM = [
    series("overall", 60, 64, 69),
    series("structural", 54, 58, 64),
    series("relational", 80, 88, 93),
    series("cognitive", 49, 44, 40),
]
MARKS = [Mark(date(2026, 10, 29), "samen één les & <meer>")]
CLOSED = [Closed(date(2026, 10, 17), date(2026, 10, 25))]


def picture(language: Language = "nl") -> str:
    return trend_svg(TEAM, language=language, marks=MARKS, closed=CLOSED)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_trend_is_well_formed_and_uses_presentation_attributes_only(language: Language) -> None:
    root = ElementTree.fromstring(picture(language))
    assert root.get("width") == "1080"
    assert root.get("role") == "img"
    tags = {element.tag.split("}")[1] for element in root.iter()}
    assert tags <= {"svg", "rect", "text", "polyline", "polygon", "circle"}
    assert not [element for element in root.iter() if "style" in element.attrib or "class" in element.attrib]


def test_series_are_told_apart_by_dash_marker_and_name() -> None:
    assert len({look.dash for look in LOOKS.values()}) == 4
    assert len({look.shape for look in LOOKS.values()}) == 4
    for key in LOOKS:
        assert f">{WORDS['nl'][key]}</text>" in picture()


def test_type_is_large_enough_for_a_phone_a_third_as_wide() -> None:
    assert min(int(size) for size in re.findall(r'font-size="(\d+)"', picture())) >= 33


def test_every_colour_stands_out_from_paper() -> None:
    for look in LOOKS.values():
        channels = [int(look.colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
        light = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
        assert 1.05 / (light + 0.05) >= 4.5


def test_exact_levels_cannot_be_read_from_a_picture() -> None:
    near = [series("overall", 60.4, 63.9, 71.2)]
    assert trend_svg(near, language="en") == trend_svg([series("overall", 58, 66, 68)], language="en")


def test_the_alternative_text_says_first_and_newest_figures_agreements_and_holidays() -> None:
    alt = trend_alt(TEAM, language="nl", marks=MARKS, closed=CLOSED)
    assert "Alles samen: van 60 in september 2026 naar 70 in november 2026" in alt
    assert "90 of meer" in alt
    assert "Afspraak 1, 29 oktober: samen één les & <meer>." in alt
    assert "Vakantie van 17 oktober tot en met 25 oktober." in alt
    assert ElementTree.fromstring(picture()).get("aria-label") == alt


def test_what_lies_outside_of_the_shown_time_is_neither_drawn_nor_told() -> None:
    late = [Mark(date(2027, 3, 1), "later")]
    assert trend_svg(TEAM, language="en", marks=late) == trend_svg(TEAM, language="en")
    assert "later" not in trend_alt(TEAM, language="en", marks=late)


def test_a_team_without_figures_is_told_so() -> None:
    for empty in ([], [Series("overall", ())]):
        assert "nog geen beeld" in trend_svg(empty, language="nl")
        assert trend_alt(empty, language="en") == "There is no picture yet."
    assert "There is no picture yet." in sparkline_svg(Series("overall", ()), language="en")


def test_an_example_is_marked_as_one() -> None:
    assert "VOORBEELD" in trend_svg(TEAM, language="nl", example=True)
    assert "VOORBEELD" not in picture()


def test_a_capped_end_has_an_open_band() -> None:
    assert Figure(START, Shown(90, "high"), 6).high == 100
    assert Figure(START, Shown(10, "low"), 6).low == 0
    assert (Figure(START, Shown(50, None), 6).low, Figure(START, Shown(50, None), 6).high) == (44, 56)


def test_the_words_are_complete_in_both_languages() -> None:
    assert WORDS["nl"].keys() == WORDS["en"].keys()
    for key, words in WORDS["nl"].items():
        assert sorted(re.findall(r"{\w+}", words)) == sorted(re.findall(r"{\w+}", WORDS["en"][key]))


def test_png_has_the_size_of_the_picture_and_shows_its_words() -> None:
    image = png(picture())
    assert image.startswith(b"\x89PNG")
    width, height = struct.unpack(">II", image[16:24])
    assert (width, f'height="{height}"' in picture()) == (1080, True)
    assert image == png(picture())
    wordless = re.sub(r"<text.*?</text>", "", picture())
    assert len(image) > len(png(wordless)) + 5000


@settings(max_examples=40)
@given(st.text(max_size=60), st.text(min_size=1, max_size=40))
def test_any_label_or_team_name_gives_a_well_formed_picture(label: str, team: str) -> None:
    root = ElementTree.fromstring(trend_svg(TEAM, language="en", marks=[Mark(date(2026, 10, 29), label)]))
    assert root.get("role") == "img"
    ElementTree.fromstring(network_svg([Tie(team, team + "x", Band.SOME)], language="en"))


def test_the_network_draws_some_and_many_but_not_few() -> None:
    found = [Tie("Oak", "Elm", Band.MANY), Tie("Elm", "Oak", Band.SOME), Tie("Ash", "Oak", Band.FEW)]
    svg = network_svg(found, language="en")
    lines = [e for e in ElementTree.fromstring(svg).iter() if e.tag.endswith("polyline")]
    assert len(lines) == 2 + 2  # two ties and their two lines in the key
    assert network_alt(found, language="en").endswith(
        "In Elm, some named Oak. In Oak, more than half named Elm."
    )
    assert "Ash" in svg


def test_many_teams_become_a_table_with_a_mark_per_tie() -> None:
    teams = [f"Team {number}" for number in range(12)]
    found = [Tie(a, b, Band.FEW) for a in teams for b in teams if a < b]
    found += [Tie("Team 3", "Team 1", Band.MANY), Tie("Team 1", "Team 0", Band.SOME)]
    root = ElementTree.fromstring(network_svg(found, language="en"))
    squares = [element for element in root.iter() if element.tag.endswith("rect")]
    assert len(squares) == 1 + 2 + 2  # paper, ties, key
    assert not [element for element in root.iter() if element.tag.endswith("circle")]


def test_a_team_that_told_nothing_does_not_look_like_one_without_ties() -> None:
    silent = [Tie("Oak", "Elm", Band.MANY)]
    answered = [*silent, Tie("Elm", "Oak", Band.FEW)]
    assert "nothing is known from this team" in network_svg(silent, language="en")
    assert network_alt(silent, language="en").endswith("Nothing is known from Elm.")
    assert "nothing is known" not in network_svg(answered, language="en")
    many = [Tie(f"Team {n}", "Elm", Band.SOME) for n in range(9)]
    assert network_svg(many, language="en").count(">–</text>") == 10


def test_ties_are_told_in_good_dutch() -> None:
    found = [Tie("Eik", "Iep", Band.MANY), Tie("Iep", "Eik", Band.SOME)]
    told = network_alt(found, language="nl")
    assert "Meer dan de helft van Eik noemde Iep." in told
    assert "Sommigen van Iep noemden Eik." in told


def test_a_long_history_shows_the_newest_year() -> None:
    long = series("overall", *[60.0] * 30)
    newest = Series("overall", long.figures[-13:])
    assert trend_svg([long], language="nl") == trend_svg([newest], language="nl")
    assert trend_alt([long], language="nl") == trend_alt([newest], language="nl")


def test_a_school_without_exchange_is_told_so() -> None:
    assert network_alt([], language="nl").endswith("weinig uitwisseling te zien.")
    ElementTree.fromstring(network_svg([], language="nl"))


def test_a_sparkline_ends_in_the_marker_of_its_series() -> None:
    root = ElementTree.fromstring(sparkline_svg(TEAM[1], language="en"))
    assert [e.tag.split("}")[1] for e in root][-1] == "polygon"
    assert (root.get("width"), root.get("height")) == ("160", "48")
