"""Accounts, desks, sessions and the audit log, in the ledger's database and written in one transaction with it."""
