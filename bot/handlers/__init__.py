"""One short file per thing that can arrive: load, decide, render, append, commit."""
