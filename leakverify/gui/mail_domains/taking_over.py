"""What the pane of mail domains alone knows, handed on when it is made again in another language."""

from PySide6.QtWidgets import QWidget

from leakverify.gui.mail_domains.table_card import TableCard
from leakverify.model.look_up import Answer


class TakesOver(QWidget):
    """A pane that may go on from another of its kind: what is ticked stays, and what was answered so far."""

    table: TableCard
    answers: dict[str, Answer]

    def take_over(self, before: QWidget) -> None:
        """Go on from this one."""
        if isinstance(before, TakesOver):
            self.table.model.ticks = before.table.model.ticks
            self.show_domains()
            self.answers = dict(before.answers)
            self.table.show_answers(self.answers)

    def show_domains(self) -> None:
        """Show the table as it is known now."""
        raise NotImplementedError
