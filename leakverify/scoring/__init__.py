"""Findings become an assessment: a pure function of findings, claim and calibration (JUDGEMENT 1.3)."""
