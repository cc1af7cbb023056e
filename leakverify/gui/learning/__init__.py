"""What teaches how to work with the program: the tour, help beside each pane, words, practice."""
