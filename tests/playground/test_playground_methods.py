"""The Bot API of the playground, seen through a real client."""

import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup
from telegram import InputMediaPhoto as Photo
from telegram.error import BadRequest, Forbidden, InvalidToken

from playground.telegram_server import TelegramServer
from tests.pixels import png

KEYS = InlineKeyboardMarkup([[InlineKeyboardButton("Yes", callback_data="y")]])


async def test_the_bot_knows_itself(bot: Bot) -> None:
    me = await bot.get_me()
    assert me.username == "klankbord_bot"
    assert me.is_bot


async def test_a_wrong_token_is_unauthorized(telegram: TelegramServer) -> None:
    with pytest.raises(InvalidToken):
        async with Bot("1:wrong", base_url=f"{telegram.url}/bot"):
            pass


async def test_a_message_of_a_person_arrives_by_long_polling_and_is_confirmed_by_the_offset(
    telegram: TelegramServer, bot: Bot
) -> None:
    anna = telegram.person("Anna")
    anna.start("abc")
    (first,) = await bot.get_updates()
    assert first.message is not None
    assert first.message.text == "/start abc"
    assert first.message.entities[0].type == "bot_command"
    (again,) = await bot.get_updates()
    assert again.update_id == first.update_id
    assert await bot.get_updates(offset=first.update_id + 1) == ()


async def test_a_long_poll_ends_as_soon_as_somebody_writes(telegram: TelegramServer, bot: Bot) -> None:
    import asyncio

    anna = telegram.person("Anna")
    poll = asyncio.create_task(bot.get_updates(timeout=20))
    await asyncio.sleep(0.05)
    anna.send("hello")
    (update,) = await asyncio.wait_for(poll, 5)
    assert update.message is not None
    assert update.message.text == "hello"


async def test_a_text_with_entities_and_buttons_reaches_the_chat(telegram: TelegramServer, bot: Bot) -> None:
    anna = telegram.person("Anna")
    anna.start()
    sent = await bot.send_message(anna.number, "<b>Hi</b> &amp; bye", parse_mode="HTML", reply_markup=KEYS)
    assert sent.text == "Hi & bye"
    assert (sent.entities[0].type, sent.entities[0].offset, sent.entities[0].length) == ("bold", 0, 2)
    (message,) = anna.from_bot()
    assert message.buttons == ("Yes",)


async def test_a_press_arrives_and_its_answer_is_seen(telegram: TelegramServer, bot: Bot) -> None:
    anna = telegram.person("Anna")
    anna.start()
    await bot.send_message(anna.number, "Well?", reply_markup=KEYS)
    query = anna.press(anna.from_bot()[-1], "Yes")
    updates = await bot.get_updates()
    pressed = updates[-1].callback_query
    assert pressed is not None
    assert pressed.data == "y"
    await pressed.answer("Thanks")
    assert await anna.answer_to(query) == "Thanks"
    await pressed.edit_message_text("Done")
    assert anna.from_bot()[-1].text == "Done"
    assert anna.from_bot()[-1].keyboard == ()


async def test_an_old_query_is_refused(telegram: TelegramServer, bot: Bot) -> None:
    anna = telegram.person("Anna")
    anna.start()
    await bot.send_message(anna.number, "Well?", reply_markup=KEYS)
    telegram.world.query_seconds = -1
    query = anna.press(anna.from_bot()[-1], 0)
    with pytest.raises(BadRequest, match="Query is too old"):
        await bot.answer_callback_query(query.identifier)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "Message text is empty"),
        ("x" * 4097, "Message is too long"),
        ("<b>open", "Can't parse entities: can't find end tag"),
        ("<nope>x</nope>", "Can't parse entities: unsupported start tag"),
        ("<b><i>x</b></i>", "Can't parse entities: unmatched end tag"),
    ],
)
async def test_a_text_that_telegram_refuses_is_refused(
    telegram: TelegramServer, bot: Bot, text: str, complaint: str
) -> None:
    anna = telegram.person("Anna")
    anna.start()
    with pytest.raises(BadRequest) as refused:
        await bot.send_message(anna.number, text, parse_mode="HTML")
    assert refused.value.message.lower().startswith(complaint.lower())
    assert anna.from_bot() == []


