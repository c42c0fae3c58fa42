"""The attacker knows what the product does, and finds what is planted."""

from pathlib import Path

import numpy as np
import pytest

from attacks import bands, bounds, cases, copies, guesses, guessing, hidden, joining, kept, reading, year
from attacks.copies import Known
from attacks.loot import Answer, OpenRound, Somebody
from attacks.paper import Paper
from attacks.people import SILENT
from attacks.table import Result, as_text
from klankbord import areas
from measurement.bottleneck import AreaSum
from measurement.disclosure import AREA_ITEMS
from measurement.sums import Offset
from prompts.library import Library, load

TEAMS = 4


@pytest.fixture(scope="module")
def library() -> Library:
    return load()


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> list[cases.Case]:
    """Return teams that the whole product published on a real database."""
    folder = tmp_path_factory.mktemp("played")
    rng = np.random.default_rng(8)
    return list(cases.in_database(rng, folder, teams=TEAMS, persons=8, everybody=False))


def known(case: cases.Case) -> Known:
    return Known(
        own=case.answers[0],
        offsets=[[case.offsets[item] for item in week] for week in case.items],
        persons=case.answers.shape[0] - 1,
        members=case.members,
        everybody=case.everybody,
    )


def test_memory_and_database_publish_the_same_figures(played: list[cases.Case], library: Library) -> None:
    assert len(played) >= TEAMS - 1
    for case in played:
        paper = Paper.blank(library)
        period = paper.seal(case.answers[:-1], case.items, case.folded)
        assert period == case.period
        team = paper.publish(period, case.offsets, members=case.members)
        assert team is not None
        real = {f.dimension: (f.y, f.r, f.m, f.p, f.n, f.ss, f.df, f.sx) for f in case.team.figures}
        ours = {f.dimension: (f.y, f.r, f.m, f.p, f.n, f.ss, f.df, f.sx) for f in team.figures}
        for dimension, values in real.items():
            assert ours[dimension] == pytest.approx(values)


def test_copies_show_what_the_product_shows(played: list[cases.Case]) -> None:
    for case in played:
        copy = copies.published(case.answers[None, 1:-1], known(case))
        shown = guessing.Seen(
            tuple(copy.shown[0].astype(int)), tuple(copy.width[0].astype(int)), int(copy.response[0])
        )
        assert shown == guesses.seen(case.team)
        assert copy.publishable[0] == 1


def test_own_answers_tell_about_the_team(library: Library) -> None:
    rng = np.random.default_rng(1)
    offsets = [[Offset(0.0, 4.0)] * 3 for _ in range(4)]

    def beliefs(own: int) -> float:
        answers = np.full((4, 3), own, dtype=np.int8)
        imagined = copies.imagine(rng, Known(answers, offsets, 8, 8, everybody=True), 4_000)
        return float(guessing.beliefs(imagined, np.ones(4_000), 0, 0) @ np.arange(1, 6))

    assert beliefs(5) > beliefs(SILENT) > beliefs(1)


def test_the_sum_of_an_item_tells_of_its_answers_and_of_no_others(library: Library) -> None:
    rng = np.random.default_rng(1)
    offsets = [[Offset(0.0, 4.0)] * 3 for _ in range(4)]
    answers = np.full((5, 4, 3), 4, dtype=np.int8)
    answers[1:, 0, 0] = 5
    imagined = copies.imagine(rng, Known(answers[0], offsets, 5, 5, everybody=True), 8_000)

    def five(week: int) -> float:
        weight = guessing.weigh_item(imagined, answers, week, 0)
        return float(guessing.beliefs(imagined, weight, week, 0)[4])

    assert five(0) > 0.7
    assert five(1) < 0.4


def test_exact_sums_by_area_would_tell_those_of_items_and_what_is_kept_does_not(library: Library) -> None:
    rng = np.random.default_rng(4)
    exact, kept_left = [], []
    for case in cases.in_memory(rng, library, teams=6, persons=5, everybody=True):
        imagined = copies.imagine(rng, known(case), 4_000)
        norms = kept.norms_of(case).items
        told = kept.area_sums(case, library)
        sharp: dict[kept.Key, AreaSum] = {}
        for kind in areas.KINDS[1:]:
            for name in {areas.area_of(library.items[item], kind) for item in case.period.items} - {"none"}:
                mine = [
                    case.period.items[week[d]]
                    for week, d in kept.inside(case, library, kind, name)
                    for week in [case.items[week]]
                ]
                off = sum(one.sx - one.n * norms[one.item] for one in mine)
                sharp[kind, name] = AreaSum(sum(one.n for one in mine), off, len(mine))
        exact += kept.solve(imagined, case, library, sharp, step=0.0).left.reshape(-1).tolist()
        kept_left += kept.solve(imagined, case, library, told).left.reshape(-1).tolist()
        assert all(area.items >= AREA_ITEMS for key, area in told.items() if key[0] != "dimension")
    assert np.mean(np.array(exact) < 1.0) > 0.25  # points²: answers of five lie 5 points apart
    assert min(kept_left) > 9.0


