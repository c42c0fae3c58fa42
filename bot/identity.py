"""The bot's own name at Telegram, for links that open its chat."""

import asyncio

from telegram import Bot
from telegram.error import TelegramError

from klankbord.bots import OwnBot
from klankbord.settings import Settings, Token


def username(settings: Settings, bot: Token | OwnBot) -> str | None:
    """Return a bot's user name; nothing when Telegram cannot be reached or refuses the token."""

    async def ask() -> str | None:
        base = settings.telegram_api.rstrip("/")
        token = bot.value if isinstance(bot, Token) else bot.token
        try:
            async with Bot(token, base_url=f"{base}/bot", base_file_url=f"{base}/file/bot") as caller:
                return caller.username
        except TelegramError:
            return None

    return asyncio.run(ask())