async def test_length_is_counted_after_markup_is_read(telegram: TelegramServer, bot: Bot) -> None:
    anna = telegram.person("Anna")
    anna.start()
    sent = await bot.send_message(anna.number, f"<b>{'x' * 4096}</b>", parse_mode="HTML")
    assert sent.text is not None
    assert len(sent.text) == 4096


async def test_too_much_data_in_a_button_is_refused(telegram: TelegramServer, bot: Bot) -> None:
    anna = telegram.person("Anna")
    anna.start()
    for data in ("é" * 33, "x" * 65):
        keys = InlineKeyboardMarkup([[InlineKeyboardButton("Yes", callback_data=data)]])
        with pytest.raises(BadRequest, match="Button_data_invalid"):
            await bot.send_message(anna.number, "Well?", reply_markup=keys)


async def test_an_edit_that_changes_nothing_is_refused(telegram: TelegramServer, bot: Bot) -> None:
    anna = telegram.person("Anna")
    anna.start()
    sent = await bot.send_message(anna.number, "Same", reply_markup=KEYS)
    with pytest.raises(BadRequest, match="Message is not modified"):
        await sent.edit_text("Same", reply_markup=KEYS)
    with pytest.raises(BadRequest, match="Message to edit not found"):
        await bot.edit_message_text("Other", anna.number, sent.message_id + 1000)
    with pytest.raises(BadRequest, match="Message can't be edited"):
        await bot.edit_message_text("Other", anna.number, anna.chat()[0].number)


async def test_who_cannot_be_reached_is_named_as_telegram_names_it(
    telegram: TelegramServer, bot: Bot
) -> None:
    anna, ben, stranger = telegram.person("Anna"), telegram.person("Ben"), telegram.person("Stranger")
    anna.start()
    ben.start()
    anna.block()
    ben.deactivate()
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await bot.send_message(anna.number, "Hi")
    with pytest.raises(Forbidden, match="user is deactivated"):
        await bot.send_message(ben.number, "Hi")
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message(stranger.number, "Hi")
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message(123, "Hi")
    anna.unblock()
    assert (await bot.send_message(anna.number, "Hi")).text == "Hi"


async def test_a_photo_keeps_its_caption_spoiler_and_bytes(telegram: TelegramServer, bot: Bot) -> None:
    anna = telegram.person("Anna")
    anna.start()
    sent = await bot.send_photo(
        anna.number, png(), caption="<i>Guess</i>", parse_mode="HTML", has_spoiler=True, reply_markup=KEYS
    )
    assert (sent.photo[0].width, sent.photo[0].height) == (3, 2)
    assert sent.caption == "Guess"
    assert sent.has_media_spoiler
    file = await bot.get_file(sent.photo[0].file_id)
    assert bytes(await file.download_as_bytearray()) == png()
    await sent.edit_caption("Seen", reply_markup=KEYS)
    await sent.edit_media(Photo(png(5, 5), caption="New"), reply_markup=KEYS)
    assert anna.from_bot()[-1].text == "New"
    with pytest.raises(BadRequest, match="There is no text in the message to edit"):
        await sent.edit_text("Text")
    with pytest.raises(BadRequest, match="caption is too long"):
        await bot.send_photo(anna.number, png(), caption="x" * 1025)
    with pytest.raises(BadRequest, match="Image_process_failed"):
        await bot.send_photo(anna.number, b"no picture")


async def test_a_document_and_a_deletion_work(telegram: TelegramServer, bot: Bot) -> None:
    anna = telegram.person("Anna")
    anna.start()
    sent = await bot.send_document(anna.number, b"a;b\n1;2\n", filename="figures.csv", caption="Yours")
    assert sent.document is not None
    assert sent.document.file_name == "figures.csv"
    assert await sent.delete()
    assert anna.from_bot() == []
    with pytest.raises(BadRequest, match="Message to delete not found"):
        await sent.delete()
