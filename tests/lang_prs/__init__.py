"""A third language, as a package of its own that nothing under packager/ knows."""
