"""What is said when something did not go as asked: errors (what, where, what to do) and reasons of checks."""

import string
from typing import Final

from leakverify.words.call_problems import CALL_ERRORS
from leakverify.words.case_problems import CASE_ERRORS
from leakverify.words.cluster_problems import CLUSTER_ERRORS
from leakverify.words.dossier_problems import DOSSIER_ERRORS, missing_files
from leakverify.words.language import _
from leakverify.words.numbers import count
from leakverify.words.phrases import N_
from leakverify.words.vault_problems import VAULT_ERRORS, VAULT_REASONS

ERRORS: Final = (
    CALL_ERRORS
    | CASE_ERRORS
    | CLUSTER_ERRORS
    | DOSSIER_ERRORS
    | VAULT_ERRORS
    | {
        "EMPTY_FILE": N_("The file is empty. Ask for it again, or check that it was copied whole."),
        "NO_FILE": N_("No file was given. Choose a file."),
        "NO_SUCH_FILE": N_("There is no such file. Check the name and the folder."),
        "NOT_FOUND": N_("There is no such file. Check the name and the folder."),
        "NOT_A_FILE": N_(
            "This is not a regular file. Choose a file, not a folder, a device or a pipe. A folder of mails can be opened once it is packed as ZIP or tar."
        ),
        "NO_PERMISSION": N_("The file may not be read with your account's rights."),
        "CANNOT_OPEN": N_(
            "The file cannot be opened. Check that the disk is still connected and the name is whole."
        ),
        "NOT_A_TABLE": N_(
            "No table was found in this file. Leakverify reads rows and columns: text tables, spreadsheets, JSON, database dumps."
        ),
        "TOO_MANY_COLUMNS": N_("The file has more columns than the limit of {limit}."),
        "COLUMNS_DIFFER": N_(
            "The files do not have the same columns: file {file} differs at column {column}. Open them one by one."
        ),
        "PASSWORD_NEEDED": N_(
            "The file is protected by a password. Give the password: the window asks for it, the command line takes --read password-file=FILE."
        ),
        "PASSWORD_WRONG": N_(
            "The password does not open this file. Type it again, with capitals and spaces as they were given to you. If it is right, the file is damaged."
        ),
        "PASSWORD_ROUNDS": N_(
            "Trying a password on this file takes more than {limit} steps, as traps do. It was not tried. Unlock a copy with the program that made it, and open the copy."
        ),
        "ARCHIVE_RATIO": N_(
            "The archive grows to more than {limit} times its size when unpacked, as traps do. It was not unpacked."
        ),
        "ARCHIVE_TOO_BIG": N_(
            "The archive holds more than the limit of {limit} bytes. Unpack it and open the table inside."
        ),
        "ARCHIVE_MEMBERS": N_(
            "The archive holds more entries than the limit of {limit}. It was not unpacked."
        ),
        "ARCHIVE_OVERLAP": N_("The archive's entries overlap, as traps do. It was not unpacked."),
        "ARCHIVE_LINK": N_("The archive holds a link instead of a table. It was not followed."),
        "ARCHIVE_NESTING": N_(
            "The archive is nested more than {limit} deep. Unpack the inner archives first."
        ),
        "ARCHIVE_DICTIONARY": N_(
            "Unpacking this file needs more memory than the limit of {limit} bytes, as traps do. It was not unpacked."
        ),
        "ARCHIVE_CUT": N_(
            "The archive ends before its table of contents, as a broken download or one part of a split archive does. Get all of it, join the parts, and open the whole."
        ),
        "ARCHIVE_EMPTY": N_("The archive holds no file with anything in it."),
        "ARCHIVE_BROKEN": N_("The archive is damaged and cannot be unpacked. Ask for it again."),
        "XLSX_DOCTYPE": N_(
            "The spreadsheet declares a document type of its own, which tables never need and attacks do. It was not read."
        ),
        "XML_DOCTYPE": N_(
            "The XML file declares entities or a document type of its own, which tables never need and attacks do. It was not read. Ask for an export as CSV."
        ),
        "WORKBOOK_BROKEN": N_(
            "The spreadsheet is damaged or is none. Save it again from the program that made it, or export it as CSV."
        ),
        "PARSER_LIMIT": N_(
            "The file claims a size far beyond the limit of {limit}. Export the table as CSV and open that."
        ),
        "WORKBOOK_TOO_BIG": N_(
            "The sheet has {cells} cells, more than fit in memory at once. Save the sheet as CSV in a spreadsheet program and open that: CSV has no such limit."
        ),
        "UNSUPPORTED_PDF": N_(
            "This is a PDF document, not a table. Export the table it shows as CSV or XLSX."
        ),
        "UNSUPPORTED_IMAGE": N_("This is a picture, not a table."),
        "UNSUPPORTED_MEDIA": N_("This is a sound or a film, not a table."),
        "UNSUPPORTED_ARCHIVE": N_(
            "This kind of archive cannot be opened here. Unpack it with 7-Zip on Windows, with The Unarchiver on a Mac, or with "
            "file-roller on Linux. Then open the table inside, or pack it as ZIP."
        ),
        "UNSUPPORTED_RAR": N_(
            "This is a RAR archive, which free programs may not pack and few unpack. Unpack it with 7-Zip on Windows, with The "
            "Unarchiver on a Mac, or with unrar on Linux. Then open the table inside, or pack it as ZIP or 7z."
        ),
        "UNSUPPORTED_SPLIT": N_(
            "This is one part of a split archive. Put all parts into one folder and unpack the first with 7-Zip or The Unarchiver. "
            "Then open the table inside."
        ),
        "UNSUPPORTED_STREAM": N_(
            "This file is packed in a way that cannot be read here (LZ4, lzip, LZO, compress or Snappy). Unpack it with its own program (lz4 -d, lzip -d, lzop -d, uncompress) and open the table inside."
        ),
        "UNSUPPORTED_COMPRESSION": N_(
            "The archive uses a compression that cannot be read here. Unpack it with 7-Zip or The Unarchiver and open the table inside."
        ),
        "UNSUPPORTED_ENCRYPTION": N_(
            "The file is encrypted in a way that cannot be read here. Decrypt a copy with the program that encrypted it, such as GnuPG, age or openssl, and open the copy."
        ),
        "UNSUPPORTED_ODS_LOCK": N_(
            "This OpenDocument spreadsheet is locked in a way that cannot be opened here. Open a copy in LibreOffice, save it again without a password, and open that."
        ),
        "UNSUPPORTED_DISK": N_(
            "This is the image of a disk. Open it with 7-Zip or The Unarchiver, or mount it read-only. Then open the table inside. "
            "Start nothing that lies on it."
        ),
        "DATABASE_BROKEN": N_(
            "The database file is damaged and cannot be opened. Ask for it again, or for an export of its tables as CSV."
        ),
        "COLUMNAR_BROKEN": N_(
            "This Parquet or Arrow file is damaged or cut off. Such a file cannot be read without its end: ask for it again, or for an export as CSV."
        ),
        "COLUMNAR_LOCKED": N_(
            "This Parquet file is encrypted. Ask for an export as CSV from somebody who has the key."
        ),
        "COLUMNAR_OLD": N_(
            "This is a Feather file of the first version, which is no longer read. Save it again as Feather version 2, Parquet or CSV."
        ),
        "BSON_BROKEN": N_(
            "This MongoDB file is damaged from its first record on. Ask for it again, or for an export by mongoexport."
        ),
        "UNSUPPORTED_DATABASE": N_(
            "This is a database file. Export the table as CSV and open that."
        ),
        "UNSUPPORTED_ACCESS": N_(
            "This is a Microsoft Access database. With the package mdbtools, list its tables by mdb-tables FILE and save one by "
            "mdb-export FILE TABLE > table.csv. Or export it as CSV from Access."
        ),
        "UNSUPPORTED_PGDUMP": N_(
            "This is a PostgreSQL dump in PostgreSQL's own format. Turn it into text with pg_restore -f dump.sql FILE, which needs no server, and open that."
        ),
        "UNSUPPORTED_PST": N_(
            "This is an Outlook mailbox. Turn it into mbox files with readpst FILE (package pst-utils) and open one of those."
        ),
        "UNSUPPORTED_HADOOP": N_(
            "This is an ORC or Avro file, as big data systems write. Convert it to Parquet, CSV or JSON lines (avro-tools tojson FILE, orc-contents FILE) and open that."
        ),
        "UNSUPPORTED_SCIENCE": N_(
            "This is an HDF5 or NetCDF file. Export the table as CSV (h5dump -d DATASET FILE, ncdump FILE) and open that."
        ),
        "UNSUPPORTED_STATISTICS": N_(
            "This is the file of a statistics program (SPSS, SAS or Stata). Export the table as CSV, with PSPP for SPSS files or with readstat FILE table.csv, and open that."
        ),
        "UNSUPPORTED_R": N_(
            "This is a file of the program R, which can run code when loaded. Ask for CSV; if that cannot be had, load it in R on a machine without anything else and use write.csv."
        ),
        "UNSUPPORTED_NUMPY": N_(
            "This is a NumPy array, which can hold pickled objects that run code when opened. Ask for CSV, or save it with numpy.load(FILE, allow_pickle=False) and numpy.savetxt."
        ),
        "UNSUPPORTED_MARKUP": N_(
            "This is a web page, a drawing or an XML document in which no table was found. If a program shows one, save it as CSV and open that."
        ),
        "UNSUPPORTED_PICKLE": N_(
            "This is a pickled Python object, which can run code when opened. It is never opened; ask for CSV."
        ),
        "UNSUPPORTED_SHORTCUT": N_(
            "This is a Windows shortcut, which starts a program when opened. It holds no data. Do not click it, and tell your "
            "security adviser."
        ),
        "UNSUPPORTED_PROGRAM": N_("This is a program, not a table. Do not start it."),
        "UNSUPPORTED_DOCUMENT": N_(
            "This is a text document, not a table. Export the table it holds as CSV or XLSX."
        ),
        "UNSUPPORTED_BINARY": N_(
            "This is a binary file of an unknown kind. Ask in what program it was made, and for an export as CSV."
        ),
        "NO_SUCH_TABLE": N_("The file holds no table of that name."),
        "UNKNOWN_ENCODING": N_(
            "This text encoding is not known. Choose another, such as utf-8 or windows-1252."
        ),
        "DELIMITER_NOT_ONE_CHARACTER": N_("A delimiter is one character, such as ; or a tab."),
        "LOOK_UP_DIED": N_(
            "The process that asks ended without a word. Nothing was asked by another way. Try again."
        ),
        "LOOK_UP_UNAVAILABLE": N_(
            "This build of the program asks no network at all. Write the list of domains, look it up on another computer with a full build, and give the answers here."
        ),
        "WAY_UNKNOWN": N_(
            "This way of asking is not known. Use system, dot:ADDRESS#NAME or doh:https://NAME/PATH@ADDRESS."
        ),
        "WAY_ADDRESS": N_(
            "The resolver's IP address is missing or wrong. Its name is never looked up here: give the address (dot:9.9.9.9#dns.quad9.net), or a proxy that finds it."
        ),
        "WAY_NAME": N_("The resolver's name is not a name such as dns.quad9.net."),
        "WAY_PORT": N_("A port is a number from 1 to 65535."),
        "WAY_PATH": N_("The resolver's path is not one such as /dns-query."),
        "WAY_PROXY": N_(
            "The proxy is not an IP address with a port, such as 127.0.0.1:9050 for Tor."
        ),
        "WAY_OWN_BEHIND_PROXY": N_(
            "This computer's own resolver cannot be reached through a proxy. Choose an "
            "encrypted way, or name another resolver."
        ),
        "WAY_NO_NAMESERVER": N_(
            "This computer names no resolver of its own. Choose an encrypted way, or name a resolver."
        ),
        "WAY_AUTHORITIES": N_("The file of root certificates holds none, or cannot be read."),
        "WAY_NO_ROOTS": N_(
            "This computer has no root certificates, so it could not check that of a resolver. Install the package "
            "ca-certificates, or give a file of roots."
        ),
        "ANSWERS_OF_ANOTHER_SAMPLE": N_(
            "None of the domains in these answers is in this sample. Choose the answers to the list that was written from it."
        ),
        "UNKNOWN_DOMAIN": N_(
            "Domain {entry} of those named is not among the sample's mail domains, or cannot exist."
        ),
        "NO_MAIL_DOMAINS": N_(
            "No column of this sample holds mail addresses with a domain that could be asked for, so there is nothing to write."
        ),
        "BAD_DOMAIN_LIST": N_(
            "The list of domains cannot be read at line {line}. Its first line is “# leakverify domains 1 sha256:…”, then comes one domain a line, in small letters, without an address. Write it anew from the sample."
        ),
        "DOMAIN_LIST_CHANGED": N_(
            "The list of domains was changed after it was written: its lines do not fit the hash in its first line. Write it anew from the sample."
        ),
        "BAD_ANSWERS": N_(
            "The file of answers cannot be read at line {line}. Copy it again from the machine that asked."
        ),
        "ANSWERS_CHANGED": N_(
            "The answers were changed after they were written: they do not fit the hash in their last line. Copy the file again, or look the list up again."
        ),
        "ANSWERS_OF_ANOTHER_LIST": N_(
            "These answers belong to another list of domains. Choose the answers to the list that was written from this sample."
        ),
        "BAD_SETTING_FILE": N_(
            "The file with the password or the keys cannot be read as text, or is too long."
        ),
        "BAD_OPTION": N_("The option {option} cannot be followed."),
        "BAD_DKIM_KEY": N_(
            "Line {line} of the key file cannot be followed. A line holds selector._domainkey.domain, a blank, and the text record, such as v=DKIM1; k=rsa; p=…"
        ),
        "BAD_CLAIM": N_("The claim sheet cannot be followed: {key}."),
        "BAD_OUTSIDE": N_("What is known from outside the file cannot be followed: {key}."),
        "CALLS_OF_ANOTHER_SAMPLE": N_(
            "Sheet {sheet} is about other files than the sample. Give the files that its rows were drawn from."
        ),
        "BAD_COLUMNS": N_("The column map cannot be followed: {key}."),
        "TOO_MANY_CALLS": N_(
            "{calls} rows cannot be drawn: the file has {rows} that may be called, and a draw takes at most {limit}. Ask for fewer calls, or a smaller reserve."
        ),
        "ROW_NOT_THERE": N_(
            "Row {row} cannot be excluded: the file has {rows}. Rows are counted from 1, the header not, over all files in their order."
        ),
        "BAD_SEED": N_(
            "The seed or case number cannot be used: it must be printable text without space at its ends, at most 500 characters in all."
        ),
        "UNKNOWN_DIVISION": N_(
            "The file has no column of that name or number to divide the draw by. Name a column, or position."
        ),
        "NO_DIVIDING_COLUMN": N_(
            "A draw can be divided only by region, town, country, postcode, phone or mail address. If the column holds one of these, "
            "say so: with --columns, or in the window's columns."
        ),
        "UNKNOWN_COLUMN": N_(
            "The column map names a column that the file does not have: entry {entry}."
        ),
        "UNKNOWN_ROLE": N_("The column map gives a role that does not exist: entry {entry}."),
        "ENGINE_UNAVAILABLE": N_("This engine is not available in this build."),
        "CHILD_NOT_STARTED": N_(
            "The locked reader could not be started. The installation may be damaged; install the program again."
        ),
        "CHILD_DIED": N_(
            "The locked reader ended without a word, as it does when a file breaks it or memory runs out. What had been read was kept."
        ),
        "WORKER_PROTOCOL": N_(
            "The locked reader said something that it may not say, and was ended. The file may be an attack."
        ),
        "MEMORY_LIMIT": N_(
            "The file needs more memory than the limit. The rows read so far were kept."
        ),
        "CANCELLED": N_("Stopped as you asked. What was read and checked so far was kept."),
        "OUTPUT_EXISTS": N_("The report would overwrite the sample. Choose another name."),
        "OUTPUT_FAILED": N_(
            "The report could not be written there. Choose another folder, or free some space."
        ),
        "TEXTS_WITHHELD": N_(
            "Texts of the report that equal personal cells of the sample: {number}. Each will read “[withheld]”. Nothing is written yet."
        ),
        "OUTPUT_FORMAT": N_(
            "A report ends in .pdf, .html or .json, a dossier in .lvdossier. Choose one of these endings."
        ),
        "STOPPED_TRUNCATED": N_(
            "The file ends in the middle, as a broken download does. The result is about the rows before that."
        ),
        "STOPPED_LIMIT": N_(
            "A limit of rows, memory or line length was reached. The result is about the rows that were read before that."
        ),
        "STOPPED_CRASH": N_(
            "The locked reader ended early, as it does when a file breaks it or memory runs out. The result is about what had been read and checked."
        ),
        "STOPPED_CANCELLED": N_(
            "Stopped as you asked. The result is about what had been read and checked."
        ),
        "INTERNAL": N_("Something went wrong inside the program. Your file is unchanged."),
    }
)

