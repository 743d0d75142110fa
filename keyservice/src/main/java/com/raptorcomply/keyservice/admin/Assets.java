package com.raptorcomply.keyservice.admin;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.codec.binary.Hex;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * The style sheet, scripts and images of the pages. Their folder's name is a digest of all of them, so browsers keep
 * them for ever and still get a new version at once.
 */
public final class Assets {
    private static final String FOLDER = "/admin/web/";
    private static final String FOREVER = "public, max-age=31536000, immutable";
    private static final int DIGEST_CHARACTERS = 16;

    private static final Map<String, String> TYPES = Map.of(
            "page.css", "text/css; charset=utf-8",
            "page.js", "text/javascript; charset=utf-8",
            "invitation.js", "text/javascript; charset=utf-8",
            "icon.svg", "image/svg+xml",
            "favicon.ico", "image/x-icon");

    private final Map<String, File> files = new TreeMap<>();
    private final String folder;

    private record File(String type, Buffer content, Buffer gzipped) {}

    private Assets(Map<String, byte[]> contents) {
        MessageDigest digest = DigestUtils.getSha256Digest();
        contents.forEach((name, content) -> {
            digest.update(content);
            files.put(name, new File(typeOf(name), Buffer.buffer(content), gzip(content)));
        });
        folder = FOLDER + Hex.encodeHexString(digest.digest()).substring(0, DIGEST_CHARACTERS) + "/";
    }

    /** Reads the files from the class path. Blocks. */
    static Assets read() {
        Map<String, byte[]> contents = new TreeMap<>();
        TYPES.keySet().forEach(name -> contents.put(name, content(name)));
        return new Assets(contents);
    }

    /** Returns the address of a file. */
    public String path(String name) {
        if (!files.containsKey(name)) {
            throw new IllegalArgumentException("No such file: " + name);
        }
        return folder + name;
    }

    void mount(Router router) {
        files.forEach((name, file) ->
                router.get(folder + name).method(HttpMethod.HEAD).handler(context -> send(context, file, FOREVER)));
        File icon = Objects.requireNonNull(files.get("favicon.ico"));
        router.get("/favicon.ico").method(HttpMethod.HEAD).handler(context -> send(context, icon, "max-age=86400"));
    }

    /** Sends a file, compressed if the browser accepts it: these files reflect nothing that a client has sent. */
    private static void send(RoutingContext context, File file, String cacheControl) {
        HttpServerResponse response = context.response();
        response.putHeader(HttpHeaders.CONTENT_TYPE, file.type())
                .putHeader(HttpHeaders.CACHE_CONTROL, cacheControl)
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader(HttpHeaders.VARY, "Accept-Encoding");
        String accepted = context.request().getHeader(HttpHeaders.ACCEPT_ENCODING);
        if (accepted != null && accepted.contains("gzip")) {
            response.putHeader(HttpHeaders.CONTENT_ENCODING, "gzip").end(file.gzipped());
        } else {
            response.end(file.content());
        }
    }

    private static String typeOf(String name) {
        return Objects.requireNonNull(TYPES.get(name));
    }

    private static byte[] content(String name) {
        try (InputStream stream = Assets.class.getResourceAsStream("/admin/" + name)) {
            if (stream == null) {
                throw new IllegalStateException("/admin/" + name + " is missing");
            }
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Buffer gzip(byte[] content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Buffer.buffer(bytes.toByteArray());
    }
}
