"""The streams of a 7z header: packed bytes, the folders of decoders that they go through, and the files in what comes out.

Each count is held against the bytes that are left to state it, before anything is allocated.
"""

import struct
from dataclasses import dataclass, field
from typing import Final

from leakverify.limits import Limits
from leakverify.model.errors import UnreadableInput
from leakverify.sources.archives.packed import Damaged

_MOST_CODERS: Final = 16
_MOST_STREAMS: Final = 32
_LONGEST_ID: Final = 15
_END: Final = 0
_PACK, _UNPACK, _SUBSTREAMS, _SIZES, _DIGESTS, _FOLDERS, _CODER_SIZES, _COUNTS = range(6, 14)


@dataclass(frozen=True, slots=True)
class Coder:
    """One decoder: its method's id, its properties, and how many bytes come out of it."""

    method: bytes
    properties: bytes
    size: int


@dataclass(slots=True)
class Folder:
    """Decoders one after the other, and the files in what comes out; `chain` is None where they branch."""

    chain: tuple[Coder, ...] | None
    size: int
    check: int | None = None
    packed_at: int = 0
    packed_size: int = 0
    parts: list[tuple[int, int | None]] = field(default_factory=list)


class HeaderBytes:
    """Reads a header; what is not there is damage."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    @property
    def left(self) -> int:
        """How many bytes are left."""
        return len(self._data) - self._at

    def take(self, length: int) -> bytes:
        """The next bytes."""
        if length > self.left:
            raise Damaged
        self._at += length
        return self._data[self._at - length : self._at]

    def byte(self) -> int:
        """One byte."""
        return self.take(1)[0]

    def number(self) -> int:
        """A number of one to nine bytes; the first says how many."""
        first, value = self.byte(), 0
        for position in range(8):
            mask = 0x80 >> position
            if not first & mask:
                return value | (first & (mask - 1)) << (8 * position)
            value |= self.byte() << (8 * position)
        return value

    def count(self) -> int:
        """A number of things that take a byte each at least."""
        number = self.number()
        if number > self.left:
            raise Damaged
        return number

    def numbers(self, count: int) -> list[int]:
        """Numbers one behind the other."""
        return [self.number() for _ in range(count)]

    def bits(self, count: int) -> list[bool]:
        """Bits from the highest of each byte, the last byte filled up."""
        packed = self.take(-(-count // 8))
        return [bool(packed[i >> 3] & (0x80 >> (i & 7))) for i in range(count)]

    def defined(self, count: int) -> list[bool]:
        """For which of so many things something is stated: all, or those whose bits are set."""
        return [True] * count if self.byte() else self.bits(count)

    def checks(self, count: int) -> list[int | None]:
        """Check sums, where they are stated."""
        defined = self.defined(count)
        return [struct.unpack("<I", self.take(4))[0] if is_there else None for is_there in defined]

    def expect(self, mark: int) -> None:
        """A mark that must stand here."""
        if self.number() != mark:
            raise Damaged

    def skip_external(self) -> None:
        """The mark that a list stands here and not outside the header."""
        if self.byte():
            raise Damaged  # no program writes lists outside the header


def read_streams(reader: HeaderBytes, limits: Limits) -> list[Folder]:
    """The folders that a header tells of, with their places and files.

    Raises:
        Damaged: it is not what the format allows.
        UnreadableInput: `ARCHIVE_MEMBERS`.
    """
    at, sizes = 0, list[int]()
    folders: list[Folder] = []
    mark = reader.number()
    if mark == _PACK:
        at, sizes = _read_packed(reader)
        mark = reader.number()
    if mark == _UNPACK:
        folders = _read_folders(reader, at, sizes)
        mark = reader.number()
    for folder in folders:
        folder.parts = [(folder.size, folder.check)]
    if mark == _SUBSTREAMS:
        _read_parts(reader, folders, limits)
        mark = reader.number()
    if mark != _END:
        raise Damaged
    return folders


def _read_packed(reader: HeaderBytes) -> tuple[int, list[int]]:
    at, count = reader.number(), reader.count()
    sizes: list[int] = []
    while mark := reader.number():
        if mark == _SIZES:
            sizes = reader.numbers(count)
        elif mark == _DIGESTS:
            reader.checks(count)
        else:
            raise Damaged
    if len(sizes) != count:
        raise Damaged
    return at, sizes


def _read_folders(reader: HeaderBytes, at: int, packed: list[int]) -> list[Folder]:
    reader.expect(_FOLDERS)
    count = reader.count()
    reader.skip_external()
    shapes = [_read_shape(reader) for _ in range(count)]
    reader.expect(_CODER_SIZES)
    folders: list[Folder] = []
    used = 0
    for shape in shapes:
        sizes = reader.numbers(shape.outputs)
        if used + shape.packed > len(packed):
            raise Damaged
        folders.append(shape.folder(sizes))
        used += shape.packed
    _place(folders, shapes, at, packed)
    while mark := reader.number():
        if mark != _DIGESTS:
            raise Damaged
        for folder, check in zip(folders, reader.checks(count), strict=True):
            folder.check = check
    return folders


def _place(folders: list[Folder], shapes: list["_Shape"], at: int, packed: list[int]) -> None:
    """Say where each folder's packed bytes lie: one behind the other."""
    used = 0
    for folder, shape in zip(folders, shapes, strict=True):
        mine = packed[used : used + shape.packed]
        folder.packed_at, folder.packed_size = at, mine[0] if mine else 0
        at += sum(mine)
        used += shape.packed


