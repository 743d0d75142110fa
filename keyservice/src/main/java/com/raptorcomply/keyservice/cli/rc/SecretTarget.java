package com.raptorcomply.keyservice.cli.rc;

import io.vertx.core.json.JsonObject;

/** Where a rotation puts the new secret of a key. */
interface SecretTarget {
    void put(String secret);

    /**
     * Returns true if the secret is there already, so that a rotation that was ended goes on with it.
     *
     * @param secret as the API shows it, without its value
     */
    boolean has(JsonObject secret);

    /** Returns its name for people. */
    String words();
}
