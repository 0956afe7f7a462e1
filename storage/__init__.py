"""Databases: encrypted on the desk, with one schema and one way to change it."""
