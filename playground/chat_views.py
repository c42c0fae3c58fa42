"""What the chat page is told about a message and about the commands of somebody."""

from playground.parameters import Json, Object
from playground.stage import Part
from playground.world import Message, World


def message_view(message: Message) -> Object:
    """Return a message as the page shows it."""
    entities: list[Json] = [entity.as_json() for entity in message.content.entities]
    rows: list[Json] = [[{"text": b.text, "url": b.url} for b in row] for row in message.keyboard]
    shown: Object = {
        "number": message.number,
        "mine": message.sender is not None,
        "kind": message.kind,
        "text": message.text,
        "entities": entities,
        "keyboard": rows,
        "date": message.date.isoformat(),
        "edited": message.edited is not None,
    }
    if message.file:
        shown["file"] = {
            "url": f"/page/files/{message.file.identifier}",
            "name": message.file.name,
            "width": message.file.width,
            "height": message.file.height,
            "spoiler": message.spoiler,
        }
    return shown


def commands_for(world: World, part: Part) -> Json:
    """Return the commands that Telegram would show: the chat's own before everybody's, own language first."""
    language, number = part.person.account.language, str(part.person.number)
    ranked: dict[int, Json] = {}
    for (scope, code), commands in world.commands.items():
        of_chat = "chat_id" in scope
        if code in (language, "") and (not of_chat or number in scope):
            ranked[of_chat * 4 + ("all_private" in scope) * 2 + (code == language)] = commands
    return ranked[max(ranked)] if ranked else []
