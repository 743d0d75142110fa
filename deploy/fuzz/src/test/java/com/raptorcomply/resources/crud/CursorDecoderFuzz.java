package com.raptorcomply.resources.crud;

import static com.raptorcomply.fuzz.Property.holds;
import static com.raptorcomply.fuzz.Property.latin;

import com.raptorcomply.chassis.problem.ProblemException;
import com.raptorcomply.keyservice.http.PageCursor;
import java.util.Base64;

/**
 * Each service accepts only cursors that it could have issued, character by character, with a time that the database
 * can represent; anything else is a 400. The target tries the input as a cursor and as the content of one.
 */
public final class CursorDecoderFuzz {
    private CursorDecoderFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        decode(latin(input));
        decode(Base64.getUrlEncoder().withoutPadding().encodeToString(input));
    }

    private static void decode(String cursor) {
        position(cursor, false);
        position(cursor, true);
        PageCursor.parse(cursor).ifPresent(read -> {
            holds(read.text().equals(cursor), "The key service gave it", cursor);
            holds(read.createdAt().toString().matches("[0-9]{4}-.*"), "It is a time of four-digit years", cursor);
        });
    }

    private static void position(String cursor, boolean byChange) {
        try {
            PagePosition position = PagePosition.parse(cursor, byChange);
            holds(position.cursor().equals(cursor), "The resource service gave it", cursor);
            holds((position.changedAt() != null) == byChange, "It is of a list in that order", cursor);
            if (position.changedAt() != null) {
                int year = position.changedAt().getYear();
                holds(year >= 1 && year <= 9999, "It is a time that the list can have", position);
            }
        } catch (ProblemException refused) {
            holds(refused.problem().status() == 400, "It is the client's fault", cursor);
        }
    }
}
