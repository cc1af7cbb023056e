"""What is said when a case could not be opened, saved or destroyed."""

from typing import Final

from leakverify.words.phrases import N_

CASE_ERRORS: Final = {
    "CASE_WRONG_PASSPHRASE": N_(
        "This passphrase does not open the file, or the file is not a case. A case looks like chance to whoever lacks its passphrase, so the two cannot be told apart. Type it again, with capitals and spaces."
    ),
    "CASE_DAMAGED": N_(
        "The case is damaged, or was altered with the passphrase at hand. It was not opened. Take a copy from your backup."
    ),
    "CASE_NEWER": N_(
        "A later version of this program wrote this case in a form that is not known here. Install that version to open it; this one leaves it as it is."
    ),
    "CASE_BROKEN_LOG": N_(
        "The custody log of this case was altered: entry {entry} is the first that does not fit. The case was not opened. Take a copy from your backup, and ask who had the file."
    ),
    "CASE_BROKEN_PART": N_(
        "The part “{part}” of this case is not the one that its custody log tells of. The case was not opened. Take a copy from your backup, and ask who had the file."
    ),
    "CASE_OTHER_SAMPLE": N_(
        "This case is about another sample: the file's SHA-256 is not the one that the case took in. Begin a case of its own for this file."
    ),
    "CASE_UNFINISHED": N_(
        "The last change to this case was cut off, and it cannot be undone here because the folder may not be written to. Copy "
        "the case to another folder, along with the file of the same name that ends in -journal. Then open it there."
    ),
    "CASE_STRAY_FILE": N_(
        "Beside this file stands one of the same name ending in -journal or -wal that this program did not make and that could do harm. Move it away, then open the file."
    ),
    "CASE_BUSY": N_("The case is just being written to by another program. Open it again."),
    "CASE_IN_USE": N_(
        "Another case of that name is open, or was left while it was being written. Close it, or choose another name."
    ),
    "CASE_READ_ONLY": N_(
        "This case was opened for reading only, because it is open elsewhere or may not be written to. Save it under another name to go on."
    ),
    "CASE_GONE": N_(
        "The case file is no longer where it was, or may no longer be written to. Nothing is lost yet: save the case under another name."
    ),
    "CASE_DISK_FULL": N_(
        "The disk is full, so this was not saved. The case is as it was before. Free some space and do it again, or save the case on another disk."
    ),
    "CASE_NOT_WRITTEN": N_(
        "The case could not be written there. What was saved before is untouched. Check that the disk is connected and the folder may be written to, or choose another folder."
    ),
    "CASE_OVERWRITTEN": N_("The output would take the place of the case. Choose another name."),
    "CASE_NOT_SAVED": N_("This case has no file yet. Save it first."),
    "CASE_NOT_PURGED": N_(
        "The case could not be overwritten, or could not be taken away. Check that the disk is connected and the file may be written to, then purge it again. If it no longer opens, its salt is already destroyed: delete the file."
    ),
    "CASE_PASSPHRASE": N_(
        "A passphrase has 1 to 1,024 characters. Five random words are a good one."
    ),
    "CASE_NOT_CONFIRMED": N_(
        "Nothing was purged. Type the number of the case when you are asked, or give it with --number."
    ),
    "CASE_NUMBER": N_("The number of a case is printable text of 1 to 100 characters."),
    "CASE_PART_TOO_LARGE": N_(
        "The part “{part}” is longer than the {limit} bytes that a case takes. It was not saved."
    ),
    "CASE_LOG_FULL": N_(
        "The custody log of this case is full. Purge nothing: export the log, and begin a new case for what follows."
    ),
}
