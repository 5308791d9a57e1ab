"""The pure part: no Flask, no SQL, no network. Everything here can be tested by calling it."""
