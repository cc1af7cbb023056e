"""What a file would do in another program, and what it tells of its making: sentences and names."""

from collections.abc import Iterable
from typing import Final

from leakverify.model.tripwire import Property, Trap, Tripwire
from leakverify.words.language import _
from leakverify.words.lists import listed
from leakverify.words.numbers import count
from leakverify.words.phrases import N_

_ROWS_NAMED: Final = 5

TRAPS: Final = {
    Trap.EXTERNAL_LINK: (
        N_("links to other files or addresses"),
        N_(
            "A spreadsheet program may fetch them when the file is opened, and so tell who reads it."
        ),
    ),
    Trap.REMOTE_TEMPLATE: (
        N_("a template or picture that lies elsewhere"),
        N_("An office program fetches it when the file is opened, and so tells who reads it."),
    ),
    Trap.DDE: (
        N_("a DDE link, which can start programs"),
        N_("Do not open this file in a spreadsheet program."),
    ),
    Trap.CALLING_FORMULA: (
        N_("formulas that reach out of the file"),
        N_(
            "In a spreadsheet program they can send cells to an address or start something. Here they are text."
        ),
    ),
    Trap.FORMULA: (
        N_("cells with formulas"),
        N_("Their last stored result is read. Nothing is calculated."),
    ),
    Trap.MACRO: (
        N_("macros, which are programs"),
        N_("They are not run here. Do not allow them elsewhere."),
    ),
    Trap.EMBEDDED_OBJECT: (
        N_("embedded objects or attachments that can act"),
        N_("They are not opened here. Do not open them elsewhere."),
    ),
    Trap.DATA_CONNECTION: (
        N_("connections to outside data"),
        N_("A spreadsheet program may call them when the file is opened."),
    ),
    Trap.HYPERLINK: (
        N_("cells with links to open"),
        N_("They do nothing until somebody clicks on them. Do not click on them elsewhere."),
    ),
    Trap.MARKUP_LINK: (
        N_("pictures, links or includes that lie elsewhere"),
        N_("A browser fetches them when the file is opened, and so tells who reads it."),
    ),
    Trap.SCRIPT: (
        N_("scripts"),
        N_("They are not run here. Do not open this file in a browser."),
    ),
    Trap.ADVERT: (
        N_("lines that advertise a channel or a page"),
        N_(
            "Whoever passed the list on put them there. They were left out; do not visit the address."
        ),
    ),
    Trap.SQL_OUTSIDE: (
        N_("SQL statements that reach files, programs, accounts or whole databases"),
        N_("Nothing of a dump is run here. Do not load it into a database server."),
    ),
    Trap.SQL_REPLICATION: (
        N_("SQL statements that connect to another server"),
        N_("A database that loads this dump calls that server, and so tells who reads it."),
    ),
    Trap.SQL_CODE: (
        N_("triggers, routines, events or views in the dump"),
        N_("They are code that a database would run. They are not run here."),
    ),
    Trap.CANARY: (
        N_("names of services that report when they are looked up or opened"),
        N_(
            "Planted on purpose as a rule: whoever opens such a link or looks up such a name is noticed. Do neither."
        ),
    ),
    Trap.TRACKING_URL: (
        N_("web addresses that differ from row to row"),
        N_("Opening one tells its owner which row was read. Do not open them."),
    ),
    Trap.READ_RECEIPT: (
        N_("mails that ask for a receipt when they are read"),
        N_("A mail program may send one, and so tell the sender. Nothing is sent from here."),
    ),
    Trap.SHARE_PATH: (
        N_("paths on network shares, or links to files"),
        N_("Some programs connect to a share as soon as they show such a path."),
    ),
    Trap.BIDI: (
        N_("characters that turn the direction of text"),
        N_("They can make a text look like another. They are shown as codes here."),
    ),
    Trap.ZERO_WIDTH: (
        N_("characters that cannot be seen"),
        N_(
            "They can mark a copy, so that a quotation tells which copy it came from. Do not publish cells copied whole."
        ),
    ),
    Trap.HIDDEN_SHEET: (
        N_("hidden sheets"),
        N_("They can be chosen above like the others."),
    ),
    Trap.HIDDEN_ROWS: (N_("hidden rows"), N_("They are read like the others.")),
    Trap.HIDDEN_COLUMNS: (N_("hidden columns"), N_("They are read like the others.")),
    Trap.VIEW_OR_TRIGGER: (
        N_("views, triggers or virtual tables"),
        N_("They are code inside the database. Only its ordinary tables are read."),
    ),
    Trap.SIDE_FILE: (
        N_("the newest rows may lie in a second file that did not come along"),
        N_("Ask for the file of the same name that ends in -wal, and for both joined into one."),
    ),
    Trap.ENTITY: (
        N_("declarations that could pull in other files"),
        N_("They are not followed."),
    ),
    Trap.UNSAFE_NAME: (
        N_("entries named so that unpacking would write outside the folder"),
        N_("Nothing is unpacked to disk here. Do not unpack this archive elsewhere."),
    ),
    Trap.SPECIAL_MEMBER: (
        N_("links, devices or other entries that are no files"),
        N_("They are passed over."),
    ),
    Trap.PROPERTIES: (
        N_("details of its making, such as names and folders"),
        N_("They are shown to you only and left out of the shareable report."),
    ),
}
"""What was met, and what it means for the reader."""

PROPERTIES: Final = {
    Property.AUTHOR: N_("Author"),
    Property.LAST_AUTHOR: N_("Last changed by"),
    Property.COMPANY: N_("Organisation"),
    Property.PROGRAM: N_("Made with"),
    Property.TITLE: N_("Title"),
    Property.PATH: N_("Folder"),
    Property.CREATED: N_("Made on"),
    Property.MODIFIED: N_("Changed on"),
    Property.PRINTED: N_("Printed on"),
    Property.TEMPLATE: N_("Template"),
}


def trap_line(tripwire: Tripwire) -> str:
    """How often it was met and where, without any cell: "3 × formulas that reach out of the file (rows 4, 7, 9)"."""
    text = f"{count(tripwire.count)} × {_(TRAPS[tripwire.trap][0])}"
    if not tripwire.rows:
        return text
    shown = listed(count(row) for row in tripwire.rows[:_ROWS_NAMED])
    more = ", …" if len(tripwire.rows) > _ROWS_NAMED or tripwire.count > len(tripwire.rows) else ""
    return f"{text} ({_('rows {numbers}').format(numbers=shown + more)})"


def trap_meaning(trap: Trap) -> str:
    """What it means for whoever opens the file elsewhere."""
    return _(TRAPS[trap][1])


def traps_together(files: Iterable[tuple[Tripwire, ...]]) -> tuple[Tripwire, ...]:
    """The tripwires of several files as one list; rows are named where there is one file."""
    every = list(files)
    if len(every) == 1:
        return every[0]
    counts: dict[Trap, int] = {}
    for met in every:
        for tripwire in met:
            counts[tripwire.trap] = counts.get(tripwire.trap, 0) + tripwire.count
    return tuple(Tripwire(trap, counts[trap]) for trap in Trap if trap in counts)


def property_name(what: Property) -> str:
    """What a leftover is called."""
    return _(PROPERTIES[what])
