"""Samples of every document, in both languages: made-up people, the same ones each time."""
