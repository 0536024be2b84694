"""The directory of Zonnedam: 110 made-up organisations, the same at every start."""

from nabij.demo.directory.loading import load_directory

__all__ = ["load_directory"]
