"""What a bundle leaves out, and why: lists and patterns that `leakverify.spec` applies. No import of PyInstaller here."""

import fnmatch
from collections.abc import Iterable

Entry = tuple[str, str, str]
"""A line of PyInstaller's table of contents: path below the bundle's inner folder, source, kind."""

UNUSED = (
    # tools of builders and testers that some package imports in passing
    "IPython", "PIL", "_distutils_hack", "_pytest", "cffi", "distutils", "ensurepip", "hypothesis", "idlelib",
    "lib2to3", "matplotlib", "mypy", "numpy.distutils", "numpy.f2py", "numpy.testing", "pandas.tests",
    "pip", "pkg_resources", "pycparser", "pytest", "scipy", "setuptools", "test", "tkinter", "turtle", "wheel",
    # optional parts of what is used
    "faker", "markdown_it", "mimesis", "pandas.io.formats.style", "pygments", "sqlalchemy", "sqlite3", "tables",
    "phonenumbers.carrier", "phonenumbers.carrierdata", "phonenumbers.geocoder", "phonenumbers.geodata",
    "phonenumbers.timezone", "phonenumbers.tzdata",
    # other toolkits' doors and consoles
    "PyQt5", "PyQt6", "PySide2", "PySide6.QtNetwork", "PySide6.QtQml", "PySide6.QtQuick", "gi",
    "curses", "readline",
    # what speaks to a network and is asked for by nothing that is used
    "ftplib", "http.server", "imaplib", "nntplib", "poplib", "smtplib", "socketserver", "telnetlib", "webbrowser",
    "xmlrpc",
    # Arrow's doors to other machines, and its parts that nothing here reads by
    "pyarrow.tests", "pyarrow.conftest", "pyarrow.benchmark", "pyarrow.flight", "pyarrow._flight",
    "pyarrow._s3fs", "pyarrow._gcsfs", "pyarrow._azurefs", "pyarrow._hdfs", "pyarrow.cuda", "pyarrow._cuda",
    "pyarrow.dataset", "pyarrow._dataset", "pyarrow._dataset_orc", "pyarrow._dataset_parquet",
    "pyarrow._dataset_parquet_encryption", "pyarrow.orc", "pyarrow._orc", "pyarrow.substrait",
    "pyarrow._substrait", "pyarrow.acero", "pyarrow._acero", "pyarrow.gandiva", "pyarrow.jvm",
    "pyarrow.interchange", "pyarrow.cffi", "pyarrow.parquet.encryption", "pyarrow._parquet_encryption",
)  # fmt: skip
ONLY_FOR_LOOK_UPS = (
    "asyncio",
    "ssl",
    "_ssl",
    "http",
    "urllib.request",
    "dns",
    "h2",
    "hpack",
    "hyperframe",
    "socksio",
)
"""Left out of the offline edition besides."""

NAMED_AT_RUN_TIME = ("sqlcipher3", "stdnum")
"""Packages that code names only when it runs; their hooks say which modules."""

LANGUAGES = ("ar", "de", "en", "es", "fa", "fr")
"""Languages in which Qt's own words (buttons of its dialogs) are taken along."""

_DROPPED = (
    # Qt: plugins of displays that no desktop is, of QML, of its network module; translations of its tools
    "*libqvnc*", "*libqlinuxfb*", "*libqeglfs*", "*libqminimal*", "*libqvkkhrdisplay*", "*EglF[Ss]*", "*eglfs*",
    "*egldeviceintegrations*", "*networkinformation*", "*/plugins/tls/*", "*Qt6Network*", "*QtNetwork*",
    "*Qt6Qml*", "*Qt6Quick*", "*Qt6Pdf*", "*Qt6VirtualKeyboard*", "*/plugins/generic/*", "*libqgtk3*",
    "*wayland-graphics-integration-client/libvulkan*", "*wayland-graphics-integration-client/libdmabuf*",
    "*wayland-graphics-integration-client/libdrm*",
    "*imageformats/*tiff*", "*imageformats/*webp*", "*imageformats/*tga*", "*imageformats/*wbmp*",
    "*imageformats/*gif*", "*imageformats/*jpeg*", "*imageformats/*icns*",
    # what only GTK's theme plugin asked for
    "libatk-*", "libcairo*", "libgdk*", "libpango*", "libthai*", "libdatrie*", "libfribidi*", "libharfbuzz*",
    "libgraphite2*", "libpixman*", "libjpeg*", "libXrender*",
    # what only Qt's network module asked for
    "libgssapi_krb5*", "libk5crypto*", "libkrb5*", "libkeyutils*", "libcom_err*", "libgio-2*", "libgmodule-2*",
    "libgobject-2*", "libmount*", "libblkid*", "libselinux*",
    # what only the display's own library asks for, which is the system's
    "libXdmcp*", "libXau*", "libXext*", "libbsd*", "libmd.*",
    # Arrow: sources and headers; the flights and clouds that its hook would take
    "pyarrow/include/*", "pyarrow/src/*", "*.pyx", "*.pxd", "*.pxi", "*libarrow_flight*", "*libarrow_s3*",
    "*libarrow_python_flight*",
    # translated names of countries, and lists of languages, scripts and provinces, which schwifty does not ask for
    "pycountry/locales/*", "pycountry/databases/iso639-*", "pycountry/databases/iso3166-2.json",
    "pycountry/databases/iso15924.json",
    # makers of network cards and mobile networks, for kinds of numbers that no validator asks about
    "stdnum/oui.dat", "stdnum/imsi.dat",
    # the same measures twice, for newer processors: single pairs gain nothing by them; whole-text ratios, asked for by nothing
    "rapidfuzz/*_avx2.*", "rapidfuzz/fuzz_cpp.*",
    # the width of text on a terminal in C: ftfy imports the package and asks it nothing, and it works in Python as well
    "wcwidth/_wcwidth_c.*",
    # scripts that build tables, and what translators work in: for builders, who have the source tree
    "leakverify/resources/translations/*.po", "leakverify/resources/translations/*.pot",
    "leakverify/resources/*.py", "leakverify/resources/*.pyc", "*__pycache__*",
)  # fmt: skip
_TRANSLATIONS = "*/translations/*"


def keeps(place: str) -> bool:
    """Whether a file at this place of the bundle goes along."""
    place = place.replace("\\", "/")
    if fnmatch.fnmatch(place, _TRANSLATIONS) and place.endswith(".qm"):
        return place.rpartition("/")[2] in {f"qtbase_{code}.qm" for code in LANGUAGES}
    return not any(fnmatch.fnmatchcase(place, pattern) for pattern in _DROPPED)


def kept(entries: Iterable[Entry]) -> list[Entry]:
    """The entries that go along, in the order of their places, so that every build has one order."""
    return sorted(e for e in entries if keeps(e[0]) and keeps(e[1]))
