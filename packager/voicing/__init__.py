"""Speaking a programme: which voice reads what, clips and recordings, and which voice services are working."""
