package com.raptorcomply.chassis.http.framing;

import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Requests that two servers could frame differently, each followed by a valid request that must never get a response.
 */
public final class AmbiguousRequests {
    private static final int BODY_BYTES = 11;
    private static final String BODY = "{\"keys\":[]}";
    private static final int READ_TIMEOUT_MILLIS = 15_000;
    private static final BigInteger CHUNK_MAX = BigInteger.valueOf(Integer.MAX_VALUE);
    private static final BigInteger LENGTH_MAX = BigInteger.valueOf(Long.MAX_VALUE);

    private static final Pattern ANSWER = Pattern.compile("HTTP/1\\.[01] [2-5][0-9][0-9] ");

    /**
     * One ambiguous request.
     *
     * @param text sent, with the valid request
     * @param waited true if the server waits for the rest of the announced body, which never comes
     */
    public record Ambiguous(String what, String text, boolean waited) {
        @Override
        public String toString() {
            return what;
        }
    }

    private AmbiguousRequests() {}

    /**
     * Returns all ambiguous requests.
     *
     * @param post a request line and header fields of a POST of JSON, without framing and without the empty line
     * @param next the valid request that follows
     */
    public static Stream<Ambiguous> of(String post, String next) {
        List<Ambiguous> all = new ArrayList<>();
        for (int bits : new int[] {31, 32, 63, 64, 65, 128}) {
            for (int more : new int[] {-1, 0, 1, BODY_BYTES}) {
                BigInteger size = BigInteger.ONE.shiftLeft(bits).add(BigInteger.valueOf(more));
                for (String zeros : List.of("", "0".repeat(16))) {
                    String name = zeros + "2^" + bits + " + " + more;
                    all.add(chunked(
                            "a chunk of " + name,
                            zeros + size.toString(16),
                            post,
                            next,
                            size.compareTo(CHUNK_MAX) <= 0));
                    all.add(new Ambiguous(
                            "a length of " + name,
                            post + "Content-Length: " + zeros + size + "\r\n\r\n" + BODY + next,
                            size.compareTo(LENGTH_MAX) <= 0));
                }
            }
        }
        all.addAll(oddChunks(post, next));
        all.addAll(controls(next));
        all.addAll(framings(post, next));
        return all.stream();
    }

    private static List<Ambiguous> oddChunks(String post, String next) {
        String size = Integer.toHexString(BODY_BYTES);
        return Stream.of(" " + size, "\t" + size, size + " ", "0x" + size, "+" + size, "-" + size, "")
                .map(odd -> chunked("a chunk of '" + odd + "'", odd, post, next, false))
                .toList();
    }

    private static List<Ambiguous> controls(String next) {
        List<Ambiguous> all = new ArrayList<>();
        for (char control : new char[] {0, 1, 0xb, 0xc, 0x1f, ' ', '\t'}) {
            String code = String.format(Locale.ROOT, "0x%02x", (int) control);
            all.add(new Ambiguous(code + " before a request line", control + next, false));
            all.add(new Ambiguous(code + " and an empty line before it", control + "\r\n" + next, false));
        }
        return all;
    }

    private static List<Ambiguous> framings(String post, String next) {
        return Map.of(
                        "a coding and a length",
                        "Transfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n0\r\n\r\n",
                        "a length and a coding",
                        "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                        "two codings",
                        "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
                        "another coding",
                        "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
                        "a folded line",
                        "X-One: 1\r\n 2\r\n\r\n",
                        "a folded length",
                        "Content-Length:\r\n 3\r\n\r\nabc",
                        "two hosts",
                        "Host: b\r\nContent-Length: 0\r\n\r\n",
                        "two lengths",
                        "Content-Length: 0\r\nContent-Length: 0\r\n\r\n")
                .entrySet()
                .stream()
                .map(framing -> new Ambiguous(framing.getKey(), post + framing.getValue() + next, false))
                .toList();
    }

    private static Ambiguous chunked(String what, String size, String post, String next, boolean waited) {
        return new Ambiguous(
                what,
                post + "Transfer-Encoding: chunked\r\n\r\n" + size + "\r\n" + BODY + "\r\n0\r\n\r\n" + next,
                waited);
    }

    /** Sends one to a local port and reads until the server closes the connection. */
    public static String exchange(int port, Ambiguous request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(READ_TIMEOUT_MILLIS);
            write(socket, request);
            StringBuilder read = new StringBuilder();
            try {
                for (int b = socket.getInputStream().read();
                        b >= 0;
                        b = socket.getInputStream().read()) {
                    read.append((char) b);
                }
            } catch (SocketException reset) {
                return read.toString();
            }
            return read.toString();
        }
    }

    /** Ignores failures, because the server may have closed the connection already. */
    private static void write(Socket socket, Ambiguous request) throws IOException {
        try {
            socket.getOutputStream().write(request.text().getBytes(StandardCharsets.ISO_8859_1));
            if (request.waited()) {
                socket.shutdownOutput();
            }
        } catch (SocketException ended) {
            return;
        }
    }

    /** Returns the statuses of the responses in a text. */
    public static List<String> statuses(String read) {
        return ANSWER.matcher(read)
                .results()
                .map(found -> found.group().substring(9, 12))
                .toList();
    }
}
