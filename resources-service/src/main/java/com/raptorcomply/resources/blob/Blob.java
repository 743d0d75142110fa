package com.raptorcomply.resources.blob;

import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The name of stored bytes. Equal bytes of one organization are stored once. Two organizations never share bytes, because
 * the time of an upload would tell one of them what the other has.
 *
 * @param sha256 digest of the bytes, 64 hexadecimal digits in lower case
 */
public record Blob(UUID organization, String sha256) {
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

    /** Returns true if a file with this name is a blob. A file system or an operator may add others. */
    static boolean isName(String name) {
        return DIGEST.matcher(name).matches();
    }
}
