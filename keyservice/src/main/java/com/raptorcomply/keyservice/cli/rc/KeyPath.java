package com.raptorcomply.keyservice.cli.rc;

/** Makes the paths of keys, of ids that are ids. */
final class KeyPath {
    /** The longest wait within one request, which {@link Connection} gives longer; the rest is polled. */
    private static final int PREFER_SECONDS_MAX = 20;

    private KeyPath() {}

    /** @throws RcException if the text is no id */
    static String of(String id) {
        return Ids.path("/api-keys", id, "rc keys list");
    }

    static int preferSeconds(int waitSeconds) {
        return Math.max(0, Math.min(waitSeconds, PREFER_SECONDS_MAX));
    }
}
