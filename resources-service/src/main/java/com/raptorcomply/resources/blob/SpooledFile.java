package com.raptorcomply.resources.blob;

import java.nio.file.Path;

/**
 * A received file that is whole and on disk, but not yet stored.
 *
 * @param path of the temporary file
 * @param sha256 digest of its bytes, 64 hexadecimal digits in lower case
 * @param size in bytes
 */
public record SpooledFile(Path path, String sha256, long size) {}
