"""The running bot of the bot's own tests, for what has to be heard before anything else happens."""

from tests.bot.conftest import asked, oak, play

__all__ = ["asked", "oak", "play"]
