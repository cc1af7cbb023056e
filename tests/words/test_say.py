"""The one door to all words: everything it promises is there, and opening it is cheap."""

import subprocess
import sys

import pytest

from leakverify.words import say


def test_every_word_that_is_promised_can_be_had():
    for name in say.__all__:
        assert callable(getattr(say, name)), name


def test_what_is_no_word_is_told_as_of_any_module():
    with pytest.raises(AttributeError, match="no_such_word"):
        say.no_such_word  # noqa: B018


@pytest.mark.parametrize("module", ["leakverify.words.say", "leakverify.cli.parser"])
def test_a_plain_text_brings_neither_the_model_of_a_result_nor_its_words(module):
    code = f"import sys, {module} as m; m.ui('Undo'); print(*sorted(sys.modules))"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    unwanted = {"leakverify.model.assessment", "leakverify.words.verdict", "leakverify.words.seals"}
    assert unwanted & set(ran.stdout.split()) == set()
