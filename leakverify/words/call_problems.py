"""What is said when a plan of calls, a sheet or a call cannot be taken."""

from typing import Final

from leakverify.words.phrases import N_

CALL_ERRORS: Final = {
    "BAD_SCRIPT": N_(
        "Line {line} of the script cannot be used. A script begins with # leakverify script 1; its parts and blanks are those of the script that "
        "leakverify calls script writes."
    ),
    "SCRIPT_STEP_MISSING": N_("Step {step} of the script is missing. All five steps are needed."),
    "BAD_CALL_SHEET": N_(
        "This is no sheet of calls, or it is damaged. Take the file that leakverify wrote (.lvcalls)."
    ),
    "CALL_PLAN_CHANGED": N_(
        "The plan in this sheet is not the one that was fixed: it was changed afterwards. Use the sheet as it was first written."
    ),
    "BAD_CALL_PLAN": N_(
        "No plan can be made of this: a text is too long or holds control characters, or a number is out of its range."
    ),
    "BAD_DRAW_RECORD": N_(
        "This is no record of a draw. Take the file that leakverify draw --json wrote, as it was written."
    ),
    "CALL_WITHOUT_SAMPLE": N_(
        "Give either the sample with --calls, or the record of a draw with --draw."
    ),
    "NOT_THIS_SAMPLE": N_(
        "The plan was made for other files: their SHA-256 differs. Give the files of the draw, in the same order."
    ),
    "NO_TERMINAL": N_("The call desk shows one card at a time and needs a terminal."),
    "NO_PHONE_COLUMN": N_(
        "No column holds telephone numbers. Say which one does with --columns, if there is one."
    ),
    "ORGANISATION_NAMED": N_(
        "Step {step} of the script names the organisation. The person called has to name it first: take it out of the script."
    ),
    "FILE_EXISTS": N_(
        "There is a file of that name already. It is not overwritten: choose another name."
    ),
    "BAD_LOOKS": N_(
        "Looks are one to three counts of answers, rising, such as 10,17,22, and no more than the {rows} rows that can be called."
    ),
    "STORY_ROW_DRAWN": N_(
        "Row {row} carries the story and was drawn too. Exclude such rows from the draw: they are called anyway, and not by chance."
    ),
    "OTHER_CALL_PLAN": N_(
        "Sheet {sheet} belongs to another plan than the first. Only sheets of one plan can be merged."
    ),
    "BAD_CALLERS": N_("Give each caller's initials once, up to eight letters each, such as AB,CD."),
    "SHARE_OF_A_SHARE": N_("This sheet is one caller's part. Share the whole sheet instead."),
    "CALL_SHEET_FULL": N_("A sheet takes no more than {limit} calls."),
    "BAD_CALL": N_(
        "This call cannot be noted. See whether the moment, the count of fields and the note are within their range. Fields and "
        "a wrong fact can be noted only for somebody who talked about the entry."
    ),
    "CALL_NEEDS_INITIALS": N_("Give the initials of whoever called, up to eight letters."),
    "CALL_ROW_NOT_PLANNED": N_("Row {row} is not in the plan. Only planned rows are called."),
    "CALL_ROW_NOT_YOURS": N_("Row {row} is another caller's. Note it in that sheet."),
    "FOIL_NOT_PLANNED": N_(
        "At row {row} no question with something wrong in it was planned. Chance chose the rows for it before the first call."
    ),
    "CALL_OUT_OF_TIME": N_(
        "This call is not later than what the sheet holds already, or it is from before the plan. Check the computer's clock."
    ),
    "CALLS_COMPLETE": N_(
        "The planned number of {answers} answers is reached. A further answer would change a bound that was fixed to be read now."
    ),
    "RESERVE_TOO_EARLY": N_(
        "Row {row} is in reserve. It may be called once a row has ended without an answer: refused, unreachable, or no such number."
    ),
    "RESERVE_OUT_OF_ORDER": N_(
        "Row {row} is in reserve and not the next: the reserve is called in its order, and the next is row {next}."
    ),
}
