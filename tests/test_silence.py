"""The audit hook cannot be taken out again, so each test of it runs in a process of its own."""

import json
import subprocess
import sys

import pytest

HEAD = """
import json, os, socket, subprocess, sys, threading
from leakverify import silence
def outcome(work):
    try:
        work()
    except silence.SilenceError as error:
        return "refused"
    except OSError as error:
        deep = error.__context__ or getattr(error, "reason", None)
        return "refused" if isinstance(deep, silence.SilenceError) else type(error).__name__
    return "done"
"""


def said(code, *, flags=("-I",)):
    run = subprocess.run(
        [sys.executable, *flags, "-c", HEAD + code], capture_output=True, check=False, timeout=60
    )
    assert run.returncode == 0, run.stderr.decode()[-1_500:]
    return json.loads(run.stdout)


ATTEMPTS = """
import webbrowser, urllib.request, http.client, ftplib, smtplib, imaplib, poplib, pty, asyncio
out = {"before": [silence.attempts_refused(), silence.is_armed()]}
early = socket.socket(type=socket.SOCK_DGRAM)
stream = socket.socket()
silence.arm(); silence.arm()
words = [sys.executable, "-c", ""]
async def open_connection():
    await asyncio.open_connection("127.0.0.1", 9)
attempts = {
    "socket": lambda: socket.socket(),
    "unix": lambda: socket.socket(socket.AF_UNIX),
    "pair": lambda: socket.socketpair(),
    "raw": lambda: socket.socket(socket.AF_INET, socket.SOCK_RAW, 1),
    "name": lambda: socket.create_connection(("planted.example", 80), timeout=1),
    "connect": lambda: stream.connect(("127.0.0.1", 9)),
    "connect_ex": lambda: stream.connect_ex(("127.0.0.1", 9)),
    "bind": lambda: stream.bind(("127.0.0.1", 0)),
    "sendto": lambda: early.sendto(b"x", ("127.0.0.1", 9)),
    "sendmsg": lambda: early.sendmsg([b"x"], [], 0, ("127.0.0.1", 9)),
    "getaddrinfo": lambda: socket.getaddrinfo("example.org", 443),
    "literal": lambda: socket.getaddrinfo("127.0.0.1", 443),
    "gethostbyname": lambda: socket.gethostbyname("example.org"),
    "gethostbyname_ex": lambda: socket.gethostbyname_ex("example.org"),
    "gethostbyaddr": lambda: socket.gethostbyaddr("127.0.0.1"),
    "getnameinfo": lambda: socket.getnameinfo(("127.0.0.1", 9), 0),
    "getservbyname": lambda: socket.getservbyname("domain"),
    "urlopen": lambda: urllib.request.urlopen("http://127.0.0.1:9/"),
    "http": lambda: http.client.HTTPConnection("127.0.0.1", 9).connect(),
    "ftp": lambda: ftplib.FTP("127.0.0.1"),
    "smtp": lambda: smtplib.SMTP("127.0.0.1", 9),
    "imap": lambda: imaplib.IMAP4("127.0.0.1", 9),
    "pop": lambda: poplib.POP3("127.0.0.1", 9),
    "browser": lambda: webbrowser.GenericBrowser("true").open("http://127.0.0.1:9/"),
    "system": lambda: os.system("true"),
    "popen": lambda: os.popen("true").close(),
    "Popen": lambda: subprocess.Popen(words).wait(),
    "shell": lambda: subprocess.run("true", shell=True),
    "exec": lambda: os.execv("/bin/true", ["true"]),
    "spawn": lambda: os.spawnv(os.P_WAIT, "/bin/true", ["true"]),
    "posix_spawn": lambda: os.posix_spawn("/bin/true", ["true"], {}),
    "fork": lambda: os._exit(0) if os.fork() == 0 else None,
    "forkpty": lambda: os._exit(0) if os.forkpty()[0] == 0 else None,
    "pty": lambda: pty.spawn(["/bin/true"]),
    "asyncio": lambda: asyncio.run(open_connection()),
}
told = {name: outcome(work) for name, work in attempts.items()}
out["not refused"] = {name: how for name, how in told.items() if how != "refused"}
out["tried"], out["counted"] = len(attempts), silence.attempts_refused()
out["kinds"] = silence.refused_by_kind()
open("/dev/null").close()
print(json.dumps(out))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other ways to start a program")
def test_attempts_are_refused_and_counted():
    told = said(ATTEMPTS, flags=("-I", "-W", "ignore"))
    assert told["before"] == [0, False]
    assert told["not refused"] == {}
    assert told["counted"] == told["tried"]
    assert sum(told["kinds"].values()) == told["counted"]
    assert set(told["kinds"]) == {"socket", "resolver", "process", "library"}


OWN_CHILD = """
silence.arm()
words = [sys.executable, "-I", "-c", "print('own')"]
other = [sys.executable, "-I", "-c", "print('other')"]
def start(these):
    subprocess.run(these, stdout=subprocess.DEVNULL)
def in_thread(work):
    into = []
    thread = threading.Thread(target=lambda: into.append(outcome(work)))
    thread.start(); thread.join()
    return into[0]
out = {"outside": outcome(lambda: start(words))}
with silence.starting(words):
    out["elsewhere"] = in_thread(lambda: start(words))
    out["inside"] = outcome(lambda: start(words))
    out["twice"] = outcome(lambda: start(words))
with silence.starting(words):
    out["another"] = outcome(lambda: start(other))
    out["used up"] = outcome(lambda: start(words))
with silence.starting(words):
    out["disguised"] = outcome(lambda: subprocess.run(words, executable="/bin/true"))
with silence.starting(words):
    out["shell"] = outcome(lambda: subprocess.run(" ".join(words), shell=True))
