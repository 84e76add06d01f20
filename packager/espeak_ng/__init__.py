"""espeak-ng in process: its library, and the folders of its data that we make."""
