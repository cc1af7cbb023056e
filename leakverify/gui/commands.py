"""What the window can be told to do, with its keys."""

from functools import partial
from typing import TYPE_CHECKING, Protocol

from leakverify.gui.aside import Aside
from leakverify.gui.case.cabinet import Cabinet
from leakverify.gui.case.windows import CaseWindows
from leakverify.gui.learning.lessons import Lessons
from leakverify.gui.menu import Command, step_scale
from leakverify.gui.session import Session
from leakverify.gui.steps import PEOPLE, REPORT, ROWS, step_names
from leakverify.gui.theme import Look
from leakverify.gui.watch import PANIC_KEYS, vanish
from leakverify.words.say import ui

if TYPE_CHECKING:
    from leakverify.gui.export.pane import ExportPane
    from leakverify.gui.mail_domains.pane import MailDomainsPane
    from leakverify.gui.people.pane import PeoplePane
    from leakverify.gui.rows.pane import RowsPane


class Commandable(Protocol):
    """The part of the window that commands need."""

    aside: Aside
    lessons: Lessons

    @property
    def mail(self) -> "MailDomainsPane":
        """The pane of mail domains."""
        ...

    @property
    def export(self) -> "ExportPane":
        """The pane of reports."""
        ...

    @property
    def rows(self) -> "RowsPane":
        """The pane of rows."""
        ...

    @property
    def people(self) -> "PeoplePane":
        """The pane of people."""
        ...

    def ask_for_files(self) -> None:
        """Let the user choose files."""
        ...

    def go(self, step: int) -> None:
        """Show a pane."""
        ...

    def show_keys(self) -> None:
        """All keys on one page."""
        ...

    def close(self) -> bool:
        """Close the window."""
        ...


def commands_of(window: Commandable, session: Session, look: Look) -> list[Command | None]:
    """What is done with a sample, in the order of the menu; None is a line between groups."""
    stack = session.choices.undo_stack
    panes = step_names()
    return [
        Command(ui("Open a file or a case…"), "Ctrl+O", window.ask_for_files),
        Command(ui("Try an invented sample"), "Ctrl+I", window.lessons.try_sample),
        None,
        Command(ui("Save the report…"), "Ctrl+Shift+S", partial(_save, window)),
        Command(ui("Short form for colleagues…"), "Ctrl+Shift+C", window.aside.show_short_form),
        Command(ui("Verify a dossier…"), "", window.aside.show_verify),
        Command(ui("Older leaks…"), "Ctrl+E", window.aside.show_vault),
        None,
        Command(ui("Undo"), "Ctrl+Z", partial(_undo, window, session)),
        Command(ui("Redo"), "Ctrl+Y", stack.redo),
        Command(ui("History of decisions…"), "Ctrl+H", window.aside.show_history),
        None,
        Command(ui("Run the checks again"), "F5", session.run),
        Command(ui("Stop"), "Esc", partial(_stop, window, session)),
        Command(ui("Mask or show personal data"), "Ctrl+M", session.veil.toggle),
        Command(ui("Find in rows"), "Ctrl+F", partial(_find_text, window), shown=False),
        Command(ui("Go to a row"), "Ctrl+G", partial(_find_record, window), shown=False),
        None,
        *(
            Command(text, f"Ctrl+{i + 1}", partial(window.go, i), shown=False)
            for i, text in enumerate(panes)
        ),
        Command(ui("Larger text"), "Ctrl++", lambda: step_scale(look, 1), shown=False),
        Command(ui("Smaller text"), "Ctrl+-", lambda: step_scale(look, -1), shown=False),
        Command(ui("Plan or make calls"), "Ctrl+D", partial(_call, window)),
        Command(ui("The file at a glance"), "Ctrl+Shift+G", partial(_glance, window)),
        Command(ui("What may be written"), "Ctrl+B", window.aside.show_bound),
        Command(ui("Vanish at once, saving nothing"), PANIC_KEYS, vanish, shown=False),
    ]


def help_commands(window: Commandable) -> list[Command | None]:
    """What teaches and explains, in the order of its menu."""
    return [
        Command(ui("Help for this pane"), "F1", window.lessons.show_pane_help),
        Command(ui("Take the tour"), "", window.lessons.start_tour),
        Command(ui("Glossary"), "Ctrl+K", window.lessons.show_glossary),
        Command(ui("Practise: which list is invented?"), "", window.lessons.show_practice),
        None,
        Command(ui("What this program catches"), "", window.aside.show_museum),
        Command(ui("How it was measured"), "", window.aside.show_model_card),
        Command(ui("Mail domains and look-ups"), "", window.aside.show_mail_help),
        Command(ui("What offline means"), "", window.aside.show_offline),
        Command(ui("Limits of reading"), "", window.aside.show_limits),
        None,
        Command(ui("Version, updates and licences"), "", window.aside.show_program_help),
        Command(ui("Keys"), "Shift+F1", window.show_keys),
    ]


def last_commands(window: Commandable) -> list[Command | None]:
    """What stands at the end of the menu."""
    return [None, Command(ui("Quit"), "Ctrl+Q", window.close)]


def case_commands(cabinet: Cabinet, windows: CaseWindows) -> list[Command | None]:
    """What can be done with the case as a whole, in the order of its menu."""
    return [
        Command(ui("New case"), "Ctrl+N", cabinet.new),
        Command(ui("Save the case"), "Ctrl+S", cabinet.save),
        Command(ui("Save the case elsewhere…"), "", cabinet.save_elsewhere),
        None,
        Command(ui("Notes…"), "Ctrl+T", windows.show_notes),
        Command(ui("Custody log…"), "Ctrl+L", windows.show_log),
        Command(ui("Find the files of the case…"), "", cabinet.find_files),
        None,
        Command(ui("Mask and lock the case"), "Ctrl+Shift+L", windows.lock),
        Command(ui("Change the passphrase…"), "", windows.change_passphrase),
        Command(ui("Destroy the case…"), "", windows.purge),
    ]


def _undo(window: Commandable, session: Session) -> None:
    """Take the last call back where calls are looked at, else undo the last decision."""
    if not window.people.take_back():
        session.choices.undo_stack.undo()


def _call(window: Commandable) -> None:
    """Show the desk of calls, where keys are taken at once."""
    window.go(PEOPLE)
    window.people.take_focus()


def _find_text(window: Commandable) -> None:
    """Show the rows and take a text to find."""
    window.go(ROWS)
    window.rows.bar.ask_text()


def _find_record(window: Commandable) -> None:
    """Show the rows and take the number of one."""
    window.go(ROWS)
    window.rows.bar.ask_record()


def _glance(window: Commandable) -> None:
    """Show the file at a glance, or the table in its place again."""
    window.go(ROWS)
    window.rows.views.show_glance()


def _save(window: Commandable) -> None:
    """Show what leaves, with the button that saves it one key away."""
    window.go(REPORT)
    window.export.save_button.setFocus()


def _stop(window: Commandable, session: Session) -> None:
    """Stop asking for mail domains where that is looked at, else reading and checking."""
    if not window.mail.stop():
        session.cancel()
