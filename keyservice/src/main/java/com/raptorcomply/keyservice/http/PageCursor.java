package com.raptorcomply.keyservice.http;

import com.raptorcomply.chassis.http.request.Timestamps;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/** The position at which a page of a list ends. It is opaque to clients and reveals only data of that page. */
public record PageCursor(Instant createdAt, UUID id) {
    private static final int CHARACTERS_MAX = 128;

    /** Parses the result of {@link #text}; empty for any other text. */
    public static Optional<PageCursor> parse(String text) {
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
                    .flatMap(createdAt -> id.map(known -> new PageCursor(createdAt, known)))
                    .filter(cursor -> cursor.text().equals(text));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    public String text() {
        byte[] plain = (createdAt + " " + id).getBytes(StandardCharsets.US_ASCII);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain);
    }
}
