"""What a bot sends with a call: JSON, urlencoded or multipart, read strictly, with Telegram's complaints."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from starlette.datastructures import UploadFile
from starlette.requests import Request

from playground.errors import bad_request

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"
Object: TypeAlias = dict[str, Json]

LARGEST_BODY = 60 << 20  # bytes: a bot may send documents of 50 MB


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came with a call."""

    name: str
    content: bytes


class Parameters:
    """The values of one call; nested ones may be JSON in a string, as forms carry them."""

    def __init__(self, values: Mapping[str, Json], files: Mapping[str, Upload] | None = None) -> None:
        self._values = dict(values)
        self._files = dict(files or {})

    def __contains__(self, name: str) -> bool:
        return self._values.get(name) is not None or name in self._files

    @property
    def names(self) -> tuple[str, ...]:
        """Which parameters were given."""
        return tuple(self._values) + tuple(self._files)

    def text(self, name: str) -> str:
        """Return a string; empty when it was not given."""
        value = self._values.get(name)
        if value is None:
            return ""
        return value if isinstance(value, str) else json.dumps(value)

    def integer(self, name: str) -> int | None:
        """Return a whole number, or None when it was not given or is none."""
        value = self._values.get(name)
        if isinstance(value, bool) or value is None:
            return None
        try:
            return int(value) if isinstance(value, int | float | str) else None
        except ValueError:
            return None

    def flag(self, name: str) -> bool:
        """Tell whether a switch is on."""
        return self.text(name).strip('"').lower() in ("true", "1", "yes")

    def nested(self, name: str, *, what: str = "") -> Json:
        """Return a nested value; raise Telegram's complaint (`what` names the object) when it is no JSON."""
        value = self._values.get(name)
        if not isinstance(value, str):
            return value
        if not value:
            return None
        try:
            parsed: Json = json.loads(value)
        except ValueError:
            raise bad_request(f"can't parse {what or name} JSON object") from None
        return parsed

    def file(self, name: str) -> Upload | str | None:
        """Return an upload, or the identifier that stands for one."""
        if name in self._files:
            return self._files[name]
        value = self.text(name)
        if value.startswith("attach://"):
            return self.attached(value)
        return value or None

    def attached(self, reference: str) -> Upload:
        """Return the upload behind an `attach://` reference."""
        try:
            return self._files[reference.removeprefix("attach://")]
        except KeyError:
            raise bad_request("wrong file identifier/HTTP URL specified") from None


async def read_parameters(request: Request) -> Parameters:
    """Read the parameters of a call from its query and its body."""
    values: dict[str, Json] = dict(request.query_params)
    files: dict[str, Upload] = {}
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if request.method != "POST":
        return Parameters(values)
    if kind == "application/json":
        values.update(_object(await request.body()))
    elif kind in ("application/x-www-form-urlencoded", "multipart/form-data"):
        async with request.form(max_part_size=LARGEST_BODY) as form:
            for name, value in form.multi_items():
                if isinstance(value, UploadFile):
                    files[name] = Upload(value.filename or name, await value.read())
                else:
                    values[name] = value
    return Parameters(values, files)


def _object(body: bytes) -> Object:
    try:
        parsed: Json = json.loads(body or b"{}")
    except ValueError:
        raise bad_request("can't parse request: the body is not a JSON object") from None
    if not isinstance(parsed, dict):
        raise bad_request("can't parse request: the body is not a JSON object")
    return parsed
