package com.raptorcomply.resources.resource;

import com.raptorcomply.chassis.problem.Problem;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Strong entity tags (RFC 9110 section 8.8.3) and the conditions on them (section 13). A tag is a digest of the bytes of
 * the representation, so it changes whenever they do, whatever table the change was made in.
 */
final class EntityTag {
    private static final int DIGEST_BYTES = 16;

    private EntityTag() {}

    /** The tag of a representation, with its quotes. */
    static String of(Buffer body) {
        byte[] head = Arrays.copyOf(Sha256.of(body.getBytes()), DIGEST_BYTES);
        return '"' + Base64.getUrlEncoder().withoutPadding().encodeToString(head) + '"';
    }

    /** Whether {@code If-None-Match} names the tag: the client's copy is current. */
    static boolean isCurrent(HttpServerRequest request, String tag) {
        return names(request.headers().getAll("If-None-Match"), tag, true);
    }

    /**
     * What {@code If-Match} says against a change.
     *
     * @param required whether a change without a condition is refused
     * @return null if the change may be made
     */
    static @Nullable Problem refusal(HttpServerRequest request, String tag, boolean required) {
        List<String> sent = request.headers().getAll("If-Match");
        if (sent.isEmpty()) {
            return required ? Problem.preconditionRequired() : null;
        }
        return names(sent, tag, false) ? null : Problem.preconditionFailed();
    }

    private static boolean names(List<String> fields, String tag, boolean weakToo) {
        for (String field : fields) {
            for (String part : field.split(",", -1)) {
                String named = part.strip();
                if (named.equals("*") || named.equals(tag) || (weakToo && named.equals("W/" + tag))) {
                    return true;
                }
            }
        }
        return false;
    }
}
