package com.raptorcomply.resources.evidence;

import com.raptorcomply.chassis.problem.ErrorCode;
import com.raptorcomply.chassis.problem.Problem;
import io.vertx.core.http.HttpServerRequest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A part of a file, in bytes (RFC 9110 section 14).
 *
 * @param first the first byte
 * @param last the last byte
 */
record ByteRange(long first, long last) {
    private static final Pattern ONE = Pattern.compile("bytes=\\s*(\\d*)-(\\d*)\\s*", Pattern.CASE_INSENSITIVE);

    /** More digits than the size of any file has. */
    private static final int DIGITS_MAX = 18;

    long length() {
        return last - first + 1;
    }

    /** Returns the field Content-Range. */
    String field(long size) {
        return "bytes " + first + "-" + last + "/" + size;
    }

    /**
     * Returns the requested part; null for the whole file. Several parts, other units and malformed fields are ignored, as
     * section 14.2 allows. A part is served only if the client's {@code If-Range} names the strong entity tag (section
     * 13.1.5); a time never matches, because the service sends none.
     *
     * @throws com.raptorcomply.chassis.problem.ProblemException a 416 if the part begins after the end of the file
     */
    static @Nullable ByteRange of(HttpServerRequest request, String tag, long size) {
        String field = request.getHeader("Range");
        String condition = request.getHeader("If-Range");
        if (field == null || (condition != null && !condition.strip().equals(tag))) {
            return null;
        }
        Matcher one = ONE.matcher(field);
        if (!one.matches() || (one.group(1).isEmpty() && one.group(2).isEmpty())) {
            return null;
        }
        if (one.group(1).isEmpty()) {
            long suffix = parse(one.group(2));
            return satisfiable(new ByteRange(Math.max(0, size - suffix), size - 1), size);
        }
        long first = parse(one.group(1));
        long last = one.group(2).isEmpty() ? size - 1 : parse(one.group(2));
        if (last < first && !one.group(2).isEmpty()) {
            return null;
        }
        return satisfiable(new ByteRange(first, Math.min(last, size - 1)), size);
    }

    private static long parse(String digits) {
        return digits.length() > DIGITS_MAX ? Long.MAX_VALUE : Long.parseLong(digits);
    }

    private static ByteRange satisfiable(ByteRange range, long size) {
        if (range.first >= size) {
            throw Problem.of(ErrorCode.RANGE_NOT_SATISFIABLE, "The file has " + size + " bytes")
                    .withHeader("Content-Range", "bytes */" + size)
                    .exception();
        }
        return range;
    }
}
