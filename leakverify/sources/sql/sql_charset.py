"""The encoding that a dump says its text is in; asked only where the bytes are not UTF-8 throughout."""

import re
from typing import Final

_STATED: Final = re.compile(
    rb"^(?:/\*M?!\d* *)?SET +NAMES +'?(\w+)|^SET +client_encoding *(?:=|TO) *'?([\w-]+)",
    re.IGNORECASE | re.MULTILINE,
)
_ROWS: Final = re.compile(rb"^(?:INSERT|REPLACE|COPY)\b", re.IGNORECASE | re.MULTILINE)
_PYTHON: Final = {
    "utf8": "utf-8", "utf8mb3": "utf-8", "utf8mb4": "utf-8", "unicode": "utf-8", "binary": "utf-8",
    "latin1": "cp1252", "latin2": "iso8859-2", "latin5": "iso8859-9", "latin7": "iso8859-13", "latin9": "iso8859-15",
    "greek": "iso8859-7", "hebrew": "iso8859-8", "cp1250": "cp1250", "cp1251": "cp1251", "cp1256": "cp1256",
    "cp1257": "cp1257", "cp850": "cp850", "cp852": "cp852", "cp866": "cp866", "koi8r": "koi8-r", "koi8u": "koi8-u",
    "win1250": "cp1250", "win1251": "cp1251", "win1252": "cp1252", "win1253": "cp1253", "win1254": "cp1254",
    "win1255": "cp1255", "win1256": "cp1256", "win1257": "cp1257", "win1258": "cp1258", "win874": "cp874",
    "iso_8859_5": "iso8859-5", "iso_8859_6": "iso8859-6", "iso_8859_7": "iso8859-7", "iso_8859_8": "iso8859-8",
    "big5": "big5", "gbk": "gbk", "gb2312": "gb2312", "gb18030": "gb18030", "sjis": "cp932", "cp932": "cp932",
    "ujis": "euc-jp", "eucjpms": "euc-jp", "euc_jp": "euc-jp", "euckr": "cp949", "euc_kr": "cp949", "euc_cn": "gb2312",
    "tis620": "tis-620", "macroman": "mac-roman",
}  # fmt: skip


def stated_encoding(head: bytes) -> str | None:
    """Python's name of the encoding stated before the first row, None where none is.

    >>> stated_encoding(b"/*!40101 SET NAMES latin1 */;")
    'cp1252'
    """
    rows = _ROWS.search(head)
    found = _STATED.search(head, 0, rows.start() if rows else len(head))
    if found is None:
        return None
    name = (found[1] or found[2]).decode("ascii").lower().replace("-", "_")
    return _PYTHON.get(name)
