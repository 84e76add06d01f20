"""What engines behind HTTP share: endpoints, repeated attempts, keys."""
