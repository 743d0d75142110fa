package com.raptorcomply.keyservice.cli.rc;

import com.raptorcomply.keyservice.client.key.PresentedKey;
import com.raptorcomply.keyservice.client.key.PresentedKey.Wellformed;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that only its owner may read. */
record FileTarget(Path file) implements SecretTarget {
    @Override
    public void put(String secret) {
        PrivateFile.write(file, secret);
    }

    @Override
    public boolean has(JsonObject secret) {
        return Files.exists(file) && isOf(PrivateFile.read(file), secret);
    }

    /** Returns true if the value is that of the secret. */
    static boolean isOf(String value, JsonObject secret) {
        return PresentedKey.parse(value) instanceof Wellformed held
                && held.secretId().equals(secret.getString("id"));
    }

    @Override
    public String words() {
        return file.toString();
    }
}
