"""Folding, tokens, links, tags and mentions found in a text."""
