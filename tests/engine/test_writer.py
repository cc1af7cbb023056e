"""The writer: locked, one job, bounded, and told apart from one that lies."""

import sys

import pytest

from leakverify.engine import writer_client
from leakverify.model.errors import ChildDied, OutputProblem

FAKE = """
import sys
from leakverify.engine import child
import types
module = types.ModuleType("leakverify.reports.typst_pdf")
module.render = lambda template, data, as_of: {body}
sys.modules["leakverify.reports.typst_pdf"] = module
sys.exit(child.run("writer"))
"""


def words(body: str) -> list[str]:
    return [sys.executable, "-I", "-c", FAKE.format(body=body)]


def test_a_pdf_comes_back_whole():
    body = 'b"%PDF-" + template.encode() + as_of.encode() + data["text"].encode() * 200'
    pdf = writer_client.render_pdf("report", {"text": "Ü" * 2_000}, "2026-11-22", words=words(body))
    assert pdf == b"%PDF-report2026-11-22" + ("Ü" * 400_000).encode()


def test_the_writer_can_open_nothing_else():
    body = 'open("/etc/hostname").read().encode()'
    with pytest.raises(OutputProblem) as caught:
        writer_client.render_pdf("report", {}, "2026-11-22", words=words(body))
    assert caught.value.code == "OUTPUT_FAILED"


def test_an_answer_that_is_no_pdf_is_refused():
    with pytest.raises(ChildDied) as caught:
        writer_client.render_pdf("report", {}, "2026-11-22", words=words('b"MZ"'))
    assert caught.value.code == "WORKER_PROTOCOL"


def test_a_writer_that_dies_or_hangs_is_ended():
    with pytest.raises(ChildDied):
        writer_client.render_pdf("report", {}, "2026-11-22", words=[sys.executable, "-c", ""])
    with pytest.raises(ChildDied):
        writer_client.render_pdf(
            "report",
            {},
            "2026-11-22",
            words=words("__import__('time').sleep(60)"),
            within_seconds=2,
        )
