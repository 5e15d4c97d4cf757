"""What Rasa loads from us; runs on Python 3.10 in Rasa's own environment."""
