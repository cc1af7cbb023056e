"""One writer per format; each gets an assessment and words, and none gets the sample."""
