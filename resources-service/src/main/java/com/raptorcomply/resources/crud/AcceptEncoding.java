package com.raptorcomply.resources.crud;

import com.raptorcomply.chassis.problem.ErrorCode;
import com.raptorcomply.chassis.problem.Problem;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the content codings that a client accepts (RFC 9110 section 12.5.3). Without the field, responses have no
 * coding.
 *
 * @param gzip true if the client accepts gzip and does not prefer a response without a coding
 * @param identity true if the client accepts a response without a coding
 */
record AcceptEncoding(boolean gzip, boolean identity) {
    /** A coding and its weight. Parts of another form are ignored. */
    private static final Pattern PART =
            Pattern.compile("([!#$%&'*+.^_`|~0-9a-z-]+)(?:[ \t]*;[ \t]*q=(0(?:\\.[0-9]{0,3})?|1(?:\\.0{0,3})?))?");

    private static final AcceptEncoding ABSENT = new AcceptEncoding(false, true);

    /** Reads the field of a request; throws a 406 if it accepts neither gzip nor a response without a coding. */
    static AcceptEncoding of(HttpServerRequest request) {
        List<String> fields = request.headers().getAll(HttpHeaders.ACCEPT_ENCODING);
        if (fields.isEmpty()) {
            return ABSENT;
        }
        AcceptEncoding accepted = of(String.join(",", fields));
        if (!accepted.gzip && !accepted.identity) {
            throw Problem.of(ErrorCode.CODING_NOT_ACCEPTABLE, "Available are: gzip, identity")
                    .withField("Accept-Encoding")
                    .exception();
        }
        return accepted;
    }

    static AcceptEncoding of(String field) {
        Double gzip = null;
        Double identity = null;
        Double any = null;
        for (String each : field.toLowerCase(Locale.ROOT).split(",", -1)) {
            Matcher part = PART.matcher(each.strip());
            if (part.matches()) {
                double weight = part.group(2) == null ? 1 : Double.parseDouble(part.group(2));
                switch (part.group(1)) {
                    case "gzip", "x-gzip" -> gzip = weight;
                    case "identity" -> identity = weight;
                    case "*" -> any = weight;
                    default -> {}
                }
            }
        }
        return of(gzip == null ? any : gzip, identity == null ? any : identity);
    }

    /** Accepts a coding that the field does not name only if it is identity (RFC 9110 section 12.5.3). */
    private static AcceptEncoding of(@Nullable Double gzip, @Nullable Double identity) {
        double gzipWeight = gzip == null ? 0 : gzip;
        boolean isPreferred = gzipWeight > 0 && (identity == null || gzipWeight >= identity);
        return new AcceptEncoding(isPreferred, identity == null || identity > 0);
    }
}
