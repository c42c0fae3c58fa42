"""Logs as JSON Lines: one object a line, an error as type and place, and nothing of what it says."""

import io
import json
import logging
import sys

from console.logs import JsonLines


def test_an_error_is_a_type_and_a_place_and_its_words_are_left_out() -> None:
    handler = logging.StreamHandler(written := io.StringIO())
    handler.setFormatter(JsonLines())
    logger = logging.Logger("klankbord.somewhere")
    logger.addHandler(handler)
    logger.info("%s letters waited\nand more", 3)
    try:
        int("Mijn collega Wendelmoet luistert nooit")
    except ValueError:
        logger.error("a bug", exc_info=sys.exc_info())
    first, second = (json.loads(line) for line in written.getvalue().splitlines())
    assert first["event"] == "3 letters waited\nand more"
    assert (first["level"], first["logger"]) == ("info", "klankbord.somewhere")
    assert second["error"] == "ValueError"
    assert second["place"].startswith("test_an_error_is_a_type")
    assert "Wendelmoet" not in written.getvalue()
