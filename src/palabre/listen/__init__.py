"""From records to committed rows, and from rows to what pages, commands and notebooks show."""

from palabre.listen.erasing import Erased, erase
from palabre.listen.files import FileImported, import_file, import_here, queue_import
from palabre.listen.importing import Imported
from palabre.listen.request import Request
from palabre.listen.searching import search, search_all
from palabre.listen.shown import (
    Filters,
    GapRow,
    MetricsRow,
    Overview,
    PostDetail,
    PostPage,
    PostRow,
    RevisionRow,
    SearchSlice,
)
from palabre.listen.views import ask_sql, gaps, newest, one_post, overview

__all__ = [
    "Erased",
    "FileImported",
    "Filters",
    "GapRow",
    "Imported",
    "MetricsRow",
    "Overview",
    "PostDetail",
    "PostPage",
    "PostRow",
    "Request",
    "RevisionRow",
    "SearchSlice",
    "ask_sql",
    "erase",
    "gaps",
    "import_file",
    "import_here",
    "newest",
    "one_post",
    "overview",
    "queue_import",
    "search",
    "search_all",
]
