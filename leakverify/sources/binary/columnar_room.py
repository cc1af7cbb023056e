"""How much text a slice of a columnar file may become before it is cut into smaller slices."""


class TooMuch(Exception):  # noqa: N818  (a state, not an error to be told)
    """The slice would become more text than there is room for: take fewer rows."""


class Room:
    """Bytes that are left for one slice; a slice of one row has room without end, but its lists are cut at `cell`."""

    def __init__(self, size: int, cell: int, *, one_row: bool) -> None:
        self.cell = cell
        self.one_row = one_row
        self.cut = 0
        self._size = size
        self._left = size

    def take(self, size: int) -> None:
        """Use some of the room.

        Raises:
            TooMuch: there is not so much left.
        """
        self._left -= size
        if self._left < 0 and not self.one_row:
            raise TooMuch

    def shared(self) -> "Room":
        """Room for values that are held once, whatever the number of rows; they lie in memory already."""
        return Room(self._size, self.cell, one_row=True)
