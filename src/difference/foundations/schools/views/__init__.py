"""The pages about schools: finding them, importing the register, naming a successor."""
