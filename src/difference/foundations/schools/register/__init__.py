"""Reading the files of the register: from bytes to typed rows. Knows no database."""
