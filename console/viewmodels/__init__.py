"""What the screens show, as frozen values; no Qt, no rules, words already in the language of the screen."""
