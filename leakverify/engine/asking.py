"""What an export asks of a talk: which texts are cells, the rows that a finding names, the answers of mail domains, labels of leaks."""

from leakverify.engine.export import Asked, Texts
from leakverify.engine.talk import Talk
from leakverify.engine.writer_client import render_pdf
from leakverify.model.errors import ChildDied


def asked_of(talk: Talk) -> Asked:
    """The talk's scan and rows, and the writer. Where the analyst is gone, everything that it would be asked about is withheld."""

    def scan(texts: Texts) -> frozenset[str]:
        try:
            return talk.scan(texts)
        except ChildDied:
            return frozenset(texts)

    return Asked(scan, talk.rows_of, render_pdf, talk.answered, talk.leaks)
