"""Whatever happens, no log at any level holds an address with the token, a text, a name or a number."""

import logging
from collections.abc import Iterator

import pytest

from console.running import QUIET, _prepare_logs
from klankbord import setting_up
from playground.faults import Call, Fault, Garble, HangUp, Refuse
from tests.cast import Stage, answer_all

THOUGHTS = (
    "Mijn collega Wendelmoet luistert nooit in de vergadering",
    "Bel me op 06-12345678, ik trek het niet meer",
)
NAME = "Quirijnelle"


class Records(logging.Handler):
    """Keeps every record as it would be written, traceback included."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.setFormatter(logging.Formatter("%(name)s %(levelname)s %(message)s"))
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))


@pytest.fixture
def records() -> Iterator[Records]:
    """Configure logs as the program does, then listen to everything that any logger lets out."""
    root = logging.getLogger()
    before = {name: _state(logging.getLogger(name)) for name in (*QUIET, "")}
    _prepare_logs()
    root.setLevel(logging.DEBUG)
    handler = Records()
    root.addHandler(handler)
    yield handler
    root.removeHandler(handler)
    for name, (level, propagate, handlers) in before.items():
        logger = logging.getLogger(name)
        logger.setLevel(level)
        logger.propagate, logger.handlers = propagate, handlers


def _state(logger: logging.Logger) -> tuple[int, bool, list[logging.Handler]]:
    return logger.level, logger.propagate, list(logger.handlers)


def trouble(call: Call) -> Fault | None:
    """Let Telegram fail in another way at every few calls."""
    kinds: dict[int, Fault] = {
        3: Refuse(500, "Internal Server Error"),
        7: Garble(200, '{"ok": true, "result": {"text": "' + THOUGHTS[0]),
        11: Refuse(429, "Too Many Requests: retry after 1", retry_after=1),
        13: HangUp(),
        17: Garble(),
    }
    if call.method == "getUpdates":
        return {**kinds, 5: Refuse(401, "Unauthorized")}.get(call.count % 23)
    return kinds.get(call.count % 23)


async def test_no_log_holds_a_text_a_name_a_number_or_the_token(play: Stage, records: Records) -> None:
    codes = setting_up.invite(play.house, role="teacher", teams=["Oak"], count=6)
    names = [f"{NAME}{number}" for number in range(6)]
    teachers = [await play.join(name, code) for name, code in zip(names, codes, strict=True)]
    play.telegram.fault = trouble
    await play.tick()
    await play.pass_days(1.4)
    for person in teachers[:2]:
        for thought in THOUGHTS:
            person.send(thought)
        person.press_data(person.from_bot()[0], "sn" + "A" * 35 + "444")
        person.send("/nothing")
    await play.telegram.quiet()
    play.telegram.fault = None
    await answer_all(teachers)
    teachers[-1].block()
    play.telegram.world.people[teachers[0].number].deactivated = True
    await play.pass_days(2)
    play.telegram.fault = lambda call: Refuse(400, f"Bad Request: {THOUGHTS[0]}") if call.chat else None
    teachers[1].send("/help")
    await play.pass_days(5)
    await play.telegram.quiet()
    written = "\n".join(records.lines)
    assert any("ERROR" in line or "WARNING" in line or "INFO" in line for line in records.lines)
    secrets = [
        play.telegram.token,
        play.telegram.token.split(":")[1],
        "/bot",
        play.telegram.url,
        NAME,
        "Petra de Wit",
        *codes,
        *THOUGHTS,
        "Wendelmoet",
        "12345678",
        *(str(person.number) for person in teachers),
    ]
    assert [secret for secret in secrets if secret in written] == []


def test_libraries_that_log_addresses_are_silent(records: Records) -> None:
    for name in QUIET:
        logging.getLogger(name).error("https://api.telegram.org/bot1:secret/getMe")
        logging.getLogger(f"{name}.deeper.module").debug("https://api.telegram.org/bot1:secret/getMe")
    assert not [line for line in records.lines if "secret" in line]
