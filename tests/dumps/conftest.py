"""Real servers in a private folder, reached by a unix socket only, stopped whatever happens; and nasty text."""

import contextlib
import os
import pathlib
import pwd
import random
import shutil
import signal
import subprocess
import tempfile

import pytest

from leakverify.limits import Limits
from leakverify.model.sample import ReadSettings
from leakverify.sources.regular import NamedFile
from leakverify.sources.sample import open_sample

FRAGMENTS = (
    "'", "''", '"', "`", "\\", "\\\\", "\\'", "\\n", "\\N", "\\.", "\n", "\r\n", "\r", "\t", "NULL", "'NULL'", "(", ")",
    ");", "),(", ");\nINSERT INTO `people` VALUES (", "-- ", "--", "#", "/*", "*/", "/*!50000 ", "$$", "$a$", "\\x41",
    "\\u0041", "\\101", "%", "\\%", "_", ";", ",", "\N{PILE OF POO}", "\N{GRINNING FACE}", "Zoë", "Łódź", "Иван", "محمد",
    "名前", "\u200c", "\u202e", "E'", "x'41'", "0x41", "007", "1e5", "\x1a", "\x08", "\x0c", "\x0b", "\x1f", "\x7f", "\u0085", "\u2028", " ", "a",
    "Ann", "Smith", "DELIMITER ;;", "\\!", "COPY t FROM stdin;\n", "\\.\n", "'||'", "\ufeff", "\ufffd", "<b>", "=1+1",
)  # fmt: skip


def nasty_cells(count, *, nul=False, seed=11, drop=()):
    """Cells with everything that has ever broken a reader of dumps; None and "" among them."""
    rng = random.Random(seed)
    pieces = [f for f in FRAGMENTS if f not in drop] + (["\0", "a\0b"] if nul else [])
    cells = [None, "", "NULL", " ", "x" * 70_000 + "'", *pieces]
    while len(cells) < count:
        cells.append("".join(rng.choice(pieces) for _ in range(rng.randint(1, 6))))
    return cells


def read_rows(path, limits=None, **settings):
    """Names, rows and the file's facts of a dump as the program reads it."""
    with path.open("rb") as handle:
        sample = open_sample(
            [NamedFile(path.name, handle)], ReadSettings(**settings), limits or Limits()
        )
        rows = []
        for batch in sample.batches():
            columns = [
                [cell if isinstance(cell, str) else None for cell in batch.frame[n].to_list()]
                for n in batch.frame
            ]
            rows += zip(*columns, strict=True)
        return sample.column_names, rows, sample.finished_files()[0]


@pytest.fixture(scope="session")
def nasty():
    return nasty_cells


@pytest.fixture(scope="session")
def reading():
    return read_rows


class Server:
    """A server's process in a folder of its own; as root it runs as somebody else, since it refuses root."""

    stopping = signal.SIGKILL  # nothing in it is kept

    def __init__(self, folder, owner):
        self.folder = folder
        self.owner = owner if os.geteuid() == 0 else None
        self.process = None
        folder.mkdir(mode=0o700)
        if self.owner:
            shutil.chown(folder, self.owner)

    def run(self, *command, text=None, out=None):
        with contextlib.ExitStack() as stack:
            target = stack.enter_context(out.open("wb")) if out else subprocess.PIPE
            done = subprocess.run(
                [str(part) for part in command],
                input=text,
                stdout=target,
                stderr=subprocess.PIPE,
                check=False,
                timeout=120,
                cwd=self.folder if not self.owner else "/",
                user=self.owner,
                group=pwd.getpwnam(self.owner).pw_gid if self.owner else None,
                extra_groups=[] if self.owner else None,
            )
        assert done.returncode == 0, done.stderr.decode()[-2_000:]
        return done.stdout

    def launch(self, *command):
        self.process = subprocess.Popen(
            [str(part) for part in command],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd="/",
            user=self.owner,
            group=pwd.getpwnam(self.owner).pw_gid if self.owner else None,
            extra_groups=[] if self.owner else None,
        )

    def wait_for(self, *command):
        for _ in range(300):
            if (
                subprocess.run(
                    [str(p) for p in command], capture_output=True, check=False, user=self.owner
                ).returncode
                == 0
            ):
                return
            assert self.process.poll() is None, "the server ended by itself"
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(0.1)
        pytest.fail("the server did not answer")

    def stop(self):
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(self.stopping)
            try:
                self.process.wait(20)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()


