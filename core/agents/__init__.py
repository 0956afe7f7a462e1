"""Agents: what they are doing, and what calls make of it."""
