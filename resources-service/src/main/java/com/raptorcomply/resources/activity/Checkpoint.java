package com.raptorcomply.resources.activity;

import java.util.HexFormat;
import java.util.UUID;

/**
 * The position up to which an organization's chain has been verified. Kept outside the database it also shows if the
 * chain was later replaced as a whole.
 *
 * @param sequence of the last verified link; 0 before the first
 * @param hash of that link, in hexadecimal; empty before the first
 * @param entries verified so far
 */
public record Checkpoint(UUID organization, long sequence, String hash, long entries) {

    /** Returns the position before the first link. */
    public static Checkpoint start(UUID organization) {
        return new Checkpoint(organization, 0, "", 0);
    }

    Checkpoint next(byte[] linkHash, long linkEntries) {
        return new Checkpoint(organization, sequence + 1, HexFormat.of().formatHex(linkHash), entries + linkEntries);
    }
}
