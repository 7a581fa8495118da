"""The commands, by noun. Each reads what was typed, calls the module that does the work, and prints the facts."""
