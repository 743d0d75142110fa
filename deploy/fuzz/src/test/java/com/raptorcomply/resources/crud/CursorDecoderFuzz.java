package com.raptorcomply.resources.crud;

import static com.raptorcomply.fuzz.Property.holds;
import static com.raptorcomply.fuzz.Property.latin;

import com.raptorcomply.chassis.http.request.CursorSeal;
import com.raptorcomply.chassis.problem.ProblemException;
import io.vertx.core.json.JsonArray;
import java.util.Base64;

/**
 * The services accept only cursors that they have sealed, for the query that they were sealed for; anything else is a 400. The
 * target tries the input as a cursor, as the content of one, and as a position that is sealed.
 */
public final class CursorDecoderFuzz {
    private static final CursorSeal SEAL = new CursorSeal(new byte[32]);
    private static final JsonArray QUERY = new JsonArray().add("organization").add("/cyber-assets");

    private CursorDecoderFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        decode(latin(input));
        decode(Base64.getUrlEncoder().withoutPadding().encodeToString(input));
        JsonArray position = new JsonArray().add(latin(input));
        String cursor = SEAL.seal(QUERY, position);
        holds(SEAL.open(QUERY, cursor).equals(position), "It opens what it sealed", cursor);
        holds(isRefused(QUERY.copy().add("filter"), cursor), "It belongs to one query", cursor);
    }

    private static void decode(String cursor) {
        holds(isRefused(QUERY, cursor), "No service has given it", cursor);
    }

    private static boolean isRefused(JsonArray query, String cursor) {
        try {
            SEAL.open(query, cursor);
            return false;
        } catch (ProblemException refused) {
            holds(refused.problem().status() == 400, "It is the client's fault", cursor);
            return true;
        }
    }
}
