"""The command line: one file per group of commands, nothing but parsing and printing."""
