"""Spreadsheets: bounded and searched for what would act before any library sees them, then read as stored."""
