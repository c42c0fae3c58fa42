"""Sums by area: with a norm only, from k answers only, and nothing to subtract them from."""

import random
from itertools import combinations
from pathlib import Path

import pytest

from klankbord.areas import KINDS, Norms, add_to_norms, norms_in_force, sums_by_area
from klankbord.offsets import offsets_in_force
from klankbord.periods import Period
from klankbord.vocabulary import DIMENSIONS
from measurement.bottleneck import LEAST_TEAMS
from measurement.disclosure import AREA_ITEMS, AREA_STEP
from measurement.settings import SETTINGS
from measurement.tide import ItemSum, LooseSum, Observation, Offset, observe
from prompts.library import load
from storage.database import Database
from tests.room import room

LIBRARY = load()
NORMS = Norms(dict.fromkeys(LIBRARY.items, 68.0), dict.fromkeys(DIMENSIONS, 68.0))
K = 5


def made_up(chance: random.Random, *, loose: int = 0) -> Period:
    """Return a period of four rounds; some dimension lost the item of `loose` answers."""
    items = {}
    for dimension in DIMENSIONS:
        for item in chance.sample(LIBRARY.items_of(dimension), 4):
            n = chance.randint(K, 9)
            answers = [25.0 * chance.randint(0, 4) for _ in range(n)]
            items[item.id] = ItemSum(item.id, n, sum(answers), sum(x * x for x in answers))
    rest = {chance.choice(DIMENSIONS): LooseSum(loose, 70.0 * loose, 80.0, 0.0, loose - 1)} if loose else {}
    return Period(4, 3, (6,) * 4, (8,) * 4, items, rest)


def seen(period: Period) -> dict[str, Observation]:
    offsets = {item: Offset(0.0, 64.0) for item in LIBRARY.items}
    found = {d: observe(*period.of(LIBRARY, d), offsets, SETTINGS) for d in DIMENSIONS}
    return {dimension: one for dimension, one in found.items() if one}


def areas(period: Period) -> dict[tuple[str, str], tuple[int, float]]:
    found = sums_by_area(period, seen(period), NORMS, library=LIBRARY, smallest_group=K)
    return {key: (area.n, area.deviation) for key, area in found.items()}


def test_no_set_of_areas_taken_off_the_figures_leaves_fewer_than_k_answers() -> None:
    chance = random.Random(5)
    for number in range(200):
        period = made_up(chance, loose=number % 4)
        total = sum(one.n for one in seen(period).values())
        found = areas(period)
        for kind in KINDS[1:]:
            sizes = [n for (of, _), (n, _) in found.items() if of == kind]
            for count in range(len(sizes) + 1):
                for some in combinations(sizes, count):
                    rest = total - sum(some)
                    assert rest == 0 or rest >= K
            assert all(n >= K for n in sizes)


def test_a_dimension_that_lost_an_item_tells_nothing_by_area() -> None:
    period = made_up(random.Random(1), loose=2)
    (lost,) = period.loose
    told = sum(n for (kind, _), (n, _) in areas(period).items() if kind == "form")
    whole = [d for d in DIMENSIONS if d != lost]
    assert told <= sum(seen(period)[dimension].n for dimension in whole)


def test_a_dimension_of_an_area_says_what_its_figure_says() -> None:
    period = made_up(random.Random(2), loose=3)
    for dimension, one in seen(period).items():
        n, deviation = areas(period)["dimension", dimension]
        assert n == one.n
        assert deviation == pytest.approx(one.n * (one.y - 68.0))


def test_an_area_is_kept_coarsely_and_never_for_one_or_two_items() -> None:
    chance = random.Random(3)
    kept = 0
    for _ in range(50):
        period = made_up(chance)
        for (kind, _name), area in sums_by_area(
            period, seen(period), NORMS, library=LIBRARY, smallest_group=K
        ).items():
            if kind != "dimension":
                kept += 1
                assert area.items >= AREA_ITEMS
                assert area.deviation / area.n / AREA_STEP == pytest.approx(
                    round(area.deviation / area.n / 10)
                )
    assert kept > 200


def test_there_is_no_norm_before_ten_teams_were_published(database: Database, tmp_path: Path) -> None:
    house = room(database, tmp_path).house
    one = {d: Observation(60.0 + n, 20.0, 20, 0.0, 0, 1200.0) for n, d in enumerate(DIMENSIONS)}
    with database.write() as tx:
        offsets = offsets_in_force(house, tx)
        for number in range(LEAST_TEAMS):
            assert norms_in_force(house, tx, offsets) is None
            add_to_norms(house, tx, one, first=True)
            if number == 0:
                add_to_norms(house, tx, one, first=False)  # the same team again
        norms = norms_in_force(house, tx, offsets)
    assert norms is not None
    assert norms.dimensions == {"structural": 60.0, "relational": 61.0, "cognitive": 62.0}
    assert norms.items[LIBRARY.items_of("relational")[0].id] == pytest.approx(61.0)
