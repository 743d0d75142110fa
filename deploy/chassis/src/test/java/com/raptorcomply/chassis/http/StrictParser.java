package com.raptorcomply.chassis.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Parses HTTP/1.1 requests strictly by RFC 9112; unknown syntax is an error. Shares no code with the services, so that
 * tests can compare their decoders with it.
 */
public final class StrictParser {
    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";

    private final String bytes;
    private int at;

    /**
     * One request.
     *
     * @param body decoded from its chunks
     */
    public record Request(String method, String target, List<String> fields, String body) {
        public List<String> values(String name) {
            return fields.stream()
                    .filter(field -> field.toLowerCase(Locale.ROOT).startsWith(name + ": "))
                    .map(field -> field.substring(name.length() + 2))
                    .toList();
        }
    }

    /** The bytes are not a request, or only the beginning of one. */
    public static final class NoRequest extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final boolean incomplete;

        NoRequest(String what, boolean incomplete) {
            super(what);
            this.incomplete = incomplete;
        }
    }

    private StrictParser(byte[] bytes) {
        this.bytes = new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** Returns all complete requests. Ignores an incomplete last one. */
    public static List<Request> parse(byte[] bytes) {
        StrictParser parser = new StrictParser(bytes);
        List<Request> requests = new ArrayList<>();
        try {
            while (parser.at < parser.bytes.length()) {
                requests.add(parser.request());
            }
        } catch (NoRequest e) {
            if (!e.incomplete) {
                throw e;
            }
        }
        return requests;
    }

    private Request request() {
        String[] line = line().split(" ", -1);
        require(line.length == 3 && line[2].equals("HTTP/1.1"), "request line");
        require(line[0].matches("[A-Z]+") && line[1].matches("/[\\x21-\\x7e]*"), "method or target");
        List<String> fields = fields();
        Request head = new Request(line[0], line[1], fields, "");
        require(head.values("host").size() == 1, "Host");
        List<String> lengths = head.values("content-length");
        List<String> codings = head.values("transfer-encoding");
        require(lengths.size() + codings.size() <= 1, "framing");
        String body = "";
        if (!codings.isEmpty()) {
            require(codings.get(0).equals("chunked"), "coding");
            body = chunks();
        } else if (!lengths.isEmpty()) {
            require(lengths.get(0).matches("[0-9]{1,9}"), "length");
            body = take(Integer.parseInt(lengths.get(0)));
        }
        return new Request(line[0], line[1], fields, body);
    }

    private List<String> fields() {
        List<String> fields = new ArrayList<>();
        for (String field = line(); !field.isEmpty(); field = line()) {
            require(
                    field.matches("(?s)" + TOKEN + ": ?[\\x21-\\x7e\\x80-\\xff]?([\\t \\x21-\\x7e\\x80-\\xff]*)"),
                    "field " + field);
            fields.add(field);
        }
        return fields;
    }

    private String chunks() {
        StringBuilder body = new StringBuilder();
        while (true) {
            String size = line();
            require(size.matches("[0-9a-fA-F]{1,7}"), "chunk size " + size);
            int length = Integer.parseInt(size, 16);
            if (length == 0) {
                require(fields().isEmpty(), "trailers");
                return body.toString();
            }
            body.append(take(length));
            require(take(2).equals("\r\n"), "the end of a chunk");
        }
    }

    private String line() {
        int end = bytes.indexOf("\r\n", at);
        if (end < 0) {
            throw new NoRequest("no line's end", true);
        }
        String line = bytes.substring(at, end);
        require(line.chars().noneMatch(c -> c == '\r' || c == '\n' || c == 0), "a control in a line");
        at = end + 2;
        return line;
    }

    private String take(int length) {
        if (bytes.length() - at < length) {
            throw new NoRequest("cut off", true);
        }
        at += length;
        return bytes.substring(at - length, at);
    }

    private static void require(boolean right, String what) {
        if (!right) {
            throw new NoRequest(what, false);
        }
    }
}
