"""Service levels: working time, policies, clocks that are read and never kept, and what they remind of."""
