package com.raptorcomply.keyservice.cli.rc;

import java.util.UUID;

/** Makes the paths of keys, of ids that are ids. */
final class KeyPath {
    /** The longest wait within one request, which {@link Connection} gives longer; the rest is polled. */
    private static final int PREFER_SECONDS_MAX = 20;

    private KeyPath() {}

    /** @throws RcException if the text is no id */
    static String of(String id) {
        try {
            return "/api-keys/" + UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            throw new RcException(ExitStatus.WRONG, "'" + id + "' is not the id of a key; see rc keys list");
        }
    }

    static int preferSeconds(int waitSeconds) {
        return Math.max(0, Math.min(waitSeconds, PREFER_SECONDS_MAX));
    }
}
