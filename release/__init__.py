"""What a packaged program knows about itself: which build it is, and whether its files are as they were signed."""
