"""Decides what the views show and what a click means, without knowing Qt."""
