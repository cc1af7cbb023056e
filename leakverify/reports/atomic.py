"""Outputs are written whole or not at all, for the owner's eyes only."""

import os
import secrets
from pathlib import Path

from leakverify.model.errors import OutputProblem


def write(path: Path, data: bytes) -> None:
    """Write beside the target, sync, and replace; mode 0600. Raises OutputProblem OUTPUT_FAILED."""
    folder = path.parent
    beside = folder / f".{secrets.token_hex(8)}.part"
    try:
        handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(beside, path)  # noqa: PTH105  (Path.replace is the same call; os keeps the pair together)
        _sync(folder)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise OutputProblem("OUTPUT_FAILED") from error


def _sync(folder: Path) -> None:
    """Make the new name durable where folders can be synced."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
