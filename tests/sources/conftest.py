"""Short ways to read bytes as a sample."""

import io

import pytest

from leakverify.limits import Limits
from leakverify.model.sample import ReadSettings
from leakverify.sources.regular import NamedFile
from leakverify.sources.sample import open_sample


class Read:
    """A sample read whole: names, rows of cells (None missing), and the files' facts."""

    def __init__(self, *data, limits=None, name="sample", **settings):
        files = [NamedFile(name, io.BytesIO(d)) for d in data]
        sample = open_sample(files, ReadSettings(**settings), limits or Limits())
        self.sample = sample
        self.names = sample.column_names
        self.batches = list(sample.batches())
        self.rows = [
            tuple(cell if isinstance(cell, str) else None for cell in row)
            for batch in self.batches
            for row in batch.frame.itertuples(index=False, name=None)
        ]
        self.files = sample.finished_files()
        self.file = self.files[0]
        self.stopped = sample.stopped


@pytest.fixture(scope="session")
def read():
    return Read
