"""The rules of Ringdesk: values and questions, no I/O, nobody known."""
