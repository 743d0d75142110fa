package com.raptorcomply.gateway.endpoint;

import com.raptorcomply.gateway.request.RequestContext;
import com.raptorcomply.gateway.route.RequestTarget;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.zip.GZIPOutputStream;

/**
 * Serves {@code /docs}: Swagger UI with the document of the whole API, and the guides below it. All its files come from the gateway, and the browser
 * may connect to nothing else. Any thread.
 */
final class DocumentationPage {
    static final String PATH = "/docs";

    /** People add the slash, and all links of the page are absolute, so it is the same page. */
    private static final String PATH_WITH_SLASH = PATH + "/";

    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
                    + "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy", POLICY,
            "X-Content-Type-Options", "nosniff",
            "Referrer-Policy", "no-referrer",
            "Vary", "Accept-Encoding");
    private static final String GZIP = "gzip";
    private static final String HTML = "text/html; charset=utf-8";
    private static final Map<String, String> GUIDES = GuidePage.files();
    private static final Set<String> FILES = Set.of(
            PATH_WITH_SLASH, "/docs/docs.js", "/docs/docs.css", "/docs/swagger-ui.css", "/docs/swagger-ui-bundle.js");

    private final Map<String, Asset> assets = new HashMap<>();

    private record Asset(String contentType, Buffer plain, Buffer zipped) {}

    /** Reads the files of the page. Blocks. */
    DocumentationPage() {
        String viewer = "/META-INF/resources/webjars/swagger-ui/" + viewerVersion() + '/';
        add(PATH, HTML, text("/docs/index.html").replace("<!--navigation-->", GuidePage.navigation()));
        assets.put(PATH_WITH_SLASH, assets.get(PATH));
        GUIDES.forEach((path, file) -> add(path, HTML, GuidePage.render(text("/docs/guides/" + file))));
        add("/docs/docs.js", "text/javascript; charset=utf-8", text("/docs/docs.js"));
        add("/docs/docs.css", "text/css; charset=utf-8", text("/docs/docs.css"));
        add("/docs/swagger-ui.css", "text/css; charset=utf-8", text(viewer + "swagger-ui.css"));
        add("/docs/swagger-ui-bundle.js", "text/javascript; charset=utf-8", text(viewer + "swagger-ui-bundle.js"));
    }

    /** Returns true for the page and its files. */
    static boolean has(RequestTarget target) {
        return target.uri().startsWith(PATH)
                && (target.isExactly(PATH) || FILES.contains(target.path()) || GUIDES.containsKey(target.path()));
    }

    void answer(RequestContext context) {
        Asset asset = assets.get(context.target().path());
        if (asset == null) {
            throw new IllegalStateException("Not a file of the page");
        }
        String accepted = context.request().getHeader("Accept-Encoding");
        boolean zipped = accepted != null && accepted.contains(GZIP);
        Map<String, String> headers = new HashMap<>(HEADERS);
        if (zipped) {
            headers.put("Content-Encoding", GZIP);
        }
        context.answer(asset.contentType, zipped ? asset.zipped : asset.plain, headers);
    }

    private void add(String path, String contentType, String text) {
        byte[] plain = text.getBytes(StandardCharsets.UTF_8);
        assets.put(path, new Asset(contentType, Buffer.buffer(plain), Buffer.buffer(zip(plain))));
    }

    private static String viewerVersion() {
        Properties properties = new Properties();
        try (InputStream stream = open("/META-INF/maven/org.webjars/swagger-ui/pom.properties")) {
            properties.load(stream);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version");
    }

    private static String text(String resource) {
        try (InputStream stream = open(resource)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream open(String resource) {
        InputStream stream = DocumentationPage.class.getResourceAsStream(resource);
        if (stream == null) {
            throw new IllegalStateException("The class path has no " + resource);
        }
        return stream;
    }

    private static byte[] zip(byte[] plain) {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream stream = new GZIPOutputStream(zipped)) {
            stream.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return zipped.toByteArray();
    }
}
