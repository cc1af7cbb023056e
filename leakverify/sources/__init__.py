"""A file into batches of text rows, with its provenance. Nothing is run, followed, extracted or altered.

`regular.open_regular` opens a path before the lock; `sample.open_sample` reads the open files after it. This module
imports nothing, so that a locked child can open its files before it loads any library.
"""
