"""Uploaded files: server-made names, whole or not at all, never served by the web server's own hand."""

from app.files.drafts import FileTooLarge
from app.files.folder import FileFolder, Listed, StorageFault, StoredFile
from app.files.local import LocalFolder
from app.files.naming import display_name
from app.files.storage import Storage, open_storage

__all__ = [
    "FileFolder",
    "FileTooLarge",
    "Listed",
    "LocalFolder",
    "Storage",
    "StorageFault",
    "StoredFile",
    "display_name",
    "open_storage",
]
