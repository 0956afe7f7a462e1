"""The small parts every screen is made of."""
