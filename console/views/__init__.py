"""Widgets: they show view models and say what was clicked."""
