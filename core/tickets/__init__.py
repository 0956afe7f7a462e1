"""Tickets: the record of what a customer needs, its life cycle, and the commands that change it."""
