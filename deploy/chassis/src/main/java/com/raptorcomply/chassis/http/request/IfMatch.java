package com.raptorcomply.chassis.http.request;

import com.raptorcomply.chassis.problem.ErrorCode;
import com.raptorcomply.chassis.problem.Problem;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The {@code If-Match} condition of a request (RFC 9110 section 13.1.1), which is carried out only if the resource still
 * has one of these tags. The field is optional.
 *
 * @param tags the tags sent, which may include {@code *}; empty without a condition
 */
public record IfMatch(List<String> tags) {
    /** No condition: the request is carried out whatever the resource's state is. */
    public static final IfMatch NONE = new IfMatch(List.of());

    private static final int TAGS_MAX = 20;
    private static final Pattern ITEM = Pattern.compile("\\G[ \t]*(\\*|(?:W/)?\"[\\x21\\x23-\\x7E]*\")[ \t]*(?:,|$)");

    public IfMatch {
        tags = List.copyOf(tags);
    }

    /** Throws 400 if the field is no list of entity tags or is too long. */
    public static IfMatch of(HttpServerRequest request) {
        List<String> tags = new ArrayList<>();
        for (String field : request.headers().getAll("If-Match")) {
            Matcher item = ITEM.matcher(field);
            int end = 0;
            while (tags.size() <= TAGS_MAX && item.find()) {
                tags.add(item.group(1));
                end = item.end();
            }
            if (end < field.length() || field.isEmpty() || tags.size() > TAGS_MAX) {
                throw Problem.of(
                                ErrorCode.INVALID_HEADER,
                                "If-Match must be * or at most " + TAGS_MAX + " entity tags such as \"abc\"")
                        .withField("If-Match")
                        .exception();
            }
        }
        return new IfMatch(tags);
    }

    public boolean isConditional() {
        return !tags.isEmpty();
    }

    /**
     * Returns true if the request may go on: no tag was sent, or {@code *}, or one of these. A weak tag never matches,
     * because If-Match uses strong comparison.
     *
     * @param current the tags of the resource's representations
     */
    public boolean admits(String... current) {
        return !isConditional()
                || tags.contains("*")
                || List.of(current).stream().anyMatch(tags::contains);
    }

    /** Throws 412 unless the request {@link #admits} one of these tags. */
    public void require(String... current) {
        if (!admits(current)) {
            throw Problem.preconditionFailed().exception();
        }
    }
}
