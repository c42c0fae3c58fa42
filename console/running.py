"""Runs the commands: opens the house, calls the room, prints one clear sentence when something is wrong."""

import argparse
import logging
import sqlite3
import sys
from collections.abc import Callable

from console import logs
from klankbord import settings as settings_file
from klankbord.house import open_house
from klankbord.settings import Settings, SettingsProblem
from klankbord.vocabulary import Refusal
from klankbord.wording import phrase
from storage.database import Damaged, Unavailable, WrongVersion
from storage.secrets import KeyProblem, new_key

QUIET = (
    "telegram",
    "aiohttp",
    "httpx",
    "httpcore",
    "apscheduler",
    "alembic",
    "chromadb",
    "langchain",
    "openai",
    "uvicorn.access",
)

Command = Callable[[argparse.Namespace, Settings], int]

PROBLEMS = {
    "database newer than program": "The database is newer than this program. Install the newer version.",
    "database not migrated": "The database is not ready for this version. Run `klankbord migrate` first.",
}


def run_command(options: argparse.Namespace) -> int:
    """Run the chosen command; return its exit code."""
    _prepare_logs()
    try:
        settings = settings_file.load()
        if settings.log_format == "json":
            logs.write_json()
        return _command(options)(options, settings)
    except SettingsProblem as problem:
        return _say(str(problem))
    except Refusal as refusal:
        return _say(phrase("en", f"refusal.{refusal.key}", **refusal.values))
    except KeyProblem:
        return _say(
            "KLANKBORD_SECRET_KEY is not the key that this data was written with. Nothing was touched."
        )
    except WrongVersion as problem:
        return _say(PROBLEMS[str(problem)])
    except Damaged:
        return _say(
            "The database file is damaged. Nothing was changed: move it away, then put a backup back with "
            "`klankbord restore FILE`."
        )
    except Unavailable:
        return _say("The database cannot be reached or written now. Nothing was changed.")
    except (OSError, sqlite3.Error) as error:
        why = getattr(error, "strerror", None) or type(error).__name__
        file = getattr(error, "filename", None)
        return _say(f"The machine refused: {why}{f' ({file})' if isinstance(file, str) else ''}.")


def _command(options: argparse.Namespace) -> Command:
    from console import exporting, keeping, knowing, own_bots, predicting, setting_up, weeks

    table: dict[tuple[str, str], Command] = {
        ("key", "new"): _key_new,
        ("key", "rotate"): keeping.key_rotate,
        ("backup", ""): keeping.backup,
        ("restore", ""): keeping.restore,
        ("erase", ""): keeping.erase,
        ("year", "start"): keeping.year_start,
        ("team", "join"): keeping.team_join,
        ("migrate", ""): _migrate,
        ("run", ""): weeks.run,
        ("worker", ""): weeks.worker,
        ("tick", ""): weeks.tick_once,
        ("doctor", ""): weeks.doctor,
        ("round", "open"): weeks.round_open,
        ("round", "close"): weeks.round_close,
        ("publish", ""): weeks.publish,
        ("bot", "add"): own_bots.bot_add,
        ("bot", "list"): own_bots.bot_list,
        ("school", "add"): setting_up.school_add,
        ("school", "set"): setting_up.school_set,
        ("school", "list"): setting_up.school_list,
        ("team", "add"): setting_up.team_add,
        ("team", "set"): setting_up.team_set,
        ("team", "list"): setting_up.team_list,
        ("calendar", "import"): setting_up.calendar_import,
        ("invite", ""): setting_up.invite,
        ("export", ""): exporting.export_figures,
        ("knowledge", "add"): knowing.knowledge_add,
        ("knowledge", "build"): knowing.knowledge_build,
        ("knowledge", "search"): knowing.knowledge_search,
        ("predict", ""): predicting.predict,
    }
    return table[options.noun, getattr(options, "verb", "")]


def _key_new(_: argparse.Namespace, __: Settings) -> int:
    sys.stdout.write(new_key() + "\n")
    return 0


def _migrate(_: argparse.Namespace, settings: Settings) -> int:
    with open_house(settings, migrate=True):
        sys.stdout.write("The database is ready.\n")
    return 0


def _prepare_logs() -> None:
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    for name in QUIET:
        # These libraries put request URLs (with the token) and payloads into their messages; what matters of
        # them is logged by our own code as a type and a place.
        logger = logging.getLogger(name)
        logger.handlers = [logging.NullHandler()]
        logger.propagate = False
        logger.setLevel(logging.CRITICAL)


def _say(problem: str) -> int:
    sys.stderr.write(problem + "\n")
    return 1
