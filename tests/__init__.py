"""What Ringdesk promises, tried: mirrors the packages, and holds contracts, end-to-end tests, fakes and the bench."""
