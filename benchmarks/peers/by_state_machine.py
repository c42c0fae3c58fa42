"""The same check-in in the idiom of aiogram's state machine: state in memory, a plain row written at the end.

`python by_state_machine.py BASE TOKEN FOLDER`; polling; aiosqlite with a write-ahead log.
"""

import asyncio
import sys
from pathlib import Path

import aiosqlite
from aiogram import Bot, Dispatcher, F
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.filters import Command
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.fsm.storage.memory import MemoryStorage
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message

QUESTIONS = ("How often did you talk?", "Do you trust each other?", "Do you share a goal?")


class Checkin(StatesGroup):
    asking = State()


def keyboard() -> InlineKeyboardMarkup:
    buttons = [[InlineKeyboardButton(text=f"answer {n}", callback_data=str(n))] for n in range(1, 6)]
    return InlineKeyboardMarkup(inline_keyboard=buttons)


async def main() -> None:
    base, token, folder = sys.argv[1:4]
    database = await aiosqlite.connect(Path(folder) / "answers.sqlite")
    await database.execute("PRAGMA journal_mode=WAL")
    await database.execute("CREATE TABLE answers (person INTEGER, one INTEGER, two INTEGER, three INTEGER)")
    dispatcher = Dispatcher(storage=MemoryStorage())

    async def start(message: Message, state: FSMContext) -> None:
        await state.set_state(Checkin.asking)
        await state.set_data({"answers": []})
        await message.answer(QUESTIONS[0], reply_markup=keyboard())

    async def press(query: CallbackQuery, state: FSMContext) -> None:
        await query.answer()
        answers = [*(await state.get_data())["answers"], int(query.data)]
        if len(answers) < len(QUESTIONS):
            await state.update_data(answers=answers)
            await query.message.edit_text(QUESTIONS[len(answers)], reply_markup=keyboard())
            return
        await database.execute("INSERT INTO answers VALUES (?, ?, ?, ?)", (query.from_user.id, *answers))
        await database.commit()
        await state.clear()
        await query.message.edit_text("Thank you.")

    dispatcher.message.register(start, Command("checkin"))
    dispatcher.callback_query.register(press, Checkin.asking, F.data)
    session = AiohttpSession(api=TelegramAPIServer.from_base(base))
    async with Bot(token, session=session) as bot:
        await dispatcher.start_polling(bot, handle_signals=True)


if __name__ == "__main__":
    asyncio.run(main())
