"""Two coaches, a lead, a teacher and a stranger: no page, id or error shows another team's."""

import csv
import io
import re
from pathlib import Path

import pytest
from markupsafe import escape
from openpyxl import load_workbook
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.testclient import TestClient

from dashboard import door as door_module
from dashboard.app import web_app
from dashboard.door import CoachDoor
from dashboard.rendering import Reader
from dashboard.wording import tell
from klankbord import setting_up
from klankbord.house import House
from klankbord.vocabulary import LANGUAGES
from storage import schools
from storage.database import Database
from tests.dashboard.lived_school import COACH, LEAD, OTHER_COACH, School

NASTY = (
    '<script>alert("x")</script>',
    "=cmd|' /C calc'!A0",
    "\u202egnirts desrever",
    "{{ 7 * 7 }}",
    "'><img src=x onerror=alert(1)>",
    "W" * 4096,
)
ROOT = Path(door_module.__file__).parent


def rename(school: School, name: str) -> None:
    """Give team Elm a name that no command would take."""
    with school.room.house.db.write() as tx:
        schools.change_team(tx, school.ids["Elm"], name=name)


def addresses(school: School) -> list[str]:
    """Return every address that a page of anybody links to, and every team's."""
    found = {f"/teams/{id_}" for id_ in school.ids.values()}
    for account in (COACH, OTHER_COACH, LEAD):
        browser = school.inside(account)
        for path in ("/teams", "/looks", *found):
            text = browser.get(path).text
            found |= {one for one in re.findall(r'href="(/[^"#?]*)', text) if "/static/" not in one}
    return sorted(found)


@pytest.mark.parametrize(
    ("account", "hidden"),
    [(COACH, ["Ash"]), (OTHER_COACH, ["Oak", "Elm", "Fir"]), (LEAD, ["Elm", "Ash", "Fir"])],
)
def test_nobody_sees_a_team_of_others_at_any_address(school: School, account: int, hidden: list[str]) -> None:
    browser = school.inside(account)
    for address in addresses(school):
        answer = browser.get(address)
        for name in hidden:
            assert not re.search(rf"\b{name}\b", answer.text), (address, name)
            assert school.ids[name] not in re.sub(r'value="[^"]*"', "", answer.text), (address, name)


def test_a_team_of_others_and_one_that_does_not_exist_answer_the_same(school: School) -> None:
    browser = school.inside(COACH)
    pages = []
    for id_ in (school.ids["Ash"], "0" * 16, "x", "é", "%3Cscript%3E"):
        answer = browser.get(f"/teams/{id_}")
        assert answer.status_code == 404
        pages.append(re.sub(r'value="[^"]*"', "", answer.text))
    assert len(set(pages)) == 1


def test_a_lead_opens_no_school(school: School) -> None:
    address = re.search(r"/schools/[0-9a-f]+", school.inside(COACH).get("/teams").text)
    assert address is not None
    assert school.inside(LEAD).get(address[0]).status_code == 404


def test_a_table_holds_the_own_teams_and_no_formula(school: School) -> None:
    for number, nasty in enumerate(NASTY):
        rename(school, nasty)
        browser = school.inside(COACH)
        table = browser.get("/export/figures.csv")
        assert table.headers["content-disposition"] == 'attachment; filename="klankbord-figures.csv"'
        rows = list(csv.reader(table.text.splitlines()))
        teams = {row[1] for row in rows[1:]}
        assert "Oak" in teams
        assert len(teams) == 2
        assert not any(cell.startswith(("=", "+", "@", "|")) for row in rows for cell in row), number
        book = load_workbook(io.BytesIO(browser.get("/export/figures.xlsx").content))
        cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
        assert all(cell.data_type in ("s", "n") for cell in cells)
        assert not any("\u202e" in str(cell.value) or "Ash" in str(cell.value) for cell in cells)
    rename(school, "Elm")
    assert school.inside(COACH).get("/export/codebook.csv").text.startswith("table,variable,meaning")


def test_only_coaches_take_figures_along(school: School) -> None:
    for path in ("/export", "/export/figures.csv", "/export/figures.xlsx", "/export/codebook.csv"):
        assert school.inside(LEAD).get(path).status_code == 404
    assert school.inside(COACH).get("/export/other.csv").status_code == 404


