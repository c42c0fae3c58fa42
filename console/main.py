"""The command line. Importing this file loads nothing heavy: `--help` answers at once."""

import argparse
import os
import sys
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return its exit code. What is wrong is said in one sentence on standard error."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given[:1] == ["demo"]:  # the playground describes its own options
        os.execv(sys.executable, [sys.executable, "-m", "playground", *given[1:]])  # noqa: S606 - our own module
    if given[:1] == ["attack"]:
        from console.attacking import attack

        return attack(given[1:])
    options = build_parser().parse_args(given)
    from console.running import run_command

    return run_command(options)


def build_parser() -> argparse.ArgumentParser:
    """Describe every command."""
    parser = argparse.ArgumentParser(
        prog="klankbord",
        description="A sounding board for teams of teachers. Settings come from KLANKBORD_… variables.",
    )
    nouns = parser.add_subparsers(dest="noun", required=True, metavar="COMMAND")
    nouns.add_parser("demo", help="play a term in a made-up school, without token or network")
    nouns.add_parser("attack", help="attack made-up schools and print what somebody could learn")
    nouns.add_parser("run", help="bot, scheduler and web address in one process")
    nouns.add_parser("worker", help="bot and web address, without the scheduler")
    nouns.add_parser("migrate", help="bring the database to this version")
    nouns.add_parser("doctor", help="check everything, a line each")
    nouns.add_parser("tick", help="do whatever is due now, once (for cron)")
    bot = nouns.add_parser("bot", help="several bots in one installation").add_subparsers(
        dest="verb", required=True
    )
    bot.add_parser("add", help="take in a bot whose token has a name in the settings").add_argument("name")
    bot.add_parser("list", help="show all bots")
    _school(nouns)
    _team(nouns)
    _invite(nouns)
    _rounds(nouns)
    export = nouns.add_parser("export", help="published figures as a table (.csv or .xlsx), with a codebook")
    export.add_argument("--team", action="append", required=True, help="can be given several times")
    export.add_argument("file")
    _keeping(nouns)
    calendar = nouns.add_parser("calendar", help="closed and busy weeks").add_subparsers(
        dest="verb", required=True
    )
    imported = calendar.add_parser("import", help="replace a school's own dates by those of a calendar file")
    imported.add_argument("file")
    imported.add_argument("--school", help="needed when there is more than one school")
    _knowledge(nouns)
    predict = nouns.add_parser("predict", help="score JSON Lines from standard input")
    predict.add_argument("task", choices=["retrieval", "dimension", "redaction", "safety", "guide"])
    return parser


Nouns = argparse._SubParsersAction


def _school(nouns: "Nouns[argparse.ArgumentParser]") -> None:
    verbs = nouns.add_parser("school", help="schools").add_subparsers(dest="verb", required=True)
    for verb, text in (("add", "add a school"), ("set", "change what is known about a school")):
        command = verbs.add_parser(verb, help=text)
        command.add_argument("name")
        command.add_argument("--counsellor", help="who teachers can turn to, with phone or address")
        if verb == "add":
            command.add_argument("--country", default="nl", help="two letters (default nl)")
            command.add_argument("--region", default="midden", help="noord, midden or zuid: school holidays")
            command.add_argument("--bot", help="the bot it talks to, when there are several")
        else:
            command.add_argument("--country", help="two letters, for example nl")
            command.add_argument("--region", help="noord, midden or zuid: school holidays")
            command.add_argument("--timezone", help="for example Europe/Amsterdam")
            command.add_argument("--consent", help="date on which the staff council agreed")
            command.add_argument("--privacy-contact", help="who answers questions about privacy")
    verbs.add_parser("list", help="show all schools")


def _knowledge(nouns: "Nouns[argparse.ArgumentParser]") -> None:
    verbs = nouns.add_parser("knowledge", help="cards, and documents of your own").add_subparsers(
        dest="verb", required=True
    )
    add = verbs.add_parser("add", help="take in a Markdown or PDF file; one of the same name is replaced")
    add.add_argument("file")
    verbs.add_parser("build", help="build the index where it does not match the files")
    search = verbs.add_parser("search", help="show what fits a thought: cards, and passages of your own")
    search.add_argument("text", nargs="+")
    search.add_argument("--language", choices=["nl", "en"], default="nl")


def _team(nouns: "Nouns[argparse.ArgumentParser]") -> None:
    verbs = nouns.add_parser("team", help="teams").add_subparsers(dest="verb", required=True)
    for verb, text in (("add", "add a team"), ("set", "change a team")):
        command = verbs.add_parser(verb, help=text)
        command.add_argument("name")
        command.add_argument(
            "--members", type=int, required=verb == "add", help="how many people the team has"
        )
        command.add_argument("--language", choices=["nl", "en"])
        command.add_argument(
            "--smallest-group", type=int, help="from how many answers on a picture is shown (5)"
        )
        command.add_argument("--change", help="what the team works on, at most 60 characters")
        command.add_argument("--day", help="mon, tue, wed, thu or fri")
        command.add_argument("--time", help="for example 15:30")
        if verb == "add":
            command.add_argument("--school", required=True)
    verbs.add_parser("list", help="show all teams")
    join = verbs.add_parser("join", help="let a small team take part together with another one")
    join.add_argument("name", help="the team that goes")
    join.add_argument("into", help="the team that it joins")


def _invite(nouns: "Nouns[argparse.ArgumentParser]") -> None:
    invite = nouns.add_parser("invite", help="make codes that let people in")
    invite.add_argument("role", choices=["teacher", "lead", "coach"])
    invite.add_argument("--team", action="append", required=True, help="several for a coach")
    invite.add_argument(
        "--count", type=int, help="make this many single-use codes instead of one shared code"
    )
    invite.add_argument("--pdf", metavar="FILE", help="also cards with QR codes, to cut and draw from a bowl")


def _keeping(nouns: "Nouns[argparse.ArgumentParser]") -> None:
    key = nouns.add_parser("key", help="secret keys").add_subparsers(dest="verb", required=True)
    key.add_parser("new", help="print a new key")
    key.add_parser("rotate", help="move the data to the newest key, while everything runs")
    nouns.add_parser("backup", help="write a backup of what may be kept").add_argument("file")
    restore = nouns.add_parser("restore", help="put a backup into an empty database")
    restore.add_argument("file")
    restore.add_argument("--replace", action="store_true", help="erase the data that is there")
    erase = nouns.add_parser("erase", help="erase a person who cannot do it with /stop")
    erase.add_argument(
        "--person", required=True, metavar="CODE", help="the code that /privacy shows its owner"
    )
    year = nouns.add_parser("year", help="school years").add_subparsers(dest="verb", required=True)
    year.add_parser("start", help="ask everybody now whether they are in again this school year")


def _rounds(nouns: "Nouns[argparse.ArgumentParser]") -> None:
    verbs = nouns.add_parser("round", help="a team's week").add_subparsers(dest="verb", required=True)
    for verb, text in (("open", "ask a team now"), ("close", "close a team's open rounds now")):
        verbs.add_parser(verb, help=text).add_argument("--team", required=True)
    publish = nouns.add_parser("publish", help="publish a team's period if the rules allow")
    publish.add_argument("--team", required=True)


if __name__ == "__main__":
    raise SystemExit(main())
