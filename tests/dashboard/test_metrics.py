"""Counts for Prometheus: on an address of their own, of everybody together, and only once sealed."""

import re
from datetime import UTC, datetime

from starlette.testclient import TestClient

from dashboard.app import web_app
from dashboard.metrics import Metrics
from klankbord import sealing
from tests.dashboard.lived_school import COACH, School

TICKED = datetime(2026, 9, 1, tzinfo=UTC)


def sealed(metrics: Metrics) -> float:
    text = TestClient(metrics.app()).get("/metrics").text
    found = re.search(r"^klankbord_checkins_sealed_total (\S+)$", text, re.MULTILINE)
    assert found is not None
    return float(found[1])


def test_check_ins_are_counted_when_they_are_sealed_and_not_before(school: School) -> None:
    stage, metrics = school.room, Metrics(school.room.house, ticked=lambda: TICKED)
    before = sealed(metrics)
    for parcel in stage.ask("Elm"):
        stage.answer(parcel, (3, 3, 3))
    assert sealed(metrics) == before
    sealing.seal_now(stage.house, team="Elm")
    assert sealed(metrics) == before + 7


def test_no_person_team_or_page_is_named(school: School) -> None:
    metrics = Metrics(school.room.house, ticked=lambda: TICKED)
    app = web_app(school.room.house, ticked=lambda: TICKED, metrics=metrics)
    browser = TestClient(app, cookies={"klankbord": school.inside(COACH).cookies["klankbord"]})
    for path in ("/teams", f"/teams/{school.ids['Oak']}", "/nowhere"):
        browser.get(path)
    text = TestClient(metrics.app()).get("/metrics").text
    assert 'klankbord_answers_total{status="2xx"} 2.0' in text
    assert 'klankbord_answers_total{status="4xx"} 1.0' in text
    ticked = re.search(r"^klankbord_ticked_timestamp_seconds (\S+)$", text, re.MULTILINE)
    assert ticked is not None
    assert float(ticked[1]) == TICKED.timestamp()
    labels = set(re.findall(r'(\w+)="', text))
    assert labels == {"status", "le"}
    assert not any(word in text for word in (*school.ids, *school.ids.values(), "Linde", "/teams"))


def test_the_public_address_has_no_metrics(school: School) -> None:
    browser = school.inside(COACH)
    assert browser.get("/metrics").status_code == 404
    assert school.browser().get("/metrics").headers["location"] == "/enter"
