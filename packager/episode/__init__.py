"""The rundown and the timeline: what airs when, and what is dropped."""
