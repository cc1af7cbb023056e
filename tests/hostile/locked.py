"""Reads files one after the other inside the analyst's lock and says how each ended, a JSON line a file.

`python -I locked.py FILE…`; all files are opened before the lock, as an analyst does with its one. What a reader keeps,
takes and lets through is thus that of the locked child, without the second that each child takes to start.
"""

import json
import os
import resource
import sys
import time

from leakverify import isolation
from leakverify.limits import Limits
from leakverify.model.errors import LeakverifyError
from leakverify.model.sample import ReadSettings
from leakverify.sources.regular import open_regular


def outcome(file):
    """Rows read and how reading ended, or the code of the error."""
    from leakverify.sources.sample import open_sample

    try:
        sample = open_sample([file], ReadSettings(), Limits())
        rows = sum(len(batch.frame) for batch in sample.batches())
    except LeakverifyError as error:
        return {"code": error.code}
    except MemoryError:
        return {"code": "MEMORY_LIMIT"}
    stopped = sample.stopped
    return {"rows": rows, "stopped": None if stopped is None else stopped.value}


def main(paths):
    """Open all, lock, read all."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, max(soft, 2 * len(paths) + 64)), hard))
    files = [open_regular(path) for path in paths]
    held = isolation.lock(memory_bytes=Limits().memory_bytes, cpu_seconds=3_600)
    print(json.dumps({"isolation": held.level, "threads": held.details[0]}), flush=True)
    for file in files:
        print(json.dumps({"file": file.name, "begun": True}), flush=True)
        began = time.monotonic()
        told = outcome(file)
        file.handle.close()
        told |= {"file": file.name, "seconds": round(time.monotonic() - began, 3)}
        told["peak_kib"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        print(json.dumps(told), flush=True)
    os._exit(0)


if __name__ == "__main__":
    main(sys.argv[1:])
