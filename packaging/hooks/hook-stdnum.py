"""python-stdnum: its data, and the modules that `validators/national.py` names by a table."""

from PyInstaller.utils.hooks import collect_data_files

from leakverify.validators import national

datas = collect_data_files("stdnum")
hiddenimports = sorted(national.modules())
