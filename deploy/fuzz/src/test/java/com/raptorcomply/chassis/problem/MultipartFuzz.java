package com.raptorcomply.chassis.problem;

import static com.raptorcomply.fuzz.Property.holds;
import static com.raptorcomply.fuzz.Property.latin;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A form has the same parts however the network divides it, and a part that is written is read as it was. The parser refuses
 * what is no form with a 400 and nothing else. The input's first byte says where the chunks end; the rest is a body whose
 * boundary is {@code b}, and also the content of a part.
 */
public final class MultipartFuzz {
    private static final String BOUNDARY = "b";
    private static final String DELIMITER = "\r\n--" + BOUNDARY;
    private static final String HEADER =
            "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\n";

    private MultipartFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length == 0) {
            return;
        }
        int step = 1 + (input[0] & 0x1f);
        String body = latin(Arrays.copyOfRange(input, 1, input.length));
        List<String> whole = parse(body, body.length());
        holds(whole.equals(parse(body, step)), "The parts are the same in chunks of " + step, body);
        if (!("\r\n" + body).contains(DELIMITER)) {
            written(body, step);
        }
    }

    private static void written(String content, int step) {
        String form = "--" + BOUNDARY + HEADER + content + DELIMITER + "--\r\n";
        holds(
                parse(form, step).equals(List.of("file", "a.csv", content, "whole")),
                "A part is read as it was written",
                content);
    }

    /** Returns name, file's name and content of each part, then whether the form is whole. */
    private static List<String> parse(String body, int step) {
        Parts parts = new Parts();
        MultipartParser parser = new MultipartParser(BOUNDARY, ErrorCode.MALFORMED_REQUEST, parts);
        byte[] bytes = body.getBytes(StandardCharsets.ISO_8859_1);
        try {
            for (int at = 0; at < bytes.length; at += step) {
                parser.take(Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + step)));
            }
            parser.finish();
            parts.read.add("whole");
        } catch (ProblemException refused) {
            holds(refused.problem().status() == 400, "A form is refused with a 400", body);
            parts.end();
            parts.read.add("refused: " + refused.problem().message());
        }
        return parts.read;
    }

    /** Keeps what it receives. */
    private static final class Parts implements MultipartParser.Receiver {
        private final List<String> read = new ArrayList<>();
        private final StringBuilder content = new StringBuilder();

        @Override
        public void begin(PartHeader header) {
            read.add(header.name());
            read.add(String.valueOf(header.fileName()));
        }

        @Override
        public void content(byte[] bytes) {
            holds(bytes.length > 0, "Content is passed on only where there is some", read);
            content.append(latin(bytes));
        }

        @Override
        public void end() {
            read.add(content.toString());
            content.setLength(0);
        }
    }
}
