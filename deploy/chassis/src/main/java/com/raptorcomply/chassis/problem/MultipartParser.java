package com.raptorcomply.chassis.problem;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Splits the bytes of a {@code multipart/form-data} body (RFC 7578, RFC 2046 section 5.1.1) into its parts, however the bytes
 * are divided. It keeps at most a part's header, or as many bytes as the delimiter has. Without I/O; not thread-safe.
 */
final class MultipartParser {
    private static final String NEW_LINE = "\r\n";
    private static final byte[] HEADER_END = (NEW_LINE + NEW_LINE).getBytes(StandardCharsets.US_ASCII);
    private static final int HEADER_BYTES_MAX = 16 * 1024;
    /** Bytes before the first part and after the last one, which have no meaning. */
    private static final int AROUND_BYTES_MAX = 16 * 1024;

    private final byte[] delimiter;
    private final ErrorCode malformed;
    private final Receiver receiver;
    private State state = State.BEFORE;
    /** The bytes that are received, but not read yet. A form may begin with its delimiter without the line break before it. */
    private byte[] rest = NEW_LINE.getBytes(StandardCharsets.US_ASCII);

    private int around;

    /** Receives the parts in turn. A method that throws ends the parsing. */
    interface Receiver {
        void begin(PartHeader header);

        /** Takes the next bytes of the part, which are the receiver's own. */
        void content(byte[] bytes);

        void end();
    }

    /** The kind of bytes that come next. */
    private enum State {
        BEFORE,
        CONTENT,
        AFTER_DELIMITER,
        HEADER,
        AFTER,
        STOPPED
    }

    /**
     * @param boundary as Content-Type gives it, one character per byte
     * @param malformed the code of the 400 for a body that is no form
     */
    MultipartParser(String boundary, ErrorCode malformed, Receiver receiver) {
        this.delimiter = (NEW_LINE + "--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
        this.malformed = malformed;
        this.receiver = receiver;
    }

    /**
     * Takes the next bytes; ignores them after {@link #stop}.
     *
     * @throws ProblemException for what is no form
     */
    void take(byte[] chunk) {
        if (state == State.STOPPED) {
            return;
        }
        byte[] bytes = Arrays.copyOf(rest, rest.length + chunk.length);
        System.arraycopy(chunk, 0, bytes, rest.length, chunk.length);
        int from = 0;
        for (int next = 0; next >= 0 && state != State.STOPPED; next = next(bytes, from)) {
            from = next;
        }
        rest = state == State.STOPPED ? new byte[0] : Arrays.copyOfRange(bytes, from, bytes.length);
    }

    /**
     * Takes the end of the body.
     *
     * @throws ProblemException if the form is not whole
     */
    void finish() {
        if (state == State.BEFORE) {
            throw malformed("The body has no part that begins with the boundary of Content-Type");
        }
        if (state != State.AFTER) {
            throw malformed("The last part of the form has no end");
        }
    }

    /** Forgets what is received, and ignores what comes. May be called by the receiver. */
    void stop() {
        state = State.STOPPED;
        rest = new byte[0];
    }

    /** Reads what comes next. Returns the place after it; -1 if more bytes are needed. */
    private int next(byte[] bytes, int from) {
        return switch (state) {
            case BEFORE, CONTENT -> content(bytes, from);
            case AFTER_DELIMITER -> afterDelimiter(bytes, from);
            case HEADER -> header(bytes, from);
            case AFTER -> skip(bytes.length - from) ? bytes.length : -1;
            case STOPPED -> -1;
        };
    }

    private int content(byte[] bytes, int from) {
        int found = indexOf(delimiter, bytes, from);
        int end = found >= 0 ? found : Math.max(from, bytes.length - delimiter.length + 1);
        if (state == State.BEFORE) {
            skip(end - from);
        } else if (end > from) {
            receiver.content(Arrays.copyOfRange(bytes, from, end));
        }
        if (found < 0) {
            return end > from ? end : -1;
        }
        boolean isPart = state == State.CONTENT;
        state = State.AFTER_DELIMITER;
        if (isPart) {
            receiver.end();
        }
        return found + delimiter.length;
    }

    /** Two hyphens after a delimiter end the form. The line may be padded with white space. */
    private int afterDelimiter(byte[] bytes, int from) {
        int at = from;
        while (at < bytes.length && (bytes[at] == ' ' || bytes[at] == '\t')) {
            at++;
        }
        skip(at - from);
        if (bytes.length - at < 2) {
            return at > from ? at : -1;
        }
        String two = new String(bytes, at, 2, StandardCharsets.ISO_8859_1);
        if (!two.equals("--") && !two.equals(NEW_LINE)) {
            throw malformed(
                    "A line of the form that begins with its boundary has other text, or does not end with CR LF");
        }
        state = two.equals(NEW_LINE) ? State.HEADER : State.AFTER;
        return two.equals(NEW_LINE) ? at : at + 2;
    }

    /** The header begins with the end of the delimiter's line, so that an empty one has an end, too. */
    private int header(byte[] bytes, int from) {
        int found = indexOf(HEADER_END, bytes, from);
        if ((found < 0 ? bytes.length : found) - from > HEADER_BYTES_MAX) {
            throw malformed("The header of a part is longer than " + HEADER_BYTES_MAX + " bytes, or has no end");
        }
        if (found < 0) {
            return -1;
        }
        PartHeader header = PartHeader.of(new String(bytes, from, found - from, StandardCharsets.UTF_8), malformed);
        state = State.CONTENT;
        receiver.begin(header);
        return found + HEADER_END.length;
    }

    private boolean skip(int bytes) {
        around += bytes;
        if (around > AROUND_BYTES_MAX) {
            throw malformed("The form has more than " + AROUND_BYTES_MAX + " bytes outside of its parts");
        }
        return bytes > 0;
    }

    private static int indexOf(byte[] wanted, byte[] bytes, int from) {
        for (int at = from; at <= bytes.length - wanted.length; at++) {
            if (bytes[at] == wanted[0] && Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length)) {
                return at;
            }
        }
        return -1;
    }

    private ProblemException malformed(String message) {
        return Problem.of(malformed, message).exception();
    }
}
