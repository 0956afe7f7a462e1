"""Reminders: one clockwork that sleeps until something falls due, rounds that find it, posts that carry it."""
