"""Shared thoughts on a coach's desk: who reads them, what can be done with them, and what never works."""

import html
import re
from datetime import timedelta

import pytest
from starlette.testclient import TestClient

from klankbord import looks
from tests.dashboard.lived_school import (
    COACH,
    LEAD,
    NAMES,
    NASTY,
    OF_ASH,
    OTHER_COACH,
    TEACHER,
    THOUGHTS,
    School,
    word_of,
)

TEXT_ID = re.compile(r'id="t([0-9a-f]{32})"')
BARRIER = "time to meet: barrier"


def address(school: School, more: str = "thoughts", team: str = "Oak") -> str:
    return f"/teams/{school.ids[team]}/{more}"


def page(school: School, browser: TestClient, more: str = "thoughts") -> str:
    answer = browser.get(address(school, more))
    assert answer.status_code == 200, answer.text
    return answer.text


def send(school: School, browser: TestClient, more: str, **fields: str) -> tuple[int, str]:
    """Send a form of a page and return status and text of what follows."""
    word = word_of(page(school, browser))
    answer = browser.post(address(school, more), data={"word": word, **fields})
    if answer.status_code == 303:
        return 303, browser.get(answer.headers["location"]).text
    return answer.status_code, answer.text


def texts_in(text: str) -> list[str]:
    """Return the ids of the texts that a page shows."""
    return TEXT_ID.findall(text)


def theme_key(text: str, name: str) -> str:
    """Return the key of a theme that a page shows."""
    found = re.search(rf'<option value="([^"]+)"[^>]*>{re.escape(name)}</option>', text)
    assert found is not None
    return html.unescape(found[1])


def plain(text: str) -> str:
    return html.unescape(re.sub(r"<[^>]+>", " ", text))


def test_a_coach_reads_the_texts_without_a_date_or_an_order(school: School) -> None:
    browser = school.inside(COACH)
    text = page(school, browser)
    pages = [text, *(page(school, browser, f"thoughts?page={n}") for n in (2, 3))]
    assert len({found for one in pages for found in texts_in(one)}) == len(THOUGHTS)
    assert THOUGHTS[0] in "".join(pages)
    main = plain(text.split('id="texts"')[1].split("</main>")[0])
    assert not re.search(r"\b20\d\d\b|January|December", main)


def test_texts_with_html_formulas_and_turning_signs_stay_texts_and_pages_stay_small(school: School) -> None:
    browser = school.inside(COACH)
    for number in (1, 2, 3, 0, 99, -1):
        answer = browser.get(address(school, f"thoughts?page={number}"))
        assert answer.status_code == 200
        assert len(answer.content) <= 100_000
        for sign in ("<script", "<img src=x", "\u202e", "\u2066"):
            assert sign not in answer.text
    everything = "".join(page(school, browser, f"thoughts?page={n}") for n in (1, 2, 3))
    assert html.escape(NASTY[0], quote=False).replace('"', "&#34;") in everything
    assert "{{ 7 * 7 }}" in everything


@pytest.mark.parametrize("more", ["thoughts", "answer", "answer?about=" + "0" * 32])
def test_a_lead_another_coach_and_a_stranger_read_nothing(school: School, more: str) -> None:
    for account in (LEAD, OTHER_COACH):
        answer = school.inside(account).get(address(school, more))
        assert answer.status_code == 404
        assert not any(text[:30] in answer.text for text in THOUGHTS)
    assert school.browser().get(address(school, more)).headers["location"] == "/enter"
    with pytest.raises(Exception, match="only_coaches"):
        school.inside(TEACHER)


def test_no_page_export_or_error_holds_a_text_of_another_coachs_team(school: School) -> None:
    browser = school.inside(COACH)
    paths = ["/teams", "/looks", "/agreements", "/export", "/export/figures.csv", address(school)]
    paths += [
        address(school, "thoughts", "Ash"),
        address(school, "answer", "Ash"),
        address(school, "", "Ash"),
    ]
    for path in paths:
        assert OF_ASH not in browser.get(path).text, path
    mine = texts_in(page(school, browser))[0]
    other = texts_in(school.inside(OTHER_COACH).get(address(school, "thoughts", "Ash")).text)[0]
    for team, text in (("Ash", other), ("Oak", other), ("Ash", mine), ("Oak", "0" * 32), ("Oak", "x")):
        word = word_of(page(school, browser))
        for act, fields in (("under", {"theme": ""}), ("hide", {"hidden": "yes"})):
            answer = browser.post(
                f"/teams/{school.ids[team]}/thoughts/{text}/{act}", data={"word": word, **fields}
            )
            assert answer.status_code == 404
        asked = browser.get(address(school, f"answer?about={text}", team))
        assert asked.status_code == 404
        assert OF_ASH not in asked.text


@pytest.mark.parametrize(
    "more", ["themes", "themes/merge", "answer", "thoughts/{text}/under", "thoughts/{text}/hide"]
)
def test_a_form_from_elsewhere_changes_nothing(school: School, more: str) -> None:
    browser = school.inside(COACH)
    text = page(school, browser)
    path = address(school, more.format(text=texts_in(text)[0]))
    fields = {
        "theme": theme_key(text, BARRIER),
        "name": "x",
        "step": "send",
        "words": "hello all",
        "hidden": "yes",
    }
    assert browser.post(path, data=fields).status_code == 403
    assert browser.post(path, data={"word": "0" * 32, **fields}).status_code == 403
    word = word_of(text)
    headers = {"sec-fetch-site": "cross-site"}
    assert browser.post(path, data={"word": word, **fields}, headers=headers).status_code == 403
    assert texts_in(page(school, browser)) == texts_in(text)


