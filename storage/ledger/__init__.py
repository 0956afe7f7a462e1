"""The server's half of sync: operations, the records they made, and what each scope may see of them.

``open_ledger`` opens it; ``core.ports_server.Ledger`` says what it does. One code for an SQLCipher file and for
PostgreSQL. What else the server keeps in this database has modules of its own here, and a numbered step in
``storage.ledger.migrations``.
"""
