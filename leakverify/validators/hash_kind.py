"""What kind of password hash a text may be, from its prefix, alphabet and length.

Prefixed kinds are certain. Bare hexadecimal is not: 32 digits may be MD5, NTLM or others, so `candidates`
lists all, the commonest in leaks first, and `read` names the first. Shapes after the documentation of
crypt(5), PHC and each framework.

>>> read("$2b$12$R9h/cIPz0gi.URNNX3kh2OPST9/PgBkqquzi.Ss7KIUgO2t0jWMUW").kind
'bcrypt'
>>> candidates("5f4dcc3b5aa765d61d8327deb882cf99")
('md5', 'ntlm', 'md4', 'lm', 'ripemd128')
>>> read("correct horse")
"""

import re
from dataclasses import dataclass
from typing import Final, Literal

Reason = Literal["empty", "format", "structure"]


@dataclass(frozen=True, slots=True)
class HashKind:
    """The likeliest kind; `structured` hashes say themselves what they are, `sound` tells if they are whole."""

    kind: str
    structured: bool
    sound: bool


def _rule(
    kind: str, prefix: str | tuple[str, ...], whole: str
) -> tuple[str, tuple[str, ...], re.Pattern[str]]:
    return (
        kind,
        (prefix,) if isinstance(prefix, str) else prefix,
        re.compile(whole, re.ASCII | re.DOTALL),
    )


_B64: Final = r"[A-Za-z0-9+/]"
_CRYPT: Final = r"[./A-Za-z0-9]"

_PREFIXED: Final = (
    _rule("bcrypt", ("$2a$", "$2b$", "$2x$", "$2y$", "$2$"), rf"\$2[abxy]?\$(?:0[4-9]|[12]\d|3[01])\${_CRYPT}{{53}}"),
    _rule("argon2", "$argon2", rf"\$argon2(?:id|i|d)\$(?:v=\d+\$)?m=\d+,t=\d+,p=\d+(?:,\S*)?\${_B64}+\${_B64}+"),
    _rule("scrypt", "$scrypt$", rf"\$scrypt\$ln=\d+,r=\d+,p=\d+\${_B64}+\${_B64}+"),
    _rule("scrypt.crypt", "$7$", rf"\$7\${_CRYPT}{{11}}{_CRYPT}*\${_CRYPT}{{43}}"),
    _rule("yescrypt", "$y$", rf"\$y\${_CRYPT}+\${_CRYPT}+\${_CRYPT}{{43}}"),
    _rule("gost-yescrypt", "$gy$", rf"\$gy\${_CRYPT}+\${_CRYPT}+\${_CRYPT}{{43}}"),
    _rule("sha512crypt", "$6$", rf"\$6\$(?:rounds=\d+\$)?[^$]{{0,16}}\${_CRYPT}{{86}}"),
    _rule("sha256crypt", "$5$", rf"\$5\$(?:rounds=\d+\$)?[^$]{{0,16}}\${_CRYPT}{{43}}"),
    _rule("md5crypt", "$1$", rf"\$1\$[^$]{{0,8}}\${_CRYPT}{{22}}"),
    _rule("apr1", "$apr1$", rf"\$apr1\$[^$]{{0,8}}\${_CRYPT}{{22}}"),
    _rule("phpass", "$P$", rf"\$P\${_CRYPT}{{31}}"),
    _rule("phpass", "$H$", rf"\$H\${_CRYPT}{{31}}"),
    _rule("wordpress.bcrypt", "$wp$2", rf"\$wp\$2[aby]\$\d\d\${_CRYPT}{{53}}"),
    _rule("drupal7", "$S$", rf"\$S\${_CRYPT}{{52}}"),
    _rule("nthash", "$3$", r"\$3\$\$[0-9a-f]{32}"),
    _rule("sha1crypt", "$sha1$", rf"\$sha1\$\d+\${_CRYPT}{{1,64}}\${_CRYPT}{{28}}"),
    _rule("pbkdf2", "$pbkdf2", r"\$pbkdf2(?:-sha(?:1|256|512))?\$\d+\$[./A-Za-z0-9+=]*\$[./A-Za-z0-9+=]+"),
    _rule("pbkdf2.werkzeug", "pbkdf2:", r"pbkdf2:sha(?:1|256|512)(?::\d+)?\$[^$]+\$[0-9a-f]{40,128}"),
    _rule("scrypt.werkzeug", "scrypt:", r"scrypt:\d+:\d+:\d+\$[^$]+\$[0-9a-f]{64,128}"),
    _rule("django.pbkdf2", ("pbkdf2_sha256$", "pbkdf2_sha1$"), rf"pbkdf2_sha(?:1|256)\$\d+\$[^$]*\${_B64}+={{0,2}}"),
    _rule("django.bcrypt", ("bcrypt$", "bcrypt_sha256$"), rf"bcrypt(?:_sha256)?\$\$2[aby]\$\d\d\${_CRYPT}{{53}}"),
    _rule("django.argon2", "argon2$", rf"argon2\$argon2(?:id|i|d)\$v=\d+\$m=\d+,t=\d+,p=\d+\${_B64}+\${_B64}+"),
    _rule("django.scrypt", "scrypt$", rf"scrypt\$[^$]+\$\d+\$\d+\$\d+\${_B64}+={{0,2}}|scrypt\$\d+\$[^$]*\$\d+\$\d+\${_B64}+={{0,2}}"),
    _rule("django.sha1", "sha1$", r"sha1\$[^$]*\$[0-9a-f]{40}"),
    _rule("django.md5", "md5$", r"md5\$[^$]*\$[0-9a-f]{32}"),
    _rule("ldap.ssha512", "{SSHA512}", rf"\{{SSHA512\}}{_B64}{{90,}}={{0,2}}"),
    _rule("ldap.ssha256", "{SSHA256}", rf"\{{SSHA256\}}{_B64}{{46,}}={{0,2}}"),
    _rule("ldap.ssha", "{SSHA}", rf"\{{SSHA\}}{_B64}{{30,}}={{0,2}}"),
    _rule("ldap.sha", "{SHA}", rf"\{{SHA\}}{_B64}{{27}}="),
    _rule("ldap.smd5", "{SMD5}", rf"\{{SMD5\}}{_B64}{{24,}}={{0,2}}"),
    _rule("ldap.md5", "{MD5}", rf"\{{MD5\}}{_B64}{{22}}=="),
    _rule("ldap.crypt", "{CRYPT}", r"\{CRYPT\}\S{13,}"),
    _rule("postgres.scram", "SCRAM-SHA-256$", rf"SCRAM-SHA-256\$\d+:{_B64}+=*\${_B64}+=*:{_B64}+=*"),
    _rule("mssql", "0x0100", r"0x0100[0-9A-Fa-f]{48}(?:[0-9A-Fa-f]{40})?"),
    _rule("mssql.2012", "0x0200", r"0x0200[0-9A-Fa-f]{136}"),
)  # fmt: skip

