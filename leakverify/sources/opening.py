"""One file of any kind into its table: unwrapped, surveyed, and handed to the format's reader."""

from collections.abc import Iterator

from leakverify.limits import Limits
from leakverify.model.sample import ReadSettings
from leakverify.sources.content import Content, GzipContent
from leakverify.sources.signature import Container, container
from leakverify.sources.survey import Survey, survey_blocks
from leakverify.sources.table import TableReader
from leakverify.sources.text_table import open_text
from leakverify.sources.watch import Watch


def open_table(
    content: Content,
    survey: Survey | None,
    settings: ReadSettings,
    limits: Limits,
    watch: Watch,
) -> TableReader:
    """The table in some content; `survey` is None where the content came out of a wrapper."""
    if survey is None:
        survey = survey_blocks(_watched(content, watch))
    match container(survey.head):
        case Container.GZIP:
            return open_table(GzipContent(content, limits), None, settings, limits, watch)
        case _:
            return open_text(content, survey, settings, limits, watch)


def _watched(content: Content, watch: Watch) -> Iterator[bytes]:
    for block in content.blocks():
        watch.at(content.position())
        yield block
