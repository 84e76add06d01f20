"""The editor's view of a day: reads manifests, nothing else."""
