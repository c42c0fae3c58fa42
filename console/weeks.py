"""`run`, `worker`, `tick`, `round`, `publish` and `doctor`."""

import argparse
import sys

from klankbord import publishing, rounds, sealing
from klankbord.house import open_house
from klankbord.settings import TELEGRAM, Settings, SettingsProblem, Token

SIGNS = {"good": "✓", "warning": "!", "bad": "✗"}
FINDINGS = {
    "clock": "clock",
    "database": "database and key",
    "lost_key": "some data was written with a key that is not in KLANKBORD_SECRET_KEY",
    "older_key_rows": "some data is still under an older key: klankbord key rotate",
    "older_key_until": "an older key is needed until this day is over, for check-ins that were sent before",
    "older_key_codes": "invitations that were not used yet need an older key",
    "server_tells": "this setting of PostgreSQL keeps traces of when somebody answered",
    "cards": "cards of guidance",
    "no_school": "no school yet: klankbord school add NAME",
    "no_help_lines": "no help lines known for this country: write them into the school's --counsellor",
    "school_misses": "still to fill in with `klankbord school set`",
    "team_misses_change": "team without a change: klankbord team set NAME --change TEXT",
    "token": "token accepted by Telegram",
    "webhook": "webhook address",
}


def run(_: argparse.Namespace, settings: Settings) -> int:
    """Run bot, scheduler and web address until told to stop."""
    return _serve(settings, scheduler=True)


def worker(_: argparse.Namespace, settings: Settings) -> int:
    """Run bot and web address without the scheduler."""
    return _serve(settings, scheduler=False)


def tick_once(_: argparse.Namespace, settings: Settings) -> int:
    """Do whatever is due now, and send it; 1 if it did not go through."""
    import asyncio

    from bot.running import tick_once as once

    _need_token(settings)
    with open_house(settings) as house:
        return 0 if asyncio.run(once(house)) else 1


def round_open(options: argparse.Namespace, settings: Settings) -> int:
    """Ask a team now."""
    with open_house(settings) as house:
        rounds.open_now(house, team=options.team, now=house.clock())
    return _print("The round is open. The running bot sends the check-ins now.")


def round_close(options: argparse.Namespace, settings: Settings) -> int:
    """Seal a team's open rounds now."""
    with open_house(settings) as house:
        sealing.seal_now(house, team=options.team)
    return _print("The round is closed.")


def publish(options: argparse.Namespace, settings: Settings) -> int:
    """Publish a team's period if the rules allow."""
    with open_house(settings) as house:
        publishing.publish_now(house, team=options.team, now=house.clock())
    return _print("The period is published. The running bot sends the digest.")


def doctor(_: argparse.Namespace, settings: Settings) -> int:
    """Print every check as a line; 1 if one fails."""
    from bot.identity import username
    from klankbord.readiness import Finding, examine

    with open_house(settings) as house:
        findings = list(examine(house))
    for token in settings.tokens or (Token("", ""),):
        accepted = bool(token.value and username(settings, token))
        findings.append(Finding("token", "good" if accepted else "bad", token.name))
    if settings.webhook_url and settings.telegram_api == TELEGRAM:
        findings.append(Finding("webhook", "good" if settings.webhook_url.startswith("https://") else "bad"))
    for finding in findings:
        detail = f": {finding.detail}" if finding.detail else ""
        sys.stdout.write(f"{SIGNS[finding.state]} {FINDINGS[finding.name]}{detail}\n")
    return 1 if any(finding.state == "bad" for finding in findings) else 0


def _serve(settings: Settings, *, scheduler: bool) -> int:
    from console.serving import loops, serve

    _need_token(settings)
    with open_house(settings, migrate=True) as house, loops() as runner:
        return runner.run(serve(house, scheduler=scheduler))


def _need_token(settings: Settings) -> None:
    if not settings.tokens:
        raise SettingsProblem("KLANKBORD_TELEGRAM_TOKEN is not set: get one from @BotFather in Telegram.")


def _print(text: str) -> int:
    sys.stdout.write(text + "\n")
    return 0
