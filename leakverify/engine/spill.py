"""Encrypted pages of rows in the nameless file: what memory cannot hold, and what no disk may keep in clear.

The key is made here, in the locked analyst, and never leaves it; AES-256-GCM from `cryptography`, a counter as the
nonce, the place of the page as associated data, so that a page moved or altered on disk is refused.
"""

import os
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import pyarrow as pa

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM


@dataclass(frozen=True, slots=True)
class Slot:
    """Where a page lies in the file."""

    number: int
    offset: int
    length: int


class Spill:
    """Pages appended to one descriptor."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._end = 0
        self._count = 0

    def write(self, table: pa.Table) -> Slot:
        """Append a page."""
        sink = pa.BufferOutputStream()
        options = pa.ipc.IpcWriteOptions(compression="lz4")
        with pa.ipc.new_stream(sink, table.schema, options=options) as writer:
            writer.write_table(table)
        nonce, place = self._address(self._count)
        data = self._cipher.encrypt(nonce, memoryview(sink.getvalue()).cast("B"), place)
        slot = Slot(self._count, self._end, len(data))
        view, offset = memoryview(data), self._end
        while view:
            written = os.pwrite(self._descriptor, view, offset)
            view, offset = view[written:], offset + written
        self._end, self._count = offset, self._count + 1
        return slot

    def read(self, slot: Slot) -> pa.Table:
        """Read a page back."""
        data = bytearray()
        while len(data) < slot.length:
            piece = os.pread(self._descriptor, slot.length - len(data), slot.offset + len(data))
            if not piece:
                raise EOFError
            data += piece
        nonce, place = self._address(slot.number)
        with pa.ipc.open_stream(self._cipher.decrypt(nonce, bytes(data), place)) as reader:
            return reader.read_all()

    @cached_property
    def _cipher(self) -> "AESGCM":
        """The cipher with this run's key; most samples never need it."""
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        return AESGCM(AESGCM.generate_key(bit_length=256))

    @staticmethod
    def _address(number: int) -> tuple[bytes, bytes]:
        """A page's nonce, used once under this run's key, and its associated data."""
        return number.to_bytes(12, "big"), b"rows" + number.to_bytes(8, "big")
