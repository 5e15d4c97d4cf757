"""Journeys told while the bot is killed between every two of its steps."""
