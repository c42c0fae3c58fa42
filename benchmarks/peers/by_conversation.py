"""The same check-in in the idiom of python-telegram-bot's own conversation example: state in memory, pickled.

`python by_conversation.py BASE TOKEN FOLDER [PORT]`; polling, or a webhook at the port; the answer is kept in
`user_data`.
"""

import asyncio
import sys
from pathlib import Path

import uvloop
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    ConversationHandler,
    PicklePersistence,
)

QUESTIONS = ("How often did you talk?", "Do you trust each other?", "Do you share a goal?")
SAVE_EVERY = 60.0  # seconds: the library's own default
ONE, TWO, THREE = range(3)


def keyboard() -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup(
        [[InlineKeyboardButton(f"answer {n}", callback_data=str(n))] for n in range(1, 6)]
    )


async def start(update: Update, context: ContextTypes.DEFAULT_TYPE) -> int:
    context.user_data["answers"] = []
    await update.message.reply_text(QUESTIONS[0], reply_markup=keyboard())
    return ONE


async def press(update: Update, context: ContextTypes.DEFAULT_TYPE) -> int:
    query = update.callback_query
    await query.answer()
    answers = context.user_data["answers"]
    answers.append(int(query.data))
    if len(answers) < len(QUESTIONS):
        await query.edit_message_text(QUESTIONS[len(answers)], reply_markup=keyboard())
        return len(answers)
    await query.edit_message_text("Thank you.")
    return ConversationHandler.END


def main() -> None:
    base, token, folder, *port = sys.argv[1:]
    application = (
        Application.builder()
        .token(token)
        .base_url(f"{base}/bot")
        .persistence(PicklePersistence(Path(folder) / "state.pickle", update_interval=SAVE_EVERY))
        .build()
    )
    application.add_handler(
        ConversationHandler(
            entry_points=[CommandHandler("checkin", start)],
            states={state: [CallbackQueryHandler(press)] for state in (ONE, TWO, THREE)},
            fallbacks=[],
            name="checkin",
            persistent=True,
        )
    )
    asyncio.set_event_loop(uvloop.new_event_loop())
    if port:
        application.run_webhook(
            listen="127.0.0.1",
            port=int(port[0]),
            url_path="hook",
            webhook_url=f"http://127.0.0.1:{port[0]}/hook",
        )
    else:
        application.run_polling(poll_interval=0.0)


if __name__ == "__main__":
    main()
