"""Nabij: the web application around the rules of rights."""
