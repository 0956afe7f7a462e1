"""Icons, style, sounds, fonts and translations: data, no code."""
