"""Calls: what the agent sees of one conversation with one remote party."""
