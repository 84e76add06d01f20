"""One file a command: it asks the library for one thing and prints the answer."""
