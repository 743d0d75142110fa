package com.raptorcomply.gateway.route;

import static com.raptorcomply.fuzz.Property.holds;
import static com.raptorcomply.fuzz.Property.latin;

import com.raptorcomply.gateway.route.Route.Access;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An accepted target has one meaning: it is its own normal form, Java's parser reads the same path, decoding it yields
 * the same segments, and its text and its decoded path match the same route.
 */
public final class PathNormalizerFuzz {
    private static final List<String> PREFIXES =
            List.of("/api-keys", "/api-keys/revoke-leaked", "/facilities", "/users", "/");
    private static final RouteTable ROUTES = new RouteTable(PREFIXES.stream()
            .map(prefix -> new Route(prefix, "upstream", Access.KEY, List.of(), null, false, 0, null))
            .toList());

    private PathNormalizerFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        String raw = latin(input);
        RequestTarget target = RequestTarget.parse(raw);
        if (target == null) {
            return;
        }
        holds(target.equals(RequestTarget.parse(target.uri())), "The normal form is its own", raw);
        holds(target.uri().length() <= raw.length(), "It is no longer than what was sent", raw);
        int query = raw.indexOf('?');
        String path = target.path();
        holds(
                target.uri().substring(target.pathEnd()).equals(query < 0 ? "" : raw.substring(query)),
                "The query is as it was sent",
                raw);
        holds(decoded(path).equals(decoded(query < 0 ? raw : raw.substring(0, query))), "It means the same", raw);
        oneReading(path, decoded(path), raw);
        @Nullable Route route = ROUTES.match(target);
        holds(
                route != null && Optional.of(route.prefix()).equals(routeOf(decoded(path))),
                "Its route is that of its decoded path",
                raw);
    }

    private static void oneReading(String path, String decoded, String raw) {
        try {
            URI uri = new URI(path);
            holds(path.equals(uri.getRawPath()), "Java reads the same path", raw);
            holds(path.equals(uri.normalize().getRawPath()), "Java finds nothing to normalize", raw);
        } catch (URISyntaxException e) {
            throw new AssertionError("Java reads no path there: " + raw, e);
        }
        for (String segment : decoded.substring(1).split("/", -1)) {
            String name = segment.replaceFirst(";.*", "");
            holds(!name.equals(".") && !name.equals(".."), "No segment leads elsewhere", raw);
            holds(!name.isEmpty() || segment.isEmpty(), "No segment is nothing but parameters", raw);
        }
        holds(decoded.indexOf("//") < 0, "No segment is empty", raw);
        holds(decoded.chars().noneMatch(c -> c < ' ' || c == 0x7f || c == '\\'), "Nothing odd is hidden", raw);
        holds(count(decoded, '/') == count(path, '/'), "No separator is hidden", raw);
    }

    /** Returns the route with the longest prefix of complete segments. */
    private static Optional<String> routeOf(String decoded) {
        return PREFIXES.stream()
                .filter(prefix -> prefix.equals("/") || (decoded + "/").startsWith(prefix + "/"))
                .max(Comparator.comparingInt(String::length));
    }

    private static long count(String text, char wanted) {
        return text.chars().filter(c -> c == wanted).count();
    }

    /** Decodes each escape to its octet, once. */
    private static String decoded(String path) {
        StringBuilder octets = new StringBuilder();
        for (int i = 0; i < path.length(); i++) {
            if (path.charAt(i) == '%') {
                octets.append((char) Integer.parseInt(path.substring(i + 1, i + 3), 16));
                i += 2;
            } else {
                octets.append(path.charAt(i));
            }
        }
        return new String(octets.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.ISO_8859_1);
    }
}
