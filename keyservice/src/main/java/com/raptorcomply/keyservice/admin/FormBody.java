package com.raptorcomply.keyservice.admin;

import com.raptorcomply.chassis.problem.ErrorCode;
import com.raptorcomply.chassis.problem.Problem;
import com.raptorcomply.chassis.problem.ProblemException;
import com.raptorcomply.chassis.problem.RequestBody;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the form that a browser posts. */
final class FormBody {
    private static final int BYTES_MAX = 64 * 1024;
    private static final int FIELDS_MAX = 1_000;

    /** The most bytes of a form besides those of a form that it carries: its own fields, and longer names of the carried ones. */
    private static final int BYTES_BESIDE_CARRIED_MAX = 16 * 1024;

    private static final int FIELDS_BESIDE_CARRIED_MAX = 16;
    private static final Set<String> TYPES = Set.of("application/x-www-form-urlencoded");

    private FormBody() {}

    /** Fails with 413 for a form over the limit, with 415 for another type, with 400 for anything else that is no form. */
    static Future<FormFields> read(HttpServerRequest request) {
        return RequestBody.read(request, BYTES_MAX, TYPES).map(body -> fields(body, FIELDS_MAX));
    }

    /** Reads a form that may carry another one, of any size that {@link #read} takes. It fails like that. */
    static Future<FormFields> readCarrying(HttpServerRequest request) {
        return RequestBody.read(request, BYTES_MAX + BYTES_BESIDE_CARRIED_MAX, TYPES)
                .map(body -> fields(body, FIELDS_MAX + FIELDS_BESIDE_CARRIED_MAX));
    }

    private static FormFields fields(Buffer body, int max) {
        String text = body.toString(StandardCharsets.UTF_8);
        Map<String, List<String>> fields = new LinkedHashMap<>();
        if (text.isEmpty()) {
            return new FormFields(fields);
        }
        String[] pairs = text.split("&", max + 1);
        if (pairs.length > max) {
            throw malformed();
        }
        for (String pair : pairs) {
            String[] parts = pair.split("=", 2);
            fields.computeIfAbsent(decoded(parts[0]), name -> new ArrayList<>())
                    .add(parts.length == 1 ? "" : decoded(parts[1]));
        }
        return new FormFields(fields);
    }

    /** Decodes one name or value. Browsers send line ends as CR LF; the API gets LF. */
    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8).replace("\r\n", "\n");
        } catch (IllegalArgumentException badEscape) {
            throw malformed();
        }
    }

    private static ProblemException malformed() {
        return Problem.of(ErrorCode.MALFORMED_REQUEST, "The form is malformed").exception();
    }
}