@dataclass(frozen=True, slots=True)
class _Shape:
    """A folder's decoders and how they hang together."""

    coders: tuple[tuple[bytes, bytes], ...]
    outputs: int
    packed: int
    order: tuple[int, ...] | None
    last: int

    def folder(self, sizes: list[int]) -> Folder:
        size = sizes[self.last]
        if self.order is None:
            return Folder(None, size)
        chain = tuple(Coder(*self.coders[i], sizes[i]) for i in self.order)
        return Folder(chain, size)


def _read_shape(reader: HeaderBytes) -> _Shape:
    count = reader.count()
    if not 1 <= count <= _MOST_CODERS:
        raise Damaged
    coders: list[tuple[bytes, bytes]] = []
    inputs = outputs = 0
    for _ in range(count):
        flags = reader.byte()
        method = reader.take(flags & _LONGEST_ID)
        ins, outs = (reader.number(), reader.number()) if flags & 0x10 else (1, 1)
        properties = reader.take(reader.number()) if flags & 0x20 else b""
        inputs, outputs = inputs + ins, outputs + outs
        if max(inputs, outputs) > _MOST_STREAMS or not outs:
            raise Damaged
        coders.append((method, properties))
    bonds = {}
    for _ in range(outputs - 1):
        into, out = reader.number(), reader.number()
        bonds[out] = into
    packed = inputs - len(bonds)
    if len(bonds) != outputs - 1 or packed < 1:
        raise Damaged
    firsts = reader.numbers(packed) if packed > 1 else []
    last = next((out for out in range(outputs) if out not in bonds), 0)
    simple = inputs == outputs == count and not firsts
    return _Shape(tuple(coders), outputs, packed, _order(bonds, count) if simple else None, last)


def _order(bonds: dict[int, int], count: int) -> tuple[int, ...]:
    """The coders from the packed bytes to the last; each has one input and one output of its own number."""
    fed = set(bonds.values())
    at = next((i for i in range(count) if i not in fed), None)
    order: list[int] = []
    while at is not None and len(order) < count:
        order.append(at)
        at = bonds.get(at)
    if at is not None or len(order) != count or not all(0 <= i < count for i in order):
        raise Damaged
    return tuple(order)


def _read_parts(reader: HeaderBytes, folders: list[Folder], limits: Limits) -> None:
    """Which stretches of each folder are files."""
    counts = [1] * len(folders)
    mark = reader.number()
    if mark == _COUNTS:
        counts = reader.numbers(len(folders))
        if sum(counts) > limits.members:
            raise UnreadableInput("ARCHIVE_MEMBERS", limit=limits.members)
        mark = reader.number()
    has_sizes = mark == _SIZES
    for folder, count in zip(folders, counts, strict=True):
        if count > 1 and not has_sizes:
            raise Damaged
        sizes = reader.numbers(count - 1) if count else []
        rest = folder.size - sum(sizes)
        if rest < 0:
            raise Damaged
        check = folder.check if count == 1 else None
        folder.parts = [(size, check) for size in ([*sizes, rest] if count else [])]
    if has_sizes:
        mark = reader.number()
    unknown = [
        (folder, i)
        for folder in folders
        for i in range(len(folder.parts))
        if len(folder.parts) > 1 or folder.check is None
    ]
    while mark:
        if mark != _DIGESTS:
            raise Damaged
        for (folder, i), check in zip(unknown, reader.checks(len(unknown)), strict=True):
            folder.parts[i] = (folder.parts[i][0], check)
        mark = reader.number()
