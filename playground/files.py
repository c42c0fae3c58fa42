"""Files that a bot or a person sent: kept in memory under an identifier, pictures measured."""

import itertools
import struct
from dataclasses import dataclass

from playground.errors import bad_request
from playground.parameters import Object, Upload

LARGEST_PHOTO = 10 << 20  # bytes
LARGEST_FILE = 50 << 20
PNG = b"\x89PNG\r\n\x1a\n"
JPEG = b"\xff\xd8"


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file; width and height in pixels, 0 for what is no picture."""

    identifier: str
    name: str
    content: bytes
    width: int = 0
    height: int = 0

    @property
    def media_type(self) -> str:
        """What kind of file it is, by its first bytes."""
        if self.content.startswith(PNG):
            return "image/png"
        return "image/jpeg" if self.content.startswith(JPEG) else "application/octet-stream"

    @property
    def path(self) -> str:
        """Where a bot fetches it below `/file/bot<token>/`."""
        return f"files/{self.identifier}/{self.name}"

    def photo_json(self) -> list[Object]:
        """Return the sizes of a photo; this Telegram keeps one size."""
        return [{**self.file_json(), "width": self.width, "height": self.height}]

    def document_json(self) -> Object:
        """Return a document."""
        return {**self.file_json(), "file_name": self.name, "mime_type": self.media_type}

    def file_json(self) -> Object:
        """Return what all files have."""
        return {
            "file_id": self.identifier,
            "file_unique_id": f"u{self.identifier}",
            "file_size": len(self.content),
        }


class Files:
    """All files of this Telegram."""

    def __init__(self) -> None:
        self._files: dict[str, StoredFile] = {}
        self._numbers = itertools.count(1)

    def get(self, identifier: str) -> StoredFile | None:
        """Return a file, or None."""
        return self._files.get(identifier)

    def photo(self, source: Upload | str | None) -> StoredFile:
        """Keep a photo; raise Telegram's complaint when it is none."""
        file = self._take(source, "photo")
        if isinstance(source, str):
            return file
        if not file.content:
            raise bad_request("file must be non-empty")
        if len(file.content) > LARGEST_PHOTO:
            raise bad_request("PHOTO_INVALID_DIMENSIONS")
        width, height = _measure(file.content)
        if width + height > 10_000 or max(width, height) > 20 * min(width, height):
            raise bad_request("PHOTO_INVALID_DIMENSIONS")
        return self._keep(StoredFile(file.identifier, file.name, file.content, width, height))

    def document(self, source: Upload | str | None) -> StoredFile:
        """Keep a document."""
        file = self._take(source, "document")
        if not file.content:
            raise bad_request("file must be non-empty")
        if len(file.content) > LARGEST_FILE:
            raise bad_request("file is too big")
        return self._keep(file)

    def _take(self, source: Upload | str | None, what: str) -> StoredFile:
        if source is None:
            raise bad_request(f"there is no {what} in the request")
        if isinstance(source, Upload):
            return StoredFile(f"file-{next(self._numbers):06d}", source.name, source.content)
        known = self._files.get(source)
        if known is None:
            raise bad_request("wrong file identifier/HTTP URL specified")
        return known

    def _keep(self, file: StoredFile) -> StoredFile:
        self._files[file.identifier] = file
        return file


def _measure(content: bytes) -> tuple[int, int]:
    if content.startswith(PNG) and len(content) >= 24:
        width, height = struct.unpack(">II", content[16:24])
        return int(width), int(height)
    if content.startswith(JPEG):
        place = 2
        while place + 9 < len(content) and content[place] == 0xFF:
            marker, length = content[place + 1], int.from_bytes(content[place + 2 : place + 4], "big")
            if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
                height, width = struct.unpack(">HH", content[place + 5 : place + 9])
                return int(width), int(height)
            place += 2 + length
    raise bad_request("IMAGE_PROCESS_FAILED")
