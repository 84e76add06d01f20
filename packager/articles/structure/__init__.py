"""What each block of an article is: headline, paragraph, quote, credit, or boilerplate that no presenter reads."""
