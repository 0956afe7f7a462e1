"""Where the catalogues are."""

from pathlib import Path

FOLDER = Path(__file__).parents[2] / "resources" / "translations"
