"""Use cases that the command line and cron share: planning a day, taking articles in, making its editions."""
