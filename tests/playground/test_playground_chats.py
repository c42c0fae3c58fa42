"""Commands, groups, odd messages and floods of the playground, seen through a real client."""

import pytest
from telegram import Bot, BotCommand, BotCommandScopeChat, InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.error import BadRequest, ChatMigrated, RetryAfter

from playground.limits import Limits, Rates
from playground.telegram_server import TelegramServer
from tests.pixels import png

KEYS = InlineKeyboardMarkup([[InlineKeyboardButton("Yes", callback_data="y")]])


async def test_commands_are_kept_per_scope_and_language(telegram: TelegramServer, bot: Bot) -> None:
    anna = telegram.person("Anna")
    anna.start()
    scope = BotCommandScopeChat(anna.number)
    await bot.set_my_commands([BotCommand("team", "Your team")], scope=scope, language_code="en")
    assert [command.command for command in await bot.get_my_commands(scope, "en")] == ["team"]
    assert await bot.get_my_commands(scope, "nl") == ()
    await bot.delete_my_commands(scope, "en")
    assert await bot.get_my_commands(scope, "en") == ()
    with pytest.raises(BadRequest, match="Bot_command_invalid"):
        await bot.set_my_commands([BotCommand("Team!", "Your team")])


async def test_a_chat_and_its_member_are_described(telegram: TelegramServer, bot: Bot) -> None:
    anna = telegram.person("Anna", last_name="Bakker")
    anna.start()
    assert (await bot.get_chat(anna.number)).first_name == "Anna"
    assert (await bot.get_chat_member(anna.number, anna.number)).status == "member"


async def test_in_a_group_the_bot_sees_commands_only_and_follows_a_move(
    telegram: TelegramServer, bot: Bot
) -> None:
    anna, ben = telegram.person("Anna"), telegram.person("Ben")
    group = anna.open_group("Team Oak", ben)
    ben.send("just chatting", chat=group)
    ben.send("/start@klankbord_bot", chat=group)
    updates = await bot.get_updates(allowed_updates=Update.ALL_TYPES)
    texts = [update.message.text for update in updates if update.message and update.message.text]
    assert texts == ["/start@klankbord_bot"]
    assert any(update.my_chat_member for update in updates)
    new = anna.upgrade(group)
    with pytest.raises(ChatMigrated) as moved:
        await bot.send_message(group.number, "Hi")
    assert moved.value.new_chat_id == new.number
    assert (await bot.send_message(new.number, "Hi")).chat.type == "supergroup"


async def test_what_is_no_text_arrives_as_what_it_is(telegram: TelegramServer, bot: Bot) -> None:
    anna = telegram.person("Anna")
    message = anna.send("first")
    anna.edit(message, "changed")
    for kind in ("sticker", "voice", "video_note", "location", "contact"):
        anna.send_thing(kind)
    anna.send_photo(png(), caption="look")
    updates = await bot.get_updates(allowed_updates=Update.ALL_TYPES)
    assert updates[1].edited_message is not None
    assert updates[1].edited_message.text == "changed"
    arrived = [update.message for update in updates if update.message]
    assert arrived[1].sticker
    assert arrived[2].voice
    assert arrived[3].video_note
    assert arrived[4].location
    assert arrived[5].contact
    assert arrived[6].photo
    assert arrived[6].caption == "look"


async def test_a_flood_is_refused_with_the_seconds_to_wait(telegram: TelegramServer, bot: Bot) -> None:
    now = [100.0]
    telegram.limits.rates = Rates(chat_burst=2)
    telegram.limits._now = lambda: now[0]
    anna = telegram.person("Anna")
    anna.start()
    await bot.send_message(anna.number, "1")
    await bot.send_message(anna.number, "2")
    with pytest.raises(RetryAfter) as flood:
        await bot.send_message(anna.number, "3")
    assert "1 second" in str(flood.value).lower() or "retry in 0:00:01" in str(flood.value).lower()
    now[0] += 1.1
    assert (await bot.send_message(anna.number, "3")).text == "3"


def test_thirty_messages_a_second_pass_and_the_next_does_not() -> None:
    from playground.errors import Failure

    limits = Limits(Rates(), now=lambda: 5.0)
    for chat in range(1, 31):
        limits.take(chat)
    with pytest.raises(Failure, match="Too Many Requests: retry after 1"):
        limits.take(31)
