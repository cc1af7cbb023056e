"""A file that is not there is told by its name, where it can be told which it is."""

from leakverify.cli.main import main


def test_the_one_that_is_gone_is_named_without_its_folder(tmp_path, capsys):
    assert main(["mx", str(tmp_path / "l.txt"), "--out", "o"])
    told = capsys.readouterr().err
    assert told.startswith("leakverify: l.txt: There is no such file.")
    assert str(tmp_path) not in told


def test_a_name_can_do_nothing_in_a_terminal(tmp_path, capsys):
    main(["mx", str(tmp_path / "a\x1b[31m.txt"), "--out", "o"])
    assert "\x1b" not in capsys.readouterr().err
