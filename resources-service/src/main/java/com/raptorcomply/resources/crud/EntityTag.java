package com.raptorcomply.resources.crud;

import com.raptorcomply.chassis.http.StrongEntityTag;
import com.raptorcomply.chassis.problem.ErrorCode;
import com.raptorcomply.chassis.problem.Problem;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Strong entity tags (RFC 9110 section 8.8.3) and the conditions on them (section 13). A tag is a digest of the bytes of
 * the representation, so it changes whenever they do, whatever table the change was made in. The same representation in
 * gzip has a tag of its own (section 8.8.3.3), the digest with {@value #GZIP_SUFFIX}; conditions take either for the record's.
 */
final class EntityTag {
    /** The member of a listed record that holds its tag. */
    static final String MEMBER = "etag";

    private static final String GZIP_SUFFIX = "-gzip";

    private EntityTag() {}

    /** The tag of a representation, with its quotes. */
    static String of(Buffer body) {
        return StrongEntityTag.of(body.getBytes());
    }

    /** The tag of the representation in gzip whose tag without a coding is this. */
    static String inGzip(String tag) {
        return tag.substring(0, tag.length() - 1) + GZIP_SUFFIX + '"';
    }

    /** Whether {@code If-None-Match} names the tag, of either coding: the client's copy is current. */
    static boolean isCurrent(HttpServerRequest request, String tag) {
        return names(request.headers().getAll("If-None-Match"), tag, true);
    }

    /**
     * What {@code If-Match} and {@code If-None-Match} say against a change, in the order of RFC 9110 section 13.2.2.
     *
     * @param required whether a change without a condition is refused
     * @return null if the change may be made
     */
    static @Nullable Problem refusal(HttpServerRequest request, String tag, boolean required) {
        List<String> sent = request.headers().getAll("If-Match");
        if (sent.isEmpty() && required) {
            return Problem.preconditionRequired();
        }
        if (!sent.isEmpty() && !names(sent, tag, false)) {
            return Problem.preconditionFailed();
        }
        return isCurrent(request, tag)
                ? Problem.of(
                        ErrorCode.PRECONDITION_FAILED, "The record exists, and If-None-Match names its ETag or any")
                : null;
    }

    private static boolean names(List<String> fields, String tag, boolean weakToo) {
        for (String field : fields) {
            for (String part : field.split(",", -1)) {
                String named = part.strip();
                String opaque = weakToo && named.startsWith("W/") ? named.substring("W/".length()) : named;
                if (opaque.equals("*") || opaque.equals(tag) || opaque.equals(inGzip(tag))) {
                    return true;
                }
            }
        }
        return false;
    }
}
