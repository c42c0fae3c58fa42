"""What the bot says in the chat, in Dutch and English."""

from klankbord.wording import Phrasebook

say = Phrasebook("bot.wording")
