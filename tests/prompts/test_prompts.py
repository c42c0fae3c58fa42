"""The wordings: what the shelf holds, and that a planted error is found with its file and line."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import prompts
from prompts.library import DIMENSIONS, LANGUAGES, PromptError, answer_labels, load, read
from prompts.validate import main, problems, reading_ease

Plant = Callable[[str, str, str], Path]


@pytest.fixture
def plant(tmp_path: Path) -> Plant:
    """Copy the shelf and change a text wherever it stands in one of its files."""

    def change(name: str, old: str, new: str) -> Path:
        home = Path(prompts.__file__).parent
        for folder in ("items", "reflective"):
            shutil.copytree(home / folder, tmp_path / folder, dirs_exist_ok=True)
        text = (tmp_path / name).read_text(encoding="utf-8")
        assert old in text
        (tmp_path / name).write_text(text.replace(old, new), encoding="utf-8")
        return tmp_path

    return change


def test_the_shelf_has_no_problem() -> None:
    assert list(problems(load())) == []
    assert main() == 0


@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [
        ("items/structural.yaml", "keken bij elkaar in de les", "keken " + 20 * "steeds ", "characters"),
        ("items/structural.yaml", "Our team kept to itself", "Our team talked and wrote", "two things"),
        ("items/structural.yaml", "Ons team bleef op zichzelf", "Ons team sprak of schreef", "two things"),
        ("items/structural.yaml", "Our team kept to itself", "They kept to themselves", "of the team"),
        ("items/structural.yaml", "Our team kept to itself.", "Did our team keep to itself?", "statement"),
        (
            "items/structural.yaml",
            "Ons team bleef",
            "Onze interdisciplinaire organisatie bleef",
            "hard to read",
        ),
        ("items/cognitive.yaml", '["Goddard 2003"]', "[]", "no source"),
        ("items/cognitive.yaml", '["Goddard 2003"]', '["Somebody 2003"]', "unknown source"),
        ("items/cognitive.yaml", "facet: shared_goal", "facet: ideas_others", "facet with the next"),
        ("items/cognitive.yaml", "form: linking", "form: bonding", "blueprint"),
        ("items/cognitive.yaml", "form: linking", "form: bonding", "without bridging or linking"),
        ("items/relational.yaml", "reversed: true", "reversed: false", "2 or 3 items"),
        ("reflective/relational.yaml", "Welke twijfel over {change}", "Welke twijfel", "one language only"),
        (
            "reflective/relational.yaml",
            "Welke twijfel over {change}",
            "Welke twijfel over {team}",
            "to fill in",
        ),
        ("reflective/relational.yaml", "What happens in your team", "Who is to blame", "for a person"),
        ("reflective/relational.yaml", "Welk klein gebaar", "Welk klein gebaar" + 90 * "!", "characters"),
        ("reflective/relational.yaml", "tone: strength", "tone: problem", "0 strengths against"),
        (
            "reflective/structural.yaml",
            "Welk gesprek bij de koffie bleef je bij?",
            "Koffie.",
            "not a question",
        ),
        ("reflective/seasons.yaml", "season: end_of_year", "season: any", "for end_of_year"),
        ("reflective/seasons.yaml", "season: after_break", "season: any", "for after_break"),
        ("reflective/seasons.yaml", "season: report_weeks", "season: any", "for report_weeks"),
        ("reflective/kickoff.yaml", "dimension: cognitive", "dimension: relational", "each dimension"),
        ("reflective/talk_questions.yaml", "structural", "relational", "take turns"),
        ("reflective/talk_questions.yaml", "onze verandering", "{change}", "to fill in"),
    ],
)
def test_the_validator_finds_a_planted_error(
    plant: Plant, name: str, old: str, new: str, message: str
) -> None:
    found = list(problems(read(plant(name, old, new))))
    assert any(message in problem for problem in found), found


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("axis: breadth", "axis: width", "axis"),
        ("place: diffusion", "place: somewhere", "place"),
        ("scale: frequency", "scale: numbers", "scale"),
        ("  bank_offset: 0", "  bank_ofset: 0", "bank_ofset"),
        ('    en: "We heard from other teams', '    de: "Wir hörten von anderen Teams', "text.de"),
        ('    en: "We heard from other teams what they are working on."', '    en: " "', "no text in en"),
        ("id: structural.talk_lessons", "id: structural.contact_teams", "stands in items/structural.yaml:4"),
        ("  axis: breadth", " axis: breadth", "block"),
    ],
)
def test_an_entry_that_is_not_right_is_named_with_file_and_line(
    plant: Plant, old: str, new: str, message: str
) -> None:
    with pytest.raises(PromptError, match=r"^items/structural\.yaml:\d+: ") as caught:
        read(plant("items/structural.yaml", old, new))
    assert message in str(caught.value)


def test_the_line_of_a_problem_is_the_line_of_its_entry(plant: Plant) -> None:
    folder = plant("items/structural.yaml", "Our team kept to itself", "Our team talked and wrote")
    lines = (folder / "items/structural.yaml").read_text(encoding="utf-8").splitlines()
    [problem] = problems(read(folder))
    number = int(problem.split(":")[1])
    assert lines[number - 1] == "- id: structural.own_island"


def test_every_dimension_has_its_twelve_items_and_both_languages() -> None:
    library = load()
    assert [len(library.items_of(dimension)) for dimension in DIMENSIONS] == [12, 12, 12]
    for item in library.items.values():
        assert set(item.text) == set(LANGUAGES)
        assert item.id.startswith(f"{item.dimension}.")


def test_reversed_answers_are_turned() -> None:
    for item in load().items.values():
        expected = [100, 75, 50, 25, 0] if item.reversed else [0, 25, 50, 75, 100]
        assert [item.points(answer) for answer in range(1, 6)] == expected


def test_labels_run_from_never_to_always_and_from_disagree_to_agree() -> None:
    assert answer_labels("frequency", "nl")[::4] == ("nooit", "altijd")
    assert answer_labels("frequency", "en")[::4] == ("never", "always")
    assert answer_labels("agreement", "nl")[::4] == ("helemaal oneens", "helemaal eens")
    assert answer_labels("agreement", "en")[::4] == ("fully disagree", "fully agree")


def test_strengths_are_asked_for_about_as_often_as_problems() -> None:
    tones = [prompt.tone for prompt in load().reflective.values()]
    assert len(tones) >= 60
    assert abs(tones.count("strength") - tones.count("problem")) <= 6


def test_reading_ease_follows_the_published_formulas() -> None:
    # three words, one sentence; three and five syllables
    assert reading_ease("We kijken nu.", "nl") == pytest.approx(206.84 - 0.93 * 3 - 77 * 4 / 3)
    assert reading_ease("We look now.", "en") == pytest.approx(206.835 - 1.015 * 3 - 84.6 * 1)
