"""The same check-in in the idiom of aiogram's state machine: state in memory, a plain row written at the end.

`python by_state_machine.py BASE TOKEN FOLDER [PORT]`; polling, or a webhook at the port, where a press is
answered in the webhook's own response; aiosqlite with a write-ahead log that is not synced at each commit.
"""

import asyncio
import sys
from pathlib import Path

import aiosqlite
import uvloop
from aiogram import Bot, Dispatcher, F
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.filters import Command
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.fsm.storage.memory import MemoryStorage
from aiogram.methods import AnswerCallbackQuery
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message
from aiogram.webhook.aiohttp_server import SimpleRequestHandler
from aiohttp import web

QUESTIONS = ("How often did you talk?", "Do you trust each other?", "Do you share a goal?")


class Checkin(StatesGroup):
    asking = State()


def keyboard() -> InlineKeyboardMarkup:
    buttons = [[InlineKeyboardButton(text=f"answer {n}", callback_data=str(n))] for n in range(1, 6)]
    return InlineKeyboardMarkup(inline_keyboard=buttons)


async def main() -> None:
    base, token, folder, *port = sys.argv[1:]
    database = await aiosqlite.connect(Path(folder) / "answers.sqlite")
    await database.execute("PRAGMA journal_mode=WAL")
    await database.execute("PRAGMA synchronous=NORMAL")
    await database.execute("CREATE TABLE answers (person INTEGER, one INTEGER, two INTEGER, three INTEGER)")
    dispatcher = Dispatcher(storage=MemoryStorage())

    async def start(message: Message, state: FSMContext) -> None:
        await state.set_state(Checkin.asking)
        await state.set_data({"answers": []})
        await message.answer(QUESTIONS[0], reply_markup=keyboard())

    async def press(query: CallbackQuery, state: FSMContext) -> AnswerCallbackQuery:
        answers = [*(await state.get_data())["answers"], int(query.data)]
        if len(answers) < len(QUESTIONS):
            await state.update_data(answers=answers)
            await query.message.edit_text(QUESTIONS[len(answers)], reply_markup=keyboard())
            return query.answer()
        await database.execute("INSERT INTO answers VALUES (?, ?, ?, ?)", (query.from_user.id, *answers))
        await database.commit()
        await state.clear()
        await query.message.edit_text("Thank you.")
        return query.answer()

    dispatcher.message.register(start, Command("checkin"))
    dispatcher.callback_query.register(press, Checkin.asking, F.data)
    session = AiohttpSession(api=TelegramAPIServer.from_base(base))
    async with Bot(token, session=session) as bot:
        if not port:
            await dispatcher.start_polling(bot, handle_signals=True)
            return
        app = web.Application()
        SimpleRequestHandler(dispatcher, bot, handle_in_background=False).register(app, path="/hook")
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", int(port[0])).start()
        await bot.set_webhook(f"http://127.0.0.1:{port[0]}/hook")
        await asyncio.Event().wait()


if __name__ == "__main__":
    uvloop.run(main())
