"""Counts for Prometheus: never on a public address, of everybody together, and only once sealed."""

import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from starlette.requests import Request
from starlette.responses import Response
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


def test_what_telegram_brings_moves_no_count(school: School) -> None:
    async def tapped(_: Request) -> Response:
        return Response()

    metrics = Metrics(school.room.house, ticked=lambda: TICKED)
    guests = {"/telegram/oak": tapped}
    app = web_app(school.room.house, ticked=lambda: TICKED, metrics=metrics, guests=guests)
    before = TestClient(metrics.app()).get("/metrics").text
    assert TestClient(app).post("/telegram/oak").status_code == 200
    assert TestClient(metrics.app()).get("/metrics").text == before
    TestClient(app).get("/nowhere")
    assert TestClient(metrics.app()).get("/metrics").text != before


def here(school: School, *, caller: str = "127.0.0.1", **settings: str) -> TestClient:
    house = school.room.house
    changed = replace(house, settings=house.settings.model_copy(update={"public_url": "", **settings}))
    metrics = Metrics(house, ticked=lambda: TICKED)
    app = web_app(changed, ticked=lambda: TICKED, metrics=metrics)
    return TestClient(app, base_url="http://127.0.0.1:8000", client=(caller, 50000), follow_redirects=False)


def test_a_direct_call_from_this_machine_gets_the_counts(school: School) -> None:
    for browser in (
        here(school),
        here(school, caller="::1"),
        here(school, public_url="http://localhost:8000"),
    ):
        assert "klankbord_checkins_sealed_total" in browser.get("/metrics").text
    assert here(school).get("/metrics", headers={"Host": "localhost:8000"}).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"X-Forwarded-For": "127.0.0.1"},
        {"Forwarded": "for=127.0.0.1"},
        {"X-Real-IP": "127.0.0.1"},
        {"Via": "1.1 proxy"},
        {"CF-Connecting-IP": "127.0.0.1"},
        {"Host": "klankbord.example"},
    ],
)
def test_whoever_comes_through_a_proxy_gets_no_counts(school: School, headers: dict[str, str]) -> None:
    assert here(school).get("/metrics", headers=headers).headers["location"] == "/enter"


@pytest.mark.parametrize(
    "settings",
    [
        {"public_url": "https://klankbord.example"},
        {"webhook_url": "https://klankbord.example"},
        {"metrics_listen": "127.0.0.1:9100"},
        {"caller": "192.168.1.20"},
    ],
)
def test_the_public_address_has_no_metrics(school: School, settings: dict[str, str]) -> None:
    answered = here(school, **settings).get("/metrics")
    assert answered.status_code == 303
    assert "klankbord" not in answered.text
    assert school.inside(COACH).get("/metrics").status_code == 404
