"""The door for assistants: offers, matches, courses and applications over the Model Context Protocol.

``python -m app.mcp`` talks over standard input and output, ``--http`` over the network. Programs enter with the same
tokens as at the API; the SDK is imported below this package only.
"""