class MariaDB(Server):
    def __init__(self, folder):
        super().__init__(folder, "mysql")
        self.socket = folder / "s"

    def start(self):
        self.run(
            "mariadb-install-db", "--no-defaults", f"--datadir={self.folder}/d", "--skip-test-db",
            "--auth-root-authentication-method=normal", "--skip-name-resolve", f"--tmpdir={self.folder}",
        )  # fmt: skip
        self.launch(
            shutil.which("mariadbd") or "/usr/sbin/mariadbd", "--no-defaults",
            f"--datadir={self.folder}/d", f"--socket={self.socket}", "--skip-networking", "--innodb-flush-log-at-trx-commit=0",
            "--max-allowed-packet=64M", f"--pid-file={self.folder}/pid", "--skip-log-bin", f"--tmpdir={self.folder}",
        )  # fmt: skip
        self.wait_for(
            "mariadb", "--no-defaults", f"--socket={self.socket}", "-uroot", "-e", "select 1"
        )

    def sql(self, text, *options):
        return self.run(
            "mariadb", "--no-defaults", f"--socket={self.socket}", "-uroot",
            "--default-character-set=utf8mb4", "--max-allowed-packet=64M", "--binary-mode", *options, text=text.encode(),
        )  # fmt: skip

    def dump(self, path, *options):
        self.run(
            "mariadb-dump", "--no-defaults", f"--socket={self.socket}", "-uroot", *options, out=path
        )
        return path


class Postgres(Server):
    stopping = signal.SIGQUIT  # its children must hear of it

    def __init__(self, folder):
        super().__init__(folder, "postgres")

    @staticmethod
    def program(name):
        found = sorted(pathlib.Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
        return str(found[-1]) if found else shutil.which(name)

    def start(self):
        self.run(
            self.program("initdb"), "-D", self.folder / "d", "-U", "postgres", "-A", "trust",
            "-E", "UTF8", "--locale=C", "--no-sync",
        )  # fmt: skip
        self.launch(
            self.program("postgres"), "-D", self.folder / "d", "-k", self.folder,
            "-c", "listen_addresses=", "-c", "fsync=off", "-c", "shared_buffers=32MB",
        )  # fmt: skip
        self.wait_for(self.program("psql"), "-h", self.folder, "-U", "postgres", "-c", "select 1")

    def sql(self, text, database="postgres"):
        return self.run(
            self.program("psql"), "-h", self.folder, "-U", "postgres", "-d", database, "-q", "-X",
            "-v", "ON_ERROR_STOP=1", text=text.encode(),
        )  # fmt: skip

    def dump(self, path, *options, program="pg_dump"):
        self.run(self.program(program), "-h", self.folder, "-U", "postgres", *options, out=path)
        return path


@pytest.fixture(scope="session")
def private_folder():
    """A short path that another user may enter: a socket's has 107 characters, pytest's own folders are closed."""
    folder = pathlib.Path(tempfile.mkdtemp(prefix="lv-"))
    folder.chmod(0o711)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


def _served(server):
    try:
        server.start()
        yield server
    finally:
        server.stop()


@pytest.fixture(scope="session")
def mariadb(private_folder):
    if not (shutil.which("mariadb-install-db") and shutil.which("mariadb-dump")):
        pytest.skip("mariadb-server is not installed")
    yield from _served(MariaDB(private_folder / "m"))


@pytest.fixture(scope="session")
def postgres(private_folder):
    if not Postgres.program("initdb"):
        pytest.skip("postgresql is not installed")
    yield from _served(Postgres(private_folder / "p"))
