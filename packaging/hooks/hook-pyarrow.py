"""Arrow: the compiled modules that the readers use; the libraries that they need are found by what they link."""

hiddenimports = [
    f"pyarrow.{name}"
    for name in (
        "_compute", "_compute_docstrings", "_csv", "_fs", "_parquet", "compute", "csv", "fs", "ipc", "lib", "pandas_compat",
        "parquet", "parquet.core", "types", "util", "vendored.docscrape", "vendored.version",
    )
]  # fmt: skip
