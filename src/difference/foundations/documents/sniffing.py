"""What a file is, by looking into it. Its name and what the browser says of it count for nothing."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Sequence
from pathlib import Path

from difference.errors import BadInput
from difference.foundations.documents.types import FileType

# What a zip may unpack to, and into how many members: beyond that it is a bomb.
MOST_UNPACKED, MOST_MEMBERS, MOST_DENSE = 300 * 1024 * 1024, 5000, 200
MACROS = re.compile(r"(vbaProject\.bin|vbaData\.xml|\.(exe|dll|js|vbs|jar|ps1|bat|cmd|com|scr|hta|swf)(?![a-z])|^Basic/|^Scripts/)", re.IGNORECASE)
ACTIVE_CONTENT = re.compile(rb"macroEnabled|vbaProject|application/x-msdownload", re.IGNORECASE)
MARKUP = re.compile(rb"<\s*(!doctype|html|svg|script|head|body|iframe|object|embed|\?xml)", re.IGNORECASE)
# A file of one kind that hides another: the reader that opens it decides which one it is.
FOREIGN = (b"%PDF-", b"PK\x03\x04", b"MZ\x90\x00", b"\x7fELF", b"<!doctype", b"<html", b"<script", b"<svg")
PDF_ACTIVE = re.compile(rb"/(JavaScript|JS|Launch|EmbeddedFile|RichMedia|XFA)\b")
HEAD = 1024


def sniff(path: Path, types: Sequence[FileType]) -> FileType:
    """Which of `types` the file at `path` is. Raises BadInput, saying why, when it is none of them."""
    head = path.open("rb").read(HEAD)
    if not head:
        raise BadInput("The file is empty.", code="empty-file")
    reasons = []
    for kind in types:
        try:
            _look(path, head, kind)
        except BadInput as error:
            if error.code != "other-type":
                reasons.append(error)
            continue
        return kind
    raise reasons[0] if reasons else _other()


def _other() -> BadInput:
    return BadInput("The file is not of a type that we take here.", code="other-type")


def _look(path: Path, head: bytes, kind: FileType) -> None:
    if kind.text:
        _look_at_text(path, head)
    elif not head.startswith(kind.starts):
        raise _other()
    elif kind.holds:
        _look_into_zip(path, kind)
    elif kind.name == "pdf":
        _look_at_pdf(path)
    else:
        _look_at_picture(path, kind)


def _look_at_text(path: Path, head: bytes) -> None:
    content = path.read_bytes()
    if b"\0" in content or any(content.startswith(start) for start in FOREIGN) or head.startswith((b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"{\\rtf")):
        raise _other()
    if MARKUP.search(head):
        raise BadInput("The file holds a web page, which we do not take.", code="active-content")
    try:
        content.decode("utf-8-sig")
    except UnicodeDecodeError:
        # What Excel on Windows writes; its five unused bytes mean that it is something else.
        try:
            content.decode("cp1252")
        except UnicodeDecodeError:
            raise _other() from None


def _look_at_pdf(path: Path) -> None:
    content = path.read_bytes()
    if b"%%EOF" not in content[-2048:]:
        raise BadInput("The PDF is not complete. Save it again and send the new copy.", code="broken-file")
    if any(mark in content for mark in (b"PK\x05\x06", b"<script", b"<html", b"<svg")):
        raise BadInput("The PDF hides another file. Print it to a new PDF and send that.", code="two-in-one")
    if PDF_ACTIVE.search(content):
        raise BadInput("The PDF holds a program or another file. Print it to a new PDF and send that.", code="active-content")


def _look_at_picture(path: Path, kind: FileType) -> None:
    content = path.read_bytes()
    end = content.rfind(b"IEND\xae\x42\x60\x82") + 8 if kind.name == "png" else content.rfind(b"\xff\xd9") + 2
    if end < 10:
        raise BadInput("The picture is not complete.", code="broken-file")
    # Some cameras write a few bytes after the end; a second file does not fit into them.
    if len(content) - end > 64 or b"PK\x05\x06" in content or any(mark in content[end:] for mark in FOREIGN):
        raise BadInput("The picture hides another file.", code="two-in-one")
    if re.search(rb"<\s*(script|html|svg|!doctype)", content, re.IGNORECASE):
        raise BadInput("The picture hides a web page.", code="two-in-one")


def _look_into_zip(path: Path, kind: FileType) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            _refuse_bombs(path, members)
            names = {member.filename for member in members}
            if not set(kind.holds) <= names:
                raise _other()
            if len(names) != len(members) or any(MACROS.search(name) for name in names):
                raise BadInput("The file holds macros or programs. Save it without them and send the new copy.", code="macros")
            _ask_what_it_says(archive, kind)
    # zipfile says NotImplementedError of a compression it does not know, and RuntimeError of a password.
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError):
        raise BadInput("The file is damaged or locked with a password. Save it again and send the new copy.", code="broken-file") from None


def _refuse_bombs(path: Path, members: list[zipfile.ZipInfo]) -> None:
    unpacked, packed = sum(member.file_size for member in members), path.stat().st_size
    if len(members) > MOST_MEMBERS or unpacked > MOST_UNPACKED or (unpacked > 10 * 1024 * 1024 and unpacked > packed * MOST_DENSE):
        raise BadInput("The file would unpack to far more than it seems, so we do not take it.", code="bomb")


def _ask_what_it_says(archive: zipfile.ZipFile, kind: FileType) -> None:
    if kind.mimetype:
        said = archive.read("mimetype").decode("ascii", "replace").strip()
        if said != kind.mimetype:
            raise _other()
        if b"macro" in archive.read("META-INF/manifest.xml").lower():
            raise BadInput("The file holds macros. Save it without them and send the new copy.", code="macros")
        return
    if not kind.content:
        return
    said_by = archive.read("[Content_Types].xml")
    if ACTIVE_CONTENT.search(said_by):
        raise BadInput("The file holds macros. Save it without them and send the new copy.", code="macros")
    if kind.content.encode() not in said_by:
        raise _other()
