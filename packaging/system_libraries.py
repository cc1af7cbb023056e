"""Names the system libraries that Qt needs and this machine lacks, instead of Qt's riddle; installs them for tests as root.

`--for run`: names what is missing and exits 1. `--for test`: on Debian and Ubuntu as root installs it, else says so.
"""

import argparse
import ctypes
import os
import shutil
import subprocess
import sys

# Library file -> Debian package; without the first group no Qt program starts at all, without the second none has a window.
ALWAYS = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libfontconfig.so.1": "libfontconfig1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libglib-2.0.so.0": "libglib2.0-0",
}
WINDOW = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libX11-xcb.so.1": "libx11-xcb1",
}

SEARCHED = os.pathsep.join([os.environ.get("PATH", os.defpath), "/usr/sbin", "/sbin"])
PROGRAMS = {
    "7zz": "7zip",
    "dnsdist": "dnsdist",
    "keymgr": "knot",
    "knotd": "knot",
    "mariadbd": "mariadb-server",
    "microsocks": "microsocks",
    "soffice": "libreoffice-calc-nogui",
    "sqlite3": "sqlite3",
    "strace": "strace",
    "tar": "tar",
    "zstd": "zstd",
    "psql": "postgresql",
    "unbound": "unbound",
}
"""Programs that write the files which the tests read back; without them those tests are skipped, never failed."""


def install(packages: list[str]) -> bool:
    """Install Debian packages, as root alone; False where that is not to be had."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "update", "-qq"], check=False, env=environment)
    words = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages]
    done = subprocess.run(words, check=False, env=environment, stdout=subprocess.DEVNULL)
    return done.returncode == 0


def missing(libraries: dict[str, str]) -> list[str]:
    """The packages whose library cannot be loaded."""
    absent = []
    for library, package in libraries.items():
        try:
            ctypes.CDLL(library)
        except OSError:
            absent.append(package)
    return sorted(set(absent))


def main() -> int:
    """Look, then name or install."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--for", dest="purpose", choices=("run", "test"), required=True)
    purpose = parser.parse_args().purpose
    if sys.platform != "linux":
        return 0
    absent = sorted({p for name, p in PROGRAMS.items() if not shutil.which(name, path=SEARCHED)})
    if purpose == "test" and absent and not install(absent):
        print(f"Tests that need these packages are skipped: {' '.join(absent)}", file=sys.stderr)
    wanted = ALWAYS if purpose == "test" else {**ALWAYS, **WINDOW}
    absent = missing(wanted)
    if not absent:
        return 0
    command = f"sudo apt-get install {' '.join(absent)}"
    if purpose == "test" and install(absent) and not missing(wanted):
        return 0
    print(
        f"The window needs system libraries that are not installed. On Debian or Ubuntu:\n\n    {command}\n",
        file=sys.stderr,
    )
    print(
        "On other systems, install the packages that hold: "
        + ", ".join(f for f, p in wanted.items() if p in absent),
        file=sys.stderr,
    )
    return 1


if __name__ == "__main__":
    sys.exit(main())
