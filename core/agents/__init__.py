"""Agents: who they are and what they are doing just now."""
