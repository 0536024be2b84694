"""Commands of the command line that stand on their own: each adds its options and runs."""
