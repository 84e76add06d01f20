"""Years of articles made into segments and transcripts, by the same pipeline as a day: see `making`."""
