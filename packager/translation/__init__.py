"""Script → script: what is already translated, what engines add, and what the checks say of every line.

`script.draft` lays an article out as lines and fills what a person has translated; `fallback chain.translate`
takes the rest of a whole bundle down the station's engines; `checks` looks at every line whatever made
it; `memory` and `tmx` keep what was approved; `names` is the station's table of names.
"""
