"""What was published can be computed again from what was kept, bit for bit, on both databases."""

import random
from datetime import timedelta
from pathlib import Path

from klankbord import places, publishing, sealing
from klankbord.vocabulary import DIMENSIONS, OVERALL
from measurement.settings import SETTINGS
from measurement.tide import Level, Observation, overall, update
from storage import releases
from storage.database import Database
from tests.room import room


def test_published_levels_replay_bit_for_bit_from_y_and_r(database: Database, tmp_path: Path) -> None:
    stage = room(database, tmp_path)
    stage.team(teachers=7)
    stage.post()
    chance = random.Random(3)
    for week in range(20):
        for parcel in stage.ask():
            if chance.random() < 0.9:
                stage.answer(parcel, (chance.randint(0, 5), chance.randint(1, 5), chance.randint(2, 5)))
        sealing.seal_now(stage.house, team="Oak")
        stage.clock.now += timedelta(weeks=1)
        if week % 4 == 3:
            publishing.publish_now(stage.house, team="Oak", now=stage.clock())
    with database.read() as tx:
        team = places.find_team(tx, "Oak").id
        published = releases.releases_of(tx, team)
        kept = {(f.number, f.dimension): f for f in releases.figures_of(tx, team)}
    assert len(published) == 5
    levels: dict[str, Level] = {}
    week_before = 0
    for release in published:
        assert release.settings_version == SETTINGS.version
        seen = {}
        for dimension in DIMENSIONS:
            found = kept[release.number, dimension]
            seen[dimension] = Observation(found.y, found.r, found.n, found.ss, found.df, found.sx)
        seen[OVERALL] = overall([seen[dimension] for dimension in DIMENSIONS], SETTINGS)
        for dimension, observation in seen.items():
            levels[dimension] = update(
                levels.get(dimension),
                observation,
                open_weeks=release.week - week_before,
                settings=SETTINGS,
                overall=dimension == OVERALL,
            )
            found = kept[release.number, dimension]
            assert (levels[dimension].m, levels[dimension].p) == (found.m, found.p)
            assert (observation.y, observation.r) == (found.y, found.r)
        week_before = release.week
