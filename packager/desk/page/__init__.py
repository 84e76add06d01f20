"""The review page: a server on this machine, plain HTML, and the desk's own acts behind it."""
