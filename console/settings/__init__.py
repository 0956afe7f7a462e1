"""The table of options a desk has, and the file they are kept in."""
