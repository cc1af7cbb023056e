"""Readers of database and columnar files, each imported when a file needs it: their libraries are heavy."""

from leakverify.model.errors import UnreadableInput
from leakverify.sources.inputs import ContentInput
from leakverify.sources.signature import Container
from leakverify.sources.table import TableReader


def open_database(kind: Container, given: ContentInput) -> TableReader:
    """The table in a database or columnar file.

    Raises:
        UnreadableInput: what the format's reader says.
        UsageProblem: `NO_SUCH_TABLE`.
    """
    match kind:
        case Container.SQLITE:
            from leakverify.sources.binary.sqlite_table import open_sqlite

            return open_sqlite(given)
        case Container.PARQUET:
            from leakverify.sources.binary.parquet_table import open_parquet

            return open_parquet(given)
        case Container.ARROW:
            from leakverify.sources.binary.arrow_table import open_arrow

            return open_arrow(given)
        case Container.BSON:
            from leakverify.sources.binary.bson_table import open_bson

            return open_bson(given)
        case _:
            raise UnreadableInput("UNSUPPORTED_DATABASE")
