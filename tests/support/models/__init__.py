"""Small real models, made when a test first asks for them."""
