package com.raptorcomply.keyservice.cli.rc;

import io.vertx.core.json.JsonObject;
import java.util.List;

/** A command that reads the secret from its standard input. It cannot be asked which secret it has. */
record CommandTarget(String command) implements SecretTarget {
    @Override
    public void put(String secret) {
        Program.run(List.of("sh", "-c", command), secret);
    }

    /** Returns true if somebody uses the secret, who can have it from the command only. */
    @Override
    public boolean has(JsonObject secret) {
        return secret.getString("lastUsedAt") != null;
    }

    @Override
    public String words() {
        return "what was given to '" + command + "'";
    }
}