def test_a_text_is_put_under_a_theme_hidden_and_shown_again(school: School) -> None:
    browser = school.inside(COACH)
    text = page(school, browser)
    first = texts_in(text)[0]
    key = theme_key(text, BARRIER)
    _, after = send(school, browser, f"thoughts/{first}/under", theme=key)
    assert f'<option value="{key}" selected>' in after.split(f'id="t{first}"')[1].split("</li>")[0]
    assert send(school, browser, f"thoughts/{first}/under", theme="1 nothing barrier")[0] == 404
    _, after = send(school, browser, f"thoughts/{first}/hide", hidden="yes")
    assert first not in texts_in(after)
    assert "Hidden texts" in after
    _, after = send(school, browser, f"thoughts/{first}/hide", hidden="")
    assert first in texts_in(after)
    send(school, browser, f"thoughts/{first}/under", theme="")


def test_a_theme_gets_the_coachs_words_and_never_a_teachers(school: School) -> None:
    browser = school.inside(COACH)
    key = theme_key(page(school, browser), BARRIER)
    for name, why in (
        ("te weinig om samen lessen", "This repeats what a teacher wrote"),
        ("TE WEINIG, om\u200b samen — lessen!", "This repeats what a teacher wrote"),
        ("Het rooster van Marieke Jansen", "This points to a person"),
        ("x" * 61, "a name of 1 to 60 characters"),
    ):
        status, text = send(school, browser, "themes", theme=key, name=name)
        assert status == 422, name
        assert why in text
        assert f'value="{name}"' in text, "what was typed stays"
    _, text = send(school, browser, "themes", theme=key, name="Finding each other")
    assert "Finding each other" in text
    lead = school.inside(LEAD).get(f"/teams/{school.ids['Oak']}").text
    assert "Finding each other" in lead, "everybody reads the names of themes"
    send(school, browser, "themes", theme=key, name="")
    assert "Finding each other" not in page(school, browser)


def test_themes_are_put_together_and_taken_apart(school: School) -> None:
    browser = school.inside(COACH)
    text = page(school, browser)
    meet, trust = theme_key(text, BARRIER), theme_key(text, "trust in each other: strength")
    _, after = send(school, browser, "themes/merge", theme=trust, into=meet)
    assert "Together with:" in after
    lead = school.inside(LEAD).get(f"/teams/{school.ids['Oak']}").text
    assert "trust in each other: strength" not in lead
    assert send(school, browser, "themes/merge", theme=meet, into=trust)[0] == 404
    assert send(school, browser, "themes/merge", theme=meet, into=meet)[0] == 404
    _, after = send(school, browser, "themes/merge", theme=trust, into="")
    assert "Together with:" not in after


def test_an_answer_is_looked_at_first_and_goes_to_everybody_by_name_once_a_week(school: School) -> None:
    browser, clock = school.inside(COACH), school.room.clock
    about = texts_in(page(school, browser))[0]
    for words, why in (
        ("", "Write 1 to 1000 characters"),
        ("x" * 1001, "Write 1 to 1000 characters"),
        ("I read: te weinig om samen lessen", "This repeats what a teacher wrote"),
        ("Ask Marieke Jansen about it.", "This points to a person"),
        ("Ik wil niet meer leven.", "something for a person"),
    ):
        status, text = send(school, browser, "answer", step="look", words=words, about=about)
        assert (status, why in text) == (422, True), words
        assert html.escape(words) in text, "what was typed stays"
    words = "Thank you all.\n<b>Shall we</b> look for one hour a week together?"
    status, text = send(school, browser, "answer", step="look", words=words, about=about)
    assert status == 200
    assert "Eva de Boer writes to the whole of team Oak:" in text
    assert "<b>Shall" not in text
    assert not [one for one in school.room.post() if one.letter.kind == "answer"]
    before = clock.now
    clock.now = before.replace(hour=10)
    try:
        browser = school.inside(COACH)
        status, text = send(school, browser, "answer", step="send", words=words, about=about)
        assert "Sent. Everybody in the team gets it" in text
        sent = [one for one in school.room.post() if one.letter.kind == "answer"]
        assert {one.person.account for one in sent} >= {COACH, LEAD, TEACHER, 1_000, 1_006}
        status, text = send(school, browser, "answer", step="send", words=words)
        assert (status, "less than a week ago" in text) == (422, True)
        clock.now += timedelta(days=7)
        browser = school.inside(COACH)
        assert send(school, browser, "answer", step="look", words=words)[0] == 200
    finally:
        clock.now = before


def test_reading_is_kept_as_role_and_day(school: School) -> None:
    page(school, school.inside(COACH))
    seen = {
        (look.role, look.what) for look in looks.looks_at(school.room.house, team_ids=[school.ids["Oak"]])
    }
    assert {("coach", "reflections"), ("coach", "themes")} <= seen


def test_a_text_that_is_read_again_to_answer_it_is_in_the_log(school: School) -> None:
    clock, about = school.room.clock, texts_in(page(school, school.inside(COACH)))[0]
    clock.now = (before := clock.now) + timedelta(days=1)
    try:
        page(school, school.inside(COACH), f"answer?about={about}")
        seen = looks.looks_at(school.room.house, team_ids=[school.ids["Oak"]])
        assert ("reflections", clock.now.date()) in {(look.what, look.day) for look in seen}
    finally:
        clock.now = before


def test_the_coachs_name_is_the_one_of_the_chat(school: School) -> None:
    assert NAMES[COACH] in page(school, school.inside(COACH), "answer")
