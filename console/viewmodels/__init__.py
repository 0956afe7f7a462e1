"""What a view shows, as plain frozen data."""
