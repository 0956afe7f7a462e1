"""Paper: from what the desk knows to sheets on a screen, a printer, in a file or a letter; and back by their code."""
