"""Files for tests, honest and otherwise, made here byte by byte."""

from __future__ import annotations

import io
import zipfile

PNG = b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR" + b"\0" * 17 + b"\0\0\0\0IEND\xae\x42\x60\x82"
JPEG = b"\xff\xd8\xff\xe0\0\x10JFIF\0" + b"\1" * 40 + b"\xff\xd9"
PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\nstartxref\n0\n%%EOF\n"
TYPES = '<Types><Override ContentType="{}"/></Types>'
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"


def zipped(members: dict[str, str | bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def docx(**more: str | bytes) -> bytes:
    extra = {name.replace("__", "/").replace("_dot_", "."): content for name, content in more.items()}
    return zipped({"[Content_Types].xml": TYPES.format(WORD), "word/document.xml": "<w/>", **extra})


def xlsx() -> bytes:
    return zipped({"[Content_Types].xml": TYPES.format(EXCEL), "xl/workbook.xml": "<w/>"})


def odt(manifest: str = "<m/>", **more: str) -> bytes:
    return zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<c/>", "META-INF/manifest.xml": manifest, **more})


DOCM = zipped(
    {
        "[Content_Types].xml": TYPES.format("application/vnd.ms-word.document.macroEnabled.main+xml"),
        "word/document.xml": "<w/>",
        "word/vbaProject.bin": b"x",
    }
)
HONEST = {
    "pdf": PDF, "png": PNG, "jpeg": JPEG, "docx": docx(), "xlsx": xlsx(), "odt": odt(),
    "csv": "name,urn\r\nZoë,1\r\n".encode("cp1252"), "txt": "\ufeffDear Zoë\n".encode(),
}  # fmt: skip
# What each is, and the code of the refusal.
HOSTILE = {
    "nothing": (b"", "empty-file"),
    "a web page": (b"<!DOCTYPE html><script>alert(1)</script>", "active-content"),
    "a web page after blanks": (b"\n\n   <html><body>", "active-content"),
    "a drawing with a script": (b'<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>', "other-type"),
    "a drawing behind its heading": (b'<?xml version="1.0"?><svg onload="x"/>', "active-content"),
    "a program": (b"MZ\x90\x00" + b"\0" * 200, "other-type"),
    "a moving picture": (b"GIF89a" + b"\0" * 50, "other-type"),
    "old Word": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "other-type"),
    "Word with macros": (DOCM, "macros"),
    "Word that says it has none": (docx(word__vbaProject_dot_bin=b"x"), "macros"),
    "Word with a program inside": (docx(word__embeddings__run_dot_exe=b"MZ"), "macros"),
    "OpenDocument with macros": (odt(**{"Basic/Standard/script-lb.xml": "<m/>"}), "macros"),
    "OpenDocument that lists macros": (odt('<m full-path="x" media-type="application/x-macro"/>'), "macros"),
    "any zip": (zipped({"a.txt": "a"}), "other-type"),
    "half a Word": (docx()[:-30], "broken-file"),
    "a bomb": (docx(word__media__big_dot_xml=b"\0" * (12 * 1024 * 1024)), "bomb"),
    "a picture that is a zip too": (PNG + zipped({"a.txt": "a"}), "two-in-one"),
    "a picture that is a page too": (JPEG[:-2] + b"<script>1</script>\xff\xd9", "two-in-one"),
    "half a picture": (PNG[:-8], "broken-file"),
    "a PDF that is a zip too": (PDF + zipped({"a.txt": "a"}), "two-in-one"),
    "a PDF with a program": (PDF.replace(b"/Catalog", b"/Catalog /OpenAction << /S /JavaScript >>"), "active-content"),
    "half a PDF": (PDF[:40], "broken-file"),
    "a PDF that begins late": (b"junk " + PDF, None),
}
