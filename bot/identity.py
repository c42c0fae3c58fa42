"""The bot's own name at Telegram, for links that open its chat."""

import asyncio

from telegram import Bot
from telegram.error import TelegramError

from klankbord.settings import Settings


def username(settings: Settings) -> str | None:
    """Return the bot's user name; nothing when Telegram cannot be reached or refuses the token."""

    async def ask() -> str | None:
        base = settings.telegram_api.rstrip("/")
        bot = Bot(settings.token, base_url=f"{base}/bot", base_file_url=f"{base}/file/bot")
        try:
            async with bot:
                return bot.username
        except TelegramError:
            return None

    return asyncio.run(ask())