with silence.starting(words):
    out["fork"] = outcome(os.fork)
try:
    with silence.starting(words):
        raise KeyError
except KeyError:
    pass
out["after"] = outcome(lambda: start(words))
out["counted"] = silence.attempts_refused()
print(json.dumps(out))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="forks")
def test_one_command_starts_once_in_one_thread():
    told = said(OWN_CHILD)
    assert told.pop("inside") == "done"
    assert told.pop("counted") == len(told)
    assert set(told.values()) == {"refused"}


PERMITTED = """
import asyncio
silence.arm()
class Closed:
    def __init__(self, port): self.port = port
names = [("localhost", 53)]
out = {}
for given in (names, [("127.0.0.1", "x")]):
    try:
        silence.permit(given)
    except ValueError:
        out[str(given)] = "no"
silence.permit([("127.0.0.1", 9), ("::1", 9)])
def tcp(host, port, family=socket.AF_INET):
    with socket.socket(family) as s:
        s.settimeout(2)
        s.connect((host, port))
def udp(host, port, family=socket.AF_INET):
    with socket.socket(family, socket.SOCK_DGRAM) as s:
        s.sendto(b"x", (host, port))
def message(address):
    with socket.socket(type=socket.SOCK_DGRAM) as s:
        s.sendmsg([b"x"], [], 0, address)
def connected():
    with socket.socket(type=socket.SOCK_DGRAM) as s:
        s.connect(("127.0.0.1", 9)); s.send(b"x"); s.sendmsg([b"x"])
def bind(address, kind=socket.SOCK_DGRAM):
    with socket.socket(type=kind) as s:
        s.bind(address)
def local():
    with socket.socket(socket.AF_UNIX) as s:
        s.connect("/tmp/.X11-unix/X0")
async def loop_connect(host, port):
    reader, writer = await asyncio.open_connection(host, port)
def closed(work):
    '''Nothing listens there, so "not refused" is the kernel's own refusal.'''
    return {"done": "let through", "ConnectionRefusedError": "let through"}.get(outcome(work), outcome(work))
out["let"] = {
    "tcp": closed(lambda: tcp("127.0.0.1", 9)),
    "udp": closed(lambda: udp("127.0.0.1", 9)),
    "connected": closed(connected),
    "message": closed(lambda: message(("127.0.0.1", 9))),
    "bind": closed(lambda: bind(("0.0.0.0", 0))),
    "pair": closed(lambda: socket.socketpair()[0].close()),
    "literal": closed(lambda: socket.getaddrinfo("127.0.0.1", 9)),
    "loop": closed(lambda: asyncio.run(loop_connect("127.0.0.1", 9))),
}
before = silence.attempts_refused()
refused = {
    "port": lambda: tcp("127.0.0.1", 10),
    "host": lambda: tcp("127.0.0.2", 9),
    "mapped": lambda: tcp("::ffff:127.0.0.1", 9, socket.AF_INET6),
    "udp port": lambda: udp("127.0.0.1", 10),
    "message": lambda: message(("127.0.0.1", 10)),
    "listen": lambda: bind(("127.0.0.1", 0)),
    "listen port": lambda: bind(("0.0.0.0", 9)),
    "resolve": lambda: socket.getaddrinfo("localhost", 9),
    "resolve port": lambda: socket.getaddrinfo("127.0.0.1", 10),
    "reverse": lambda: socket.gethostbyaddr("127.0.0.1"),
    "local": local,
    "start": lambda: subprocess.run(["/bin/true"]),
    "loop": lambda: asyncio.run(loop_connect("127.0.0.1", 10)),
    "loop name": lambda: asyncio.run(loop_connect("localhost", 9)),
    "url": lambda: __import__("urllib.request").request.urlopen("http://127.0.0.1:9/"),
}
told = {name: outcome(work) for name, work in refused.items()}
out["through"] = {name: how for name, how in told.items() if how != "refused"}
out["counted"], out["tried"] = silence.attempts_refused() - before, len(refused)
try:
    silence.permit([("127.0.0.1", 10)])
except RuntimeError:
    out["again"] = "no"
print(json.dumps(out))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="a loop's pair is made of TCP there")
def test_only_the_permitted_addresses_are_reached():
    told = said(PERMITTED)
    assert told["[('localhost', 53)]"] == told["[('127.0.0.1', 'x')]"] == told["again"] == "no"
    assert set(told["let"].values()) == {"let through"}, told["let"]
    assert told["through"] == {}
    assert told["counted"] == told["tried"]


THREADS = """
silence.arm()
def many():
    for _ in range(2_000):
        outcome(socket.socket)
threads = [threading.Thread(target=many) for _ in range(4)]
for thread in threads: thread.start()
for thread in threads: thread.join()
print(json.dumps(silence.attempts_refused()))
"""


def test_the_count_is_exact_over_threads():
    assert said(THREADS) == 8_000


def test_silence_needs_nothing_but_the_standard_library():
    code = "import sys; import leakverify.silence; print([m for m in sys.modules if m.startswith(('leakverify.', 'numpy', 'pandas', 'socket', 'ipaddress'))])"
    run = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, check=True)
    assert run.stdout.decode().strip() == "['leakverify.silence']"


@pytest.mark.parametrize("words", [["--version"], ["checks"], ["--child", "nonsense"]])
def test_the_door_arms_before_anything_else(words):
    code = (
        "from leakverify.__main__ import main\n"
        f"main({words!r})\n"
        "sys.stdout = sys.__stderr__\n"
        "assert silence.is_armed() and outcome(socket.socket) == 'refused'\n"
    )
    run = subprocess.run(
        [sys.executable, "-I", "-c", HEAD + code], capture_output=True, check=False, timeout=60
    )
    assert run.returncode == 0, run.stderr.decode()[-800:]