REASONS: Final = VAULT_REASONS | {
    "NO_COLUMN": N_("The file has no column that this check looks at."),
    "FEW_ROWS": N_("Too few rows for this check to tell anything."),
    "FEW_VALUES": N_("Too few filled cells for this check to tell anything."),
    "NO_TABLE": N_("The program has no reference table for this country."),
    "NO_COUNTRY": N_(
        "The country of these rows is not known. Fill in the claim to enable this check."
    ),
    "NO_CLAIM": N_("The claim does not say what this check compares with."),
    "NO_EARLIER": N_("No earlier file was given to compare with."),
    "ANSWERS_DOUBTFUL": N_(
        "The resolver says of several great mail providers that they do not exist or take no mail. So none of its answers is "
        "used. Ask another resolver."
    ),
    "NO_LOOK_UP": N_(
        "No mail domain was looked up: nothing is asked of a network unless you say so."
    ),
    "OWN_EARLIER": N_(
        "An earlier file is an older export of the same organisation. Record numbers or dates "
        "are kept, and newer people or later changes follow. Nothing is held against the "
        "sample for it."
    ),
    "COVERS_ALL": N_(
        "The earlier file holds most of other, unrelated earlier files as well. It covers everybody and tells nothing of this sample."
    ),
    "FEW_SHARED": N_("Too few rows stand in an earlier file for this check to tell anything."),
    "FEW_SLIPS": N_("The sample has too few slips of the pen for this check to tell anything."),
    "NO_WEEKEND": N_(
        "No two days of the week in a row are quiet, so there is no weekend to look for."
    ),
    "SORTED": N_("One of the two files is sorted by a column, so its order tells nothing."),
    "NO_TIME": N_("These dates have no time of day."),
    "NARROW_RANGE": N_("The numbers span too small a range for this check."),
    "CONSTANT": N_("The column holds one value only."),
    "NOT_SERIAL": N_("These are not running numbers."),
    "NO_NUMBERS": N_("The column holds no numbers."),
    "NO_EMBEDDED_TIME": N_("These identifiers carry no time."),
    "REVERSED": N_("The two dates run the other way, so the columns mean something else."),
    "PLANNED": N_("Many of these dates lie ahead, so the column holds plans, terms or expiries."),
    "MIGRATED": N_("These identifiers were all made on one day, when the records were moved."),
    "NO_SUM": N_("No column is the sum of others."),
    "NO_DATE_PART": N_("No column says a part of a date once more."),
    "NO_SEQUENCE": N_("Neither of two dates is the earlier one in nearly all rows."),
    "REPEATED_UNITS": N_(
        "The rows come in sets of one size, as visits, months or an export made twice do."
    ),
    "NO_DEPENDENCE": N_("No column settles a figure or date of another."),
    "NO_ORDER": N_("The rows are in the order of no column."),
    "NO_HABIT": N_("The dates keep to no habit that this check knows."),
    "NO_SHORT_LIST": N_("No column holds a short list of values with enough rows for each."),
    "NO_PARTNERS": N_("No two columns spell the same things."),
    "NO_BANNER": N_("The file is no database dump that says when it was made."),
    "NO_RULE": N_("No column is a digest of another."),
    "NO_FIXED_END": N_("Too few password hashes of a form whose end is fixed."),
    "NO_PLAIN_DIGESTS": N_("Too few plain digests for this check to tell anything."),
    "SALTED": N_("The passwords are salted, so equal ones do not look equal."),
    "NO_CURRENCY": N_("Too few amounts carry a currency."),
    "SIGNED": N_("Negative numbers are normal in this column."),
    "NOT_A_DRAW": N_("These record numbers are not a random draw, so they do not tell the size."),
    "CHECK_FAILED": N_("The check broke off. The others are not touched by this."),
}


def error_sentence(code: str, place: dict[str, str | int] | None = None) -> str:
    """What happened, where, and what to do."""
    text = _(ERRORS.get(code, ERRORS["INTERNAL"]))
    place = place or {}
    if code == "VERIFY_FILES_MISSING":
        place = {"missing": missing_files(place)}
    return _fill(text, place)


def reason_sentence(code: str) -> str:
    """Why a check was not made, and what would enable it."""
    return _(REASONS.get(code, N_("This check does not apply to this file.")))


def _fill(text: str, place: dict[str, str | int]) -> str:
    """Put numbers and closed words into a sentence; an unknown field becomes a dash."""
    parts = []
    for literal, field, _spec, _conversion in string.Formatter().parse(text):
        parts.append(literal)
        if field is not None:
            value = place.get(field, "–")
            parts.append(count(value) if isinstance(value, int) else value)
    return "".join(parts)
