"""Schools: the register of schools in England as published, and what follows what when a school changes."""