@pytest.mark.parametrize("words", NASTY)
def test_what_people_wrote_stays_text(school: School, words: str) -> None:
    rename(school, words)
    setting_up.change_team(school.room.house, name="Fir", change=words[:60], now=school.room.clock())
    browser = school.inside(COACH)
    for path in ("/teams", "/looks", *(f"/teams/{school.ids[name]}" for name in ("Elm", "Fir"))):
        answer = browser.get(path)
        assert answer.status_code == 200
        assert "<script" not in answer.text
        assert "<img src=x" not in answer.text
        assert "\u202e" not in answer.text
        assert len(answer.content) <= 100_000
    assert escape(words.replace("\u202e", "")[:60]) in browser.get("/teams").text
    rename(school, "Elm")
    setting_up.change_team(school.room.house, name="Fir", change="", now=school.room.clock())


def test_an_error_of_ours_says_one_calm_sentence_and_nothing_else(
    school: School, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(_: Request, __: Reader) -> Response:
        raise RuntimeError("secret words of Oak")

    door = CoachDoor(school.room.house)
    browser = school.inside(COACH)
    inside = TestClient(
        Starlette(routes=[Route("/broken", door.show(broken))]),
        cookies={"klankbord": browser.cookies["klankbord"]},
    )
    answer = inside.get("/broken")
    assert answer.status_code == 500
    assert tell("en", "problem.broken") in answer.text
    assert "secret words" not in answer.text + caplog.text
    assert "RuntimeError at broken" in caplog.text


def test_without_a_database_the_pages_say_so_calmly(school: School) -> None:
    nowhere = Database("postgresql+psycopg://nobody:secret@127.0.0.1:9/x", school.room.house.keys)
    house = House(school.room.house.settings, nowhere, school.room.clock)
    browser = TestClient(web_app(house, ticked=lambda: None), cookies={"klankbord": "x" * 32})
    answer = browser.get("/teams", headers={"accept-language": "en"})
    assert answer.status_code == 503
    assert tell("en", "problem.busy") in answer.text
    assert "secret" not in answer.text


@pytest.mark.parametrize("body", [b"", b"\xff\xfe", b"word=" + b"a" * 70_000, b"&".join([b"a=1"] * 500)])
def test_a_broken_form_is_refused(school: School, body: bytes) -> None:
    answer = school.inside(COACH).post(
        "/leave", content=body, headers={"content-type": "application/x-www-form-urlencoded"}
    )
    assert answer.status_code == 403


def test_other_methods_get_the_same_answer_as_nothing(school: School) -> None:
    browser = school.inside(COACH)
    for method in ("PUT", "DELETE", "PATCH"):
        assert browser.request(method, "/teams").status_code == 404


def test_static_files_are_found_by_their_hash_alone(school: School) -> None:
    browser = school.browser()
    sheet = re.search(r"/static/style\.[0-9a-f]{12}\.css", browser.get("/enter").text)
    assert sheet is not None
    answer = browser.get(sheet[0])
    assert answer.headers["cache-control"].endswith("immutable")
    for path in ("/static/style.css", "/static/door.py", "/static/style.000000000000.css"):
        assert browser.get(path).status_code == 404


def test_every_sentence_exists_in_both_languages_and_is_used() -> None:
    books = [tell.sentences[language] for language in LANGUAGES]
    assert books[0].keys() == books[1].keys()
    files = [*ROOT.rglob("*.py"), *ROOT.rglob("*.html")]
    code = "\n".join(path.read_text(encoding="utf-8") for path in files).replace("'", '"')
    started = set(re.findall(r'"([a-z_]+\.)" ~|f"([a-z_.]+\.)\{|f"([a-z_]+\.[a-z])\{', code))
    starts = tuple(one for found in started for one in found if one)
    for key in books[0]:
        assert f'"{key}"' in code or key.startswith(starts), key


def test_the_templates_hold_no_script_no_style_and_no_foreign_address() -> None:
    for path in (*ROOT.rglob("*.html"), *ROOT.rglob("*.css")):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"<script|<style|style=|\son\w+=|javascript:|https?://|@import|url\(", text), (
            path
        )
