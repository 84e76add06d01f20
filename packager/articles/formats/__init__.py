"""Every format an article may come in, read into blocks, and translations that lie beside an article."""
