"""Static files with names that hold their content, compressed once."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class CompressedStatics(CompressedManifestStaticFilesStorage):
    """Whitenoise's storage; a file without manifest entry is served by its plain name instead of failing the page."""

    manifest_strict = False
