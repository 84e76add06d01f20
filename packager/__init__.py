"""Radio-ready Pashto and Urdu episodes from English articles."""
