package com.raptorcomply.resources.crud;

import com.raptorcomply.chassis.http.StrongEntityTag;
import com.raptorcomply.chassis.http.request.IfMatch;
import com.raptorcomply.chassis.http.request.IfNoneMatch;
import com.raptorcomply.chassis.problem.ErrorCode;
import com.raptorcomply.chassis.problem.Problem;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/**
 * Makes strong entity tags (RFC 9110 section 8.8.3) and evaluates the conditions on them (section 13). A tag is a
 * digest of the bytes of the representation, so it changes with them, whichever table was changed. The same
 * representation in gzip has its own tag (section 8.8.3.3): the digest with {@value #GZIP_SUFFIX}. Conditions accept
 * either tag of the record.
 */
public final class EntityTag {
    /** The member of a listed record that holds its entity tag. */
    static final String MEMBER = "etag";

    private static final String GZIP_SUFFIX = "-gzip";

    private EntityTag() {}

    /** Returns the tag of a representation, in quotes. */
    static String of(Buffer body) {
        return StrongEntityTag.of(body.getBytes());
    }

    /** Returns the tag in gzip of the representation that has this tag without a coding. */
    static String inGzip(String tag) {
        return tag.substring(0, tag.length() - 1) + GZIP_SUFFIX + '"';
    }

    /** Returns true if {@code If-None-Match} names the tag in either coding, so the client's copy is current. */
    public static boolean isCurrent(HttpServerRequest request, String tag) {
        return IfNoneMatch.names(request, tag, inGzip(tag));
    }

    /** Returns true if the text is the tag of the representation, in either coding. */
    static boolean isOf(Buffer body, String text) {
        String tag = of(body);
        return text.equals(tag) || text.equals(inGzip(tag));
    }

    /**
     * Evaluates {@code If-Match} and {@code If-None-Match} before a change, in the order of RFC 9110 section 13.2.2. Throws
     * a 400 if {@code If-Match} is no list of entity tags.
     *
     * @param required true if a change without a condition is refused
     * @return null if the change may be made
     */
    static @Nullable Problem refusal(HttpServerRequest request, String tag, boolean required) {
        IfMatch condition = IfMatch.of(request);
        if (required && !condition.isConditional()) {
            return Problem.preconditionRequired();
        }
        if (!condition.admits(tag, inGzip(tag))) {
            return Problem.preconditionFailed();
        }
        return isCurrent(request, tag)
                ? Problem.of(
                        ErrorCode.PRECONDITION_FAILED, "The record exists, and If-None-Match names its ETag or any")
                : null;
    }

    /** Evaluates the conditions before a record is made: {@code If-Match} names none that exists. */
    static @Nullable Problem refusalOfNew(HttpServerRequest request) {
        return request.headers().contains("If-Match") ? Problem.preconditionFailed() : null;
    }
}
