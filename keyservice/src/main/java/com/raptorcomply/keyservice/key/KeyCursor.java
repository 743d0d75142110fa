package com.raptorcomply.keyservice.key;

import com.raptorcomply.keyservice.input.Timestamps;
import com.raptorcomply.keyservice.input.Uuids;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/** Where a page of the list ended. Opaque to clients; it shows nothing that the page did not. */
record KeyCursor(Instant createdAt, UUID id) {
    private static final int CHARACTERS_MAX = 128;

    static Optional<KeyCursor> parse(String text) {
        if (text.length() > CHARACTERS_MAX) {
            return Optional.empty();
        }
        try {
            String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.US_ASCII);
            int space = plain.indexOf(' ');
            if (space < 0) {
                return Optional.empty();
            }
            Optional<UUID> id = Uuids.parse(plain.substring(space + 1));
            return Timestamps.parse(plain.substring(0, space))
                    .flatMap(createdAt -> id.map(known -> new KeyCursor(createdAt, known)));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    String text() {
        byte[] plain = (createdAt + " " + id).getBytes(StandardCharsets.US_ASCII);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain);
    }
}
