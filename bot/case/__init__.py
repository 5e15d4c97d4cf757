"""The case and its file: pure, standard library only."""
