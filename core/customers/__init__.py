"""Customers: who they are, the identities of their numbers, and who a caller may be."""