def test_who_knows_who_answered_learns_more_from_a_year(library: Library) -> None:
    rng = np.random.default_rng(3)
    lived = year.years(rng, library, teams=60, persons=8)
    ignorant, informed = year.results(rng, lived)
    assert informed.measured > ignorant.measured
    assert ignorant.verdict != "no bar"
    assert len(lived) == 60
    assert lived[0].team.number > 4


@pytest.mark.parametrize("leak", ["answers.time", "none"])
def test_joining_finds_an_order_and_nothing_where_none_is(leak: str) -> None:
    rng = np.random.default_rng(2)
    found = []
    for _ in range(60):
        truth, people, answers = {}, [], []
        for person in range(8):
            choices = bytes([person + 1, 1, 1])
            truth[choices] = person
            people.append(Somebody(person, {"dialogues.time": 10.0 * person + 5}))
            stamp = 10.0 * person if leak == "answers.time" else float(rng.random())
            answers.append(Answer(choices, {"answers.time": stamp}))
        rng.shuffle(answers)  # type: ignore[arg-type]
        found.append(joining.Round(OpenRound("r", people, answers), truth))
    result = joining.judge(found, "planted")
    assert (result.verdict == "BROKEN") == (leak == "answers.time")
    if leak == "answers.time":
        assert result.measured == pytest.approx(100 - 12.5)


def test_whatever_is_planted_in_a_file_is_read() -> None:
    number = 5_700_100_299
    needles = {
        "a Telegram number": reading.spellings_of_number(number),
        "a slip": reading.spellings(b"s" * 16),
    }
    assert reading.search(b"nothing of the kind" * 100, needles) == []
    for planted in (*reading.spellings_of_number(number), *reading.spellings(b"s" * 16)):
        assert reading.search(b"before " + planted + b" after", needles)


def test_bounds_hold_the_truth_and_narrow_with_tries() -> None:
    assert bounds.of_share(0, 4_000) < 0.001 < bounds.of_share(0, 400)
    assert bounds.of_share(10, 100) > 0.10
    assert bounds.of_correlation(0.0, 400) < 0.10 < bounds.of_correlation(0.0, 100)
    assert bounds.of_mean(np.array([1.0, 3.0])) > 2.0


@pytest.mark.parametrize(
    ("measured", "bound", "bar", "verdict"),
    [
        (1.0, 3.0, 4.0, "holds"),
        (3.0, 5.0, 4.0, "not sure yet"),
        (5.0, 7.0, 4.0, "BROKEN"),
        (5.0, 7.0, None, "no bar"),
    ],
)
def test_the_table_says_what_holds(measured: float, bound: float, bar: float | None, verdict: str) -> None:
    result = Result("a guess", "points", measured, bound, bar, targets=12, note="why")
    assert result.verdict == verdict
    assert verdict in as_text([result])
    assert "why" in as_text([result])


def test_a_single_published_team_can_be_worked_out_from_totals_of_items(library: Library) -> None:
    paper = Paper.blank(library)
    case = next(cases.in_memory(np.random.default_rng(1), library, teams=1, persons=8, everybody=True))
    paper.learn(case.period)
    means = {item: total.sx / total.n for item, total in case.period.items.items()}
    for totals in paper.totals.values():
        found = reading.differences(totals.to_text())
        asked = [item for item in found if item in means]
        for item in asked:
            expected = means[item] - means[asked[0]]
            assert found[item] - found[asked[0]] == pytest.approx(expected, abs=1e-6)


def test_a_band_tells_what_most_said_and_too_few_answers_tell_nothing() -> None:
    worth = bands.QUESTIONS[0]
    for own in (0, 1):
        told = bands.believed(worth, 8, 1.0, own=own)
        prior = told["few"][0]
        assert told["few"][1] < prior < told["many"][1]
        assert bands.believed(worth, 4, 1.0, own=own) == {"": (prior, pytest.approx(prior))}


def test_an_answer_that_shows_is_seen_and_one_of_a_hidden_team_is_not(tmp_path: Path) -> None:
    answers = np.random.default_rng(2).integers(1, 6, (hidden.SHOWN + 1, hidden.WEEKS, 8, 3)).astype(np.int8)
    named = [0] * hidden.WEEKS * 8
    before = hidden.seen_in(tmp_path / "a", answers, list(named))
    answers[-1] = 6 - answers[-1]
    assert hidden.seen_in(tmp_path / "b", answers, list(named)) == before
    answers[0, :, :, 1] = 1
    assert hidden.seen_in(tmp_path / "c", answers, list(named)) != before


def test_a_folder_without_a_database_is_no_loot(tmp_path: Path) -> None:
    assert reading.files(tmp_path) == b""
