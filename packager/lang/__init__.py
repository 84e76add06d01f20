"""What is said of each language, and what languages have in common."""
