package com.raptorcomply.resources.blob;

import java.util.UUID;

/**
 * The name of stored bytes. Equal bytes of one organization are stored once. Two organizations never share bytes, because
 * the time of an upload would tell one of them what the other has.
 *
 * @param sha256 digest of the bytes, 64 hexadecimal digits in lower case
 */
public record Blob(UUID organization, String sha256) {}
