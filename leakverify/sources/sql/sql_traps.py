"""Statements of a dump that would reach out, call home or leave code behind in a database that loads it (SAFETY S15).

Nothing is ever run here. Words are looked for in statements only, never in the strings within them.
"""

import re
from typing import Final

from leakverify.model.tripwire import Trap
from leakverify.sources.table import Traps

_CALLS: Final = (
    "load_file|load_extension|readfile|writefile|edit|fts3_tokenizer|sys_exec|sys_eval|lib_mysqludf_\\w+"
    "|pg_read_file|pg_read_binary_file|pg_ls_dir|pg_stat_file|pg_file_write|lo_import|lo_export|pg_execute_server_program"
    "|xp_\\w+|sp_oa\\w+|sp_configure|openrowset|opendatasource|fn_get_audit_file"
    "|utl_http\\.\\w+|utl_file\\.\\w+|utl_tcp\\.\\w+|utl_smtp\\.\\w+|utl_inaddr\\.\\w+|httpuritype|dbms_scheduler\\.\\w+|dbms_ldap\\.\\w+"
)
_REMOTE_CALLS: Final = "dblink\\w*|openquery|mysql_fdw\\w*|postgres_fdw\\w*|pg_create_(?:logical|physical)_replication_slot|pg_replication_\\w+"
_OUTSIDE: Final = re.compile(
    rf"\bLOAD\s+(?:DATA|XML|INDEX\s+INTO)\b|\bINTO\s+(?:OUTFILE|DUMPFILE)\b|\bATTACH\s+(?:DATABASE\s+)?\S|\b(?:{_CALLS})\s*\("
    r"|\bCOPY\b[^;]*?\b(?:FROM|TO)\s+(?:PROGRAM\b|'')|\bSONAME\b|\bINSTALL\s+(?:PLUGIN|COMPONENT|SONAME)\b|\bVACUUM\s+(?:\w+\s+)?INTO\b"
    r"|\b(?:xp_cmdshell|sp_oacreate|sp_configure|bulk\s+insert|openrowset|opendatasource)\b|\bDATA\s+DIRECTORY\b"
    r"|\bCREATE\s+EXTENSION\b[^;]*?\b(?:file_fdw|adminpack|pl\w+u|plsh|http|pg_net)\b|\bLANGUAGE\s+(?:C|pl\w+u|plsh|java)\b|\bLANGUAGE\s+''"
    r"|\b(?:CREATE|ALTER|DROP)\s+(?:USER|ROLE|LOGIN)\b(?!\s+MAPPING)|^\s*GRANT\b|\bSET\s+PASSWORD\b|\bDROP\s+(?:DATABASE|SCHEMA)\b"
    r"|\bSET\s+(?:GLOBAL|PERSIST)\b|\bALTER\s+SYSTEM\b|\bCREATE\s+(?:OR\s+REPLACE\s+)?(?:DIRECTORY|ASSEMBLY|LIBRARY)\b|\bPRAGMA\s+writable_schema\b",
    re.IGNORECASE,
)
_REPLICATION: Final = re.compile(
    r"\bCHANGE\s+(?:MASTER|REPLICATION)\b|\b(?:START|RESET)\s+(?:ALL\s+)?(?:SLAVE|REPLICA|GROUP_REPLICATION)\b"
    r"|\b(?:CREATE|ALTER)\s+(?:SUBSCRIPTION|PUBLICATION|SERVER|USER\s+MAPPING|FOREIGN\s+(?:TABLE|DATA\s+WRAPPER))\b"
    r"|\bIMPORT\s+FOREIGN\s+SCHEMA\b|\bENGINE\s*=?\s*(?:FEDERATEDX?|CONNECT|SPIDER)\b|\bDATABASE\s+LINK\b|\bsp_addlinkedserver\b"
    rf"|\b(?:{_REMOTE_CALLS})\s*\(|\bCREATE\s+EXTENSION\b[^;]*?\b(?:dblink|\w+_fdw)\b",
    re.IGNORECASE,
)
_CODE: Final = re.compile(
    r"^\s*(?:(?:CREATE|ALTER)\b[^;(]*?\b(?:TRIGGER|PROCEDURE|PROC|FUNCTION|EVENT|VIEW|RULE|PACKAGE|AGGREGATE|OPERATOR|TYPE\s+BODY)\b"
    r"|DO\b|CALL\b|EXEC(?:UTE)?\b|PREPARE\b|BEGIN\s+(?!TRAN|WORK|IMMEDIATE|EXCLUSIVE|DEFERRED|ISOLATION|READ)\w|CREATE\s+VIRTUAL\s+TABLE\b)",
    re.IGNORECASE,
)
_COMMAND: Final = re.compile(
    r"\\(?:!|\.|copy|i|ir|include\w*|o|out|w|write|g|gx|e|edit|ef|ev|s|setenv|lo_import|lo_export|T|P|r|R)(?![\w-])"
    r"|\.(?:shell|system|load|import|open|output|once|read|excel|log|save|backup|clone|archive|ar|restore|cd|www|edit)\b"
    r"|(?:SYSTEM|SOURCE|HOST|TEE|PAGER|EDIT|SPOOL)\s+\S|[@!]",
    re.IGNORECASE,
)
_SPACE: Final = re.compile(rb"(?:\s|/\*M?!\d*|\*/)+")
_ODD_CALL: Final = re.compile(rf"\b(?:{_CALLS})\s*\(", re.IGNORECASE)
_ODD_REMOTE: Final = re.compile(rf"\b(?:{_REMOTE_CALLS})\s*\(", re.IGNORECASE)
_STRING: Final = {
    True: re.compile(rb"'(?:[^'\\]++|\\.|'')*+'", re.DOTALL),
    False: re.compile(rb"'(?:[^']++|'')*+'"),
}


def note_statement(traps: Traps, statement: bytes) -> None:
    """Count what a statement would do; its strings were left out of it."""
    text = _SPACE.sub(b" ", statement).decode("utf-8", "replace")
    if _OUTSIDE.search(text):
        traps.note(Trap.SQL_OUTSIDE)
    if _REPLICATION.search(text):
        traps.note(Trap.SQL_REPLICATION)
    if _CODE.match(text):
        traps.note(Trap.SQL_CODE)


def note_command(traps: Traps, line: bytes) -> None:
    """Count what a line would make a client program do."""
    if _COMMAND.match(line.decode("utf-8", "replace")):
        traps.note(Trap.SQL_OUTSIDE)


def note_call(traps: Traps, raw: bytes, *, backslash: bool) -> None:
    """Count what a call among a tuple's values would do."""
    text = _STRING[backslash].sub(b"''", raw).decode("utf-8", "replace")
    if _ODD_CALL.search(text):
        traps.note(Trap.SQL_OUTSIDE)
    if _ODD_REMOTE.search(text):
        traps.note(Trap.SQL_REPLICATION)
