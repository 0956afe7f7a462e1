"""Numbers: what is measured, from what, and how; definitions once, for screens, paper and the page in docs."""