_ALL_PREFIXES: Final = tuple(p for _, prefixes, _ in _PREFIXED for p in prefixes)

_SHAPED: Final = (
    ("mysql41", re.compile(r"\*[0-9A-F]{40}", re.ASCII)),
    ("postgres.md5", re.compile(r"md5[0-9a-f]{32}", re.ASCII)),
    ("md5.salted", re.compile(r"[0-9a-f]{32}:[^\s:]{1,32}", re.ASCII)),
    ("sha1.salted", re.compile(r"[0-9a-f]{40}:[^\s:]{1,64}", re.ASCII)),
    ("sha256.salted", re.compile(r"[0-9a-f]{64}:[^\s:]{1,64}", re.ASCII)),
    ("sha512.salted", re.compile(r"[0-9a-f]{128}:[^\s:]{1,64}", re.ASCII)),
    ("lm.ntlm", re.compile(r"[0-9A-Fa-f]{32}:[0-9A-Fa-f]{32}", re.ASCII)),
)
_HEX: Final = re.compile(r"[0-9a-f]+|[0-9A-F]+", re.ASCII)
_BARE: Final = {
    16: ("mysql323", "md5.half", "oracle10"),
    32: ("md5", "ntlm", "md4", "lm", "ripemd128"),
    40: ("sha1", "ripemd160", "mysql41", "tiger160"),
    48: ("tiger192", "sha1.salted8"),
    56: ("sha224", "sha3-224"),
    64: ("sha256", "sha3-256", "blake2s", "gost"),
    96: ("sha384", "sha3-384"),
    128: ("sha512", "whirlpool", "sha3-512", "blake2b"),
}
_BASE64: Final = {
    24: ("md5.base64", re.compile(rf"{_B64}{{22}}==", re.ASCII)),
    28: ("sha1.base64", re.compile(rf"{_B64}{{27}}=", re.ASCII)),
    44: ("sha256.base64", re.compile(rf"{_B64}{{43}}=", re.ASCII)),
    88: ("sha512.base64", re.compile(rf"{_B64}{{86}}==", re.ASCII)),
}


def read(text: str) -> HashKind | None:
    """The likeliest kind of hash that this text is, or None if it is none."""
    if text.startswith(_ALL_PREFIXES):
        for kind, prefixes, whole in _PREFIXED:
            if text.startswith(prefixes):
                return HashKind(kind, structured=True, sound=whole.fullmatch(text) is not None)
    for kind, whole in _SHAPED:
        if whole.fullmatch(text):
            return HashKind(kind, structured=False, sound=True)
    bare = candidates(text)
    return HashKind(bare[0], structured=False, sound=True) if bare else None


def candidates(text: str) -> tuple[str, ...]:
    """All kinds that a bare digest may be by its length, commonest first; several names mean: nobody can tell."""
    if len(text) in _BARE and _HEX.fullmatch(text) and not text.isdecimal():
        return _BARE[len(text)]
    if len(text) in _BASE64 and _BASE64[len(text)][1].fullmatch(text):
        return (_BASE64[len(text)][0],)
    return ()


def explain(text: str) -> Reason | None:
    """Why this is no password hash, or None if it may be one."""
    if not text:
        return "empty"
    found = read(text)
    if found is None:
        return "format"
    return None if found.sound else "structure"


def is_valid(text: str) -> bool:
    """Whether this may be a password hash."""
    return explain(text) is None
