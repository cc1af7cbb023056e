"""The vocabulary: frozen dataclasses and enumerations, standard library only."""
