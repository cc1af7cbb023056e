"""How the code speaks: every text for translation is one whole literal, and is filled in after it was looked up."""

import ast
from collections import Counter

import pytest

from tests.words.catalogues_at_hand import ROOT, every_message, messages, rules

LOOKED_UP = (ast.Name, ast.Attribute, ast.Subscript, ast.Starred)
"""What may stand in a door besides a literal: a text marked elsewhere with N_, taken from a table."""
FETCHES = {"get", "getattr", "next", *messages.DOORS}


def speaking():
    """The files that call a door."""
    for path in sorted((ROOT / "leakverify").rglob("*.py")):
        source = path.read_text(encoding="utf-8")
        if messages.SPEAKS.search(source):
            yield path, source


def wrong_in(tree):
    """Each argument of a door that cannot be extracted or was filled in too early, with its line."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or messages.name_of(node) not in messages.DOORS:
            continue
        places = messages.DOORS[messages.name_of(node)]
        for argument in [node.args[i] for i in places if i < len(node.args)]:
            if not fit(argument, marks=messages.name_of(node).startswith("N_")):
                yield node.lineno, ast.unparse(argument)


def fit(argument, *, marks):
    """Whether an argument is a literal, or, in a door that does not mark, a text that is marked where it stands."""
    if isinstance(argument, ast.Constant):
        return isinstance(argument.value, str)
    if marks:
        return False
    if isinstance(argument, ast.BoolOp):
        return all(fit(value, marks=False) for value in argument.values)
    if isinstance(argument, ast.IfExp):
        return fit(argument.body, marks=False) and fit(argument.orelse, marks=False)
    if isinstance(argument, ast.Call):
        return messages.name_of(argument) in FETCHES
    return isinstance(argument, LOOKED_UP)


def test_every_text_for_translation_is_one_whole_literal():
    found = [
        f"{path.relative_to(ROOT)}:{line}: {text}"
        for path, source in speaking()
        for line, text in wrong_in(ast.parse(source))
    ]
    assert found == []


@pytest.mark.parametrize(
    "code",
    [
        "ui(f'{n} rows')",
        "_('rows ' + name)",
        "N_('%s rows' % n)",
        "say.ui('{n} rows'.format(n=n))",
        "N_(text)",
        "plural('row', f'{n} rows', n)",
        "ui('a'.join(parts))",
        "ui(3)",
    ],
)
def test_what_cannot_be_translated_is_seen(code):
    assert list(wrong_in(ast.parse(code)))


@pytest.mark.parametrize(
    "code",
    [
        "ui('one ' 'two').format(n=n)",
        "_(NAMES[role])",
        "plural(*pair, n)",
        "_(N_('x'))",
        "_(a or b)",
    ],
)
def test_what_can_be_translated_is_let_through(code):
    assert not list(wrong_in(ast.parse(code)))


def test_fields_are_named_and_close():
    for message in every_message():
        for text in filter(None, (message.text, message.many)):
            for field in rules.fields(text):
                assert field.strip("{}").split(":")[0].split("!")[0].isidentifier(), text


def test_a_plural_has_the_number_in_its_plural_form():
    for message in every_message():
        if message.many:
            one, many = set(rules.fields(message.text)), set(rules.fields(message.many))
            assert one <= many, message.text


def of(source):
    return list(messages.of_source(source, "leakverify/words/x.py"))


def test_messages_are_found_wherever_they_stand():
    found = of(
        "A = {Role.X: N_('in a table'), 'k': N_plural('{n} row', '{n} rows')}\n"
        "def f():\n"
        "    # translators: of a person\n"
        "    return ui('one ' 'text').format(n=_(A.get(1, N_('within')))) + ui_in('goal', 'not reached')\n"
    )
    assert [(m.context, m.text, m.many) for m in found] == [
        ("", "in a table", ""),
        ("", "{n} row", "{n} rows"),
        ("", "one text", ""),
        ("", "within", ""),
        ("goal", "not reached", ""),
    ]
    assert found[0].hints == ["Role.X"]
    assert found[2].notes == ["of a person"]
    assert found[2].hints == ["f"]


def test_a_text_with_two_plurals_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(messages, "ROOT", tmp_path)
    file = tmp_path / "x.py"
    file.write_text(
        "plural('a row', 'rows', n)\nplural('a row', '{n} rows', n)\n", encoding="utf-8"
    )
    with pytest.raises(messages.Unclear, match="another plural"):
        messages.collect([file])


def test_a_plural_takes_the_place_of_its_singular(tmp_path, monkeypatch):
    monkeypatch.setattr(messages, "ROOT", tmp_path)
    file = tmp_path / "x.py"
    file.write_text("ui('a row')\nplural('a row', 'rows', n)\n", encoding="utf-8")
    assert [(m.text, m.many) for m in messages.collect([file])] == [("a row", "rows")]


def test_ids_tell_messages_apart():
    assert Counter(m.id for m in every_message()).most_common(1)[0][1] == 1
    assert (
        len(
            {
                messages.Message("a", "b").id,
                messages.Message("ab").id,
                messages.Message("a", "", "b").id,
            }
        )
        == 3
    )


def test_the_help_and_the_report_are_among_the_messages():
    texts = {m.text for m in every_message()}
    assert {
        "Renewals.",
        "How the sum is made (log₁₀)",
        "There is no such file. Check the name and the folder.",
    } <= texts
