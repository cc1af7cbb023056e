"""The help on mail domains holds every way and every answer, and the page on the courier's files is true."""

import json
import re

from leakverify import paths
from leakverify.case import domain_list
from leakverify.cli import catalogue, parser
from leakverify.model.look_up import MailStatus, Transport
from leakverify.words import mail_help
from leakverify.words.look_up import mail_status, way_name

PAGE = paths.resource("help/courier-files.md")


def blocks():
    return re.findall(
        r"^```\n(.*?)^```", PAGE.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE
    )


def test_every_way_and_every_answer_is_explained(capsys):
    assert set(mail_help.MEANINGS) == set(MailStatus)
    catalogue.run(with_mail_domains=True)
    said = capsys.readouterr().out
    for status in MailStatus:
        assert f"{mail_status(status)}: " in said
    for transport in Transport:
        assert way_name(transport) in said


def test_the_commands_of_the_courier_can_be_typed():
    told = [step.partition("leakverify ")[2] for step in mail_help.COURIER if "leakverify " in step]
    words = [re.split(r" \(|\. ", command)[0].split() for command in told]
    assert [w[0] for w in words] == ["domains", "mx", "check"]
    for typed in words:
        parser.build().parse_args(typed)


def test_the_list_of_the_page_is_one(tmp_path):
    path = tmp_path / "LIST"
    path.write_text(blocks()[0], encoding="utf-8")
    assert domain_list.read_list(path) == ("orange.fr", "gmail.com")


def test_the_answers_of_the_page_and_its_fields_are_those_of_the_program():
    fields = json.loads(blocks()[1].splitlines()[0])
    answer = domain_list.answer_from(fields)
    assert domain_list.answer_fields(answer) | {"mx": fields["mx"]} == fields
    described = set(re.findall(r"^\| `(\w+)` \|", PAGE.read_text(encoding="utf-8"), re.MULTILINE))
    assert described == set(fields) | {"answers", "list"}
