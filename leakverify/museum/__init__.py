"""Labelled tables made on purpose: recipes that forge, join, pad, inflate, alter, re-use or tidy a table, seeded.

What calibration measures the checks on and what the self-test shows; nothing here ever sees a sample.
"""
