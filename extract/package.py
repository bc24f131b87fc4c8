"""Opens a Word package within limits: entries, unpacked bytes, elements, depth, and no document type.

It knows zip, parts and relationships, and nothing of paragraphs.
"""

import io
import posixpath
import zipfile
from dataclasses import dataclass

from lxml import etree
from lxml.etree import _Element as Element

from extract.errors import ZIP_FAULTS, DocumentRefused

MAX_ENTRIES = 2_000
MAX_UNPACKED = 100 * 2**20  # over all parts read, counted while reading: declared sizes may lie
MAX_PART = 20 * 2**20  # one XML part; a hundred closely written pages come to about 5 MB
MAX_TAGS = 500_000  # start and end tags of all parts read, counted before a tree is built; ten pages have about 10,000
_CHUNK = 2**16
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_STRICT = b"http://purl.oclc.org/ooxml/"
_TRANSITIONAL = b"http://schemas.openxmlformats.org/"
_STRICT_FAMILIES = (b"wordprocessingml/", b"officeDocument/", b"drawingml/", b"presentationml/", b"spreadsheetml/")
_CENTRAL_ENTRY = b"PK\x01\x02"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_FIB = 512  # where Word puts the document's own stream


@dataclass(frozen=True, kw_only=True)
class Relation:
    """A link from one part to another part of the package (targets outside the package are not listed)."""

    kind: str  # last word of the relationship type: `header`, `styles`
    target: str  # name of the part


class Package:
    """The parts of one Word file, read on demand."""

    def __init__(self, content: bytes) -> None:
        self._zip = _open_zip(content)
        self._parts = {_part_name(info.filename): info for info in self._zip.infolist()}
        self._unpacked = 0
        self._tags = 0

    @property
    def main_part(self) -> str:
        """Name of the document part, wherever the package keeps it; refuses a package without one."""
        targets = [each.target for each in self.relations("").values() if each.kind == "officeDocument"]
        for name in [*targets, "word/document.xml"]:
            if _part_name(name) in self._parts:
                return name
        raise DocumentRefused("not_a_word_file")

    def relations(self, part: str) -> dict[str, Relation]:
        """Relations of a part by id, those of the package itself for ""; empty where there are none."""
        folder, name = posixpath.split(part)
        root = self.xml(posixpath.join(folder, "_rels", f"{name}.rels"))
        found = {} if root is None else {each.get("Id", ""): each for each in root.iter(_RELATION)}
        return {
            key: Relation(kind=each.get("Type", "").rsplit("/", 1)[-1], target=_target(folder, each.get("Target", "")))
            for key, each in found.items()
            if each.get("TargetMode") != "External"
        }

    def xml(self, part: str) -> Element | None:
        """Root of a part, None where the package has no such part. Strict namespaces come back as transitional."""
        info = self._parts.get(_part_name(part))
        if info is None:
            return None
        data = self._read(info)
        self._tags += data.count(b"<")
        if self._tags > MAX_TAGS:
            raise DocumentRefused("too_large")
        return _parse(data)

    def _read(self, info: zipfile.ZipInfo) -> bytes:
        pieces: list[bytes] = []
        size = 0
        try:
            with self._zip.open(info) as stream:
                while piece := stream.read(_CHUNK):
                    pieces.append(piece)
                    size += len(piece)
                    if size > MAX_PART or self._unpacked + size > MAX_UNPACKED:
                        raise DocumentRefused("too_large")
        except ZIP_FAULTS as fault:
            raise DocumentRefused("damaged") from fault
        self._unpacked += size
        return b"".join(pieces)


def _open_zip(content: bytes) -> zipfile.ZipFile:
    if content.startswith(_OLE):
        raise DocumentRefused(_ole_code(content))
    if not content.startswith(b"PK"):
        raise DocumentRefused("not_a_word_file")
    if content.count(_CENTRAL_ENTRY) > MAX_ENTRIES:
        raise DocumentRefused("too_large")
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except ZIP_FAULTS as fault:
        raise DocumentRefused("damaged") from fault
    _check_entries(archive.infolist(), len(content))
    return archive


def _check_entries(entries: list[zipfile.ZipInfo], size: int) -> None:
    """Refuse entries with passwords, and entries that share bytes or names: the ways to unpack one byte many times."""
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise DocumentRefused("encrypted")
    ordered = sorted(entries, key=lambda entry: entry.header_offset)
    starts = [entry.header_offset for entry in ordered] + [size]
    for entry, following in zip(ordered, starts[1:], strict=True):
        if entry.header_offset + entry.compress_size > following:
            raise DocumentRefused("damaged")
    if len({_part_name(entry.filename) for entry in entries}) < len(entries):
        raise DocumentRefused("damaged")


def _ole_code(content: bytes) -> str:
    """Why an OLE2 file is refused: a password on a newer file, a password on an old one, or simply an old one."""
    if "EncryptedPackage".encode("utf-16-le") in content:
        return "encrypted"
    if "WordDocument".encode("utf-16-le") not in content:
        return "not_a_word_file"
    header = content[_OLE_FIB : _OLE_FIB + 12]
    locked = header[:2] == b"\xec\xa5" and bool(header[11] & 0x01)  # fEncrypted of [MS-DOC] 2.5.2
    return "encrypted" if locked else "old_word_format"


def _part_name(name: str) -> str:
    """Part names are compared without regard to case (ECMA-376 part 2); some programs write backslashes."""
    return name.replace("\\", "/").lstrip("/").lower()


def _target(folder: str, target: str) -> str:
    if target.startswith("/"):
        return target.lstrip("/")
    return posixpath.normpath(posixpath.join(folder, target))


def _parse(data: bytes) -> Element:
    if b"<!DOCTYPE" in data or "<!DOCTYPE".encode("utf-16-le") in data or "<!DOCTYPE".encode("utf-16-be") in data:
        raise DocumentRefused("has_doctype")
    root = _parse_bytes(data)
    if root.getroottree().docinfo.internalDTD is not None:
        raise DocumentRefused("has_doctype")
    if any(uri.startswith(_STRICT.decode()) for uri in root.nsmap.values()):
        return _parse_bytes(_without_strict(etree.tostring(root)))
    return root


def _parse_bytes(data: bytes) -> Element:
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as fault:
        deep = any(each.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for each in parser.error_log)
        raise DocumentRefused("too_deep" if deep else "damaged") from fault


def _without_strict(data: bytes) -> bytes:
    """ISO 29500 strict names its namespaces anew; apart from that, forms use the same elements."""
    for family in _STRICT_FAMILIES:
        data = data.replace(_STRICT + family, _TRANSITIONAL + family + b"2006/")
    return data
