"""The look-up pane: the mail domains of the sample, and asking for them."""
