"""Hash and size of files as they lie there. Their bytes go through SHA-256 and nothing else: nothing is parsed in this process."""

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from leakverify.case.manifest import FileMark
from leakverify.model.errors import Cancelled, UnreadableInput
from leakverify.model.progress import NEVER, CancelToken, OnProgress, Progress, ignore_progress
from leakverify.sources.regular import open_regular

BLOCK: Final = 4 << 20
STAGE: Final = "hash"


def marks_of(
    paths: Sequence[Path], on_progress: OnProgress = ignore_progress, cancel: CancelToken = NEVER
) -> tuple[FileMark, ...]:
    """One mark for each file, in their order.

    Raises:
        UnreadableInput: as `open_regular`, with `file` from 1.
        Cancelled: at the next block after `cancel` was set.
    """
    opened = []
    try:
        for number, path in enumerate(paths, start=1):
            try:
                opened.append(open_regular(path).handle)
            except UnreadableInput as error:
                raise UnreadableInput(error.code, file=number) from error
        total = sum(path.stat().st_size for path in paths)
        done = 0
        made = []
        for handle in opened:
            digest, size = hashlib.sha256(), 0
            while block := handle.read(BLOCK):
                if cancel.is_set():
                    raise Cancelled
                digest.update(block)
                size += len(block)
                on_progress(Progress(STAGE, done + size, total))
            done += size
            made.append(FileMark(digest.hexdigest(), size))
    except OSError as error:
        raise UnreadableInput("CANNOT_OPEN") from error
    finally:
        for handle in opened:
            handle.close()
    return tuple(made)
