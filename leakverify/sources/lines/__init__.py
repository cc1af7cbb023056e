"""Text read line by line: delimited, printed, of fixed width, credential lists, cards and directories."""
