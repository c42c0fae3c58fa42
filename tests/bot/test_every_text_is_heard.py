"""A serious message is answered whoever writes it and wherever it stands: strangers, behind commands."""

import pytest

from tests.cast import Stage

SERIOUS = "ik wil niet meer leven"


@pytest.mark.parametrize("form", ["{}", "/start {}", "/help {}", "/nonsens {}", "/ik_wil_niet_meer_leven"])
async def test_a_stranger_is_answered_with_people_to_turn_to(play: Stage, form: str) -> None:
    stranger = play.telegram.person("Vreemd", language="nl")
    stranger.send(form.format(SERIOUS))
    answer = await stranger.receives("113")
    assert "programma" in answer.text


async def test_a_member_is_heard_behind_a_command(play: Stage) -> None:
    (anna, *_) = await play.fill(teachers=2)
    for text in (f"/rhythm {SERIOUS}", f"/afspraak {SERIOUS}", f"/stop {SERIOUS}"):
        anna.send(text)
        answer = await anna.receives("113")
        assert "programma" in answer.text, text
