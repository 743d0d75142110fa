"""Takes the native libraries out of a jar: natives.py JAR FOLDER. Each gets the name by which System.loadLibrary finds it."""

import pathlib
import sys
import zipfile

jar, folder = sys.argv[1:]
with zipfile.ZipFile(jar) as archive:
    for name in archive.namelist():
        if name.endswith(".so"):
            pathlib.Path(folder, pathlib.PurePosixPath(name).name).write_bytes(archive.read(name))
