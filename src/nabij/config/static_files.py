"""Static files under lasting names, also where one program imports another."""

from pathlib import Path

from whitenoise.storage import CompressedManifestStaticFilesStorage

_FOLDERS = sorted(folder.name for folder in Path(__file__).resolve().parents[1].glob("*/static/*"))
_IMPORTS = CompressedManifestStaticFilesStorage._js_module_import_aggregation_patterns[1]


class NamedByContent(CompressedManifestStaticFilesStorage):
    """Names carry a hash of what is inside; `import … from "./other.js"` is rewritten to that name.

    Only in our own files: others name files in their comments that are not there.
    """

    patterns = (
        *CompressedManifestStaticFilesStorage.patterns,
        *((f"{folder}/*.js", _IMPORTS) for folder in _FOLDERS),
    )
