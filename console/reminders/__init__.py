"""Calls the console back when the next moment falls due."""
