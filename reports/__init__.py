"""Printable documents: plain data in, PDF bytes out; the only place that knows reportlab."""
