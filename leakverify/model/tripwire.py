"""What in a file would act, call home or hide if another program opened it: told before anybody goes on (SAFETY T1, T2)."""

from dataclasses import dataclass
from enum import StrEnum


class Trap(StrEnum):
    """Each sort of tripwire; `words.tripwires` says what it means and what to do."""

    EXTERNAL_LINK = "external_link"
    REMOTE_TEMPLATE = "remote_template"
    DDE = "dde"
    CALLING_FORMULA = "calling_formula"
    FORMULA = "formula"
    MACRO = "macro"
    EMBEDDED_OBJECT = "embedded_object"
    DATA_CONNECTION = "data_connection"
    HYPERLINK = "hyperlink"
    MARKUP_LINK = "markup_link"
    SCRIPT = "script"
    SQL_OUTSIDE = "sql_outside"
    SQL_REPLICATION = "sql_replication"
    SQL_CODE = "sql_code"
    CANARY = "canary"
    TRACKING_URL = "tracking_url"
    READ_RECEIPT = "read_receipt"
    SHARE_PATH = "share_path"
    BIDI = "bidi"
    ZERO_WIDTH = "zero_width"
    HIDDEN_SHEET = "hidden_sheet"
    HIDDEN_ROWS = "hidden_rows"
    HIDDEN_COLUMNS = "hidden_columns"
    VIEW_OR_TRIGGER = "view_or_trigger"
    SIDE_FILE = "side_file"
    ENTITY = "entity"
    UNSAFE_NAME = "unsafe_name"
    SPECIAL_MEMBER = "special_member"
    PROPERTIES = "properties"
    ADVERT = "advert"


@dataclass(frozen=True, slots=True)
class Tripwire:
    """One sort of trap and how often it was met. `rows` are up to 100 record numbers from 1, where they are known."""

    trap: Trap
    count: int
    rows: tuple[int, ...] = ()


class Property(StrEnum):
    """What a file tells of its making: shown to the user, never in a shareable report."""

    AUTHOR = "author"
    LAST_AUTHOR = "last_author"
    COMPANY = "company"
    PROGRAM = "program"
    TITLE = "title"
    PATH = "path"
    CREATED = "created"
    MODIFIED = "modified"
    PRINTED = "printed"
    TEMPLATE = "template"


@dataclass(frozen=True, slots=True)
class FileProperty:
    """One leftover of a file's making, as it was written there."""

    what: Property
    text: str
