"""Messages between the analyst and its locked workers: rows one way, pickled probes the other.

Both ends are equally untrusted and equally locked; no pickle ever reaches the parent. What every run shares (its
context, its checks) is not sent with each probe but named.
"""

import io
import os
import pickle
import struct
from typing import Any, Final, NamedTuple

import pyarrow as pa

from leakverify.checks.contract import Context
from leakverify.engine.plan import Plan
from leakverify.engine.run import Carried
from leakverify.facts.batch import Batch

SETUP: Final = 1
ROWS: Final = 2
PROBES: Final = 3
END: Final = 4
LOOKED: Final = 5
MAX_MESSAGE: Final = 512 << 20
_HEAD: Final = struct.Struct(">BQQ")
_CONTEXT: Final = "context"


class Message(NamedTuple):
    """One message: its kind, a number (the first row, for rows; what was refused, for answers) and its bytes.

    `ROWS` are answered with `LOOKED`, `END` with the `PROBES` of all rows since the last one.
    """

    kind: int
    number: int
    data: bytes


def write(descriptor: int, kind: int, number: int, data: bytes | memoryview) -> None:
    """Send one message."""
    for piece in (_HEAD.pack(kind, number, len(data)), data):
        view = memoryview(piece)
        while view:
            view = view[os.write(descriptor, view) :]


def read(descriptor: int) -> Message | None:
    """The next message; None at the pipe's end."""
    head = _exactly(descriptor, _HEAD.size)
    if head is None:
        return None
    kind, number, length = _HEAD.unpack(head)
    if length > MAX_MESSAGE:
        raise ValueError(length)
    data = _exactly(descriptor, length)
    return None if data is None else Message(kind, number, bytes(data))


def _exactly(descriptor: int, count: int) -> bytearray | None:
    """So many bytes; None where the pipe ends before."""
    data = bytearray(count)
    view, filled = memoryview(data), 0
    while filled < count:
        got = os.readv(descriptor, [view[filled:]])
        if not got:
            return None
        filled += got
    return data


def rows_to_bytes(batch: Batch) -> memoryview:
    """Rows as an Arrow stream."""
    table = pa.Table.from_pandas(batch.frame, preserve_index=False).replace_schema_metadata(None)
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table)
    return memoryview(sink.getvalue()).cast("B")


def bytes_to_rows(message: Message) -> Batch:
    """Rows from an Arrow stream."""
    with pa.ipc.open_stream(message.data) as reader:
        return Batch(reader.read_all().to_pandas(), message.number)


def context_to_bytes(context: Context) -> bytes:
    """What a worker needs to plan the same run."""
    return pickle.dumps(context, protocol=pickle.HIGHEST_PROTOCOL)


def bytes_to_context(data: bytes) -> Context:
    """A context that the analyst sent."""
    context: Context = pickle.loads(data)  # noqa: S301  (between two children that are locked alike)
    return context


class _Out(pickle.Pickler):
    """Names the context and the checks in place of writing them."""

    def __init__(self, sink: io.BytesIO, context: Context, plan: Plan) -> None:
        super().__init__(sink, protocol=pickle.HIGHEST_PROTOCOL)
        self._names: dict[int, Any] = {id(task.check): n for n, task in enumerate(plan.tasks)}
        self._names[id(context)] = _CONTEXT

    def persistent_id(self, obj: Any) -> Any:
        """The name of a shared object."""
        return self._names.get(id(obj))


class _In(pickle.Unpickler):
    """Puts this process's own context and checks where they are named."""

    def __init__(self, source: io.BytesIO, context: Context, plan: Plan) -> None:
        super().__init__(source)
        self._context = context
        self._plan = plan

    def persistent_load(self, pid: Any) -> Any:
        """A shared object by its name."""
        return self._context if pid == _CONTEXT else self._plan.tasks[pid].check


def state_to_bytes(state: Carried, context: Context, plan: Plan) -> bytes:
    """Probes as bytes."""
    sink = io.BytesIO()
    _Out(sink, context, plan).dump(tuple(state))
    return sink.getvalue()


def bytes_to_state(data: bytes, context: Context, plan: Plan) -> Carried:
    """Probes from bytes."""
    return Carried(*_In(io.BytesIO(data), context, plan).load())
