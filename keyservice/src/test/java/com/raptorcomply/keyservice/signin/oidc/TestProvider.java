package com.raptorcomply.keyservice.signin.oidc;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * An OpenID provider that signs any claims that a test wants. {@link RealProviderSignsPeopleInTest} checks the same
 * against a Keycloak.
 */
final class TestProvider implements AutoCloseable {
    static final String CLIENT_ID = "key-service";
    static final String CLIENT_SECRET = "a secret of the test";
    static final String REDIRECT_BASE = "https://keys.example.test";

    private final HttpServer server;
    private final Map<String, Issued> codes = new ConcurrentHashMap<>();
    private volatile TokenKey key = TokenKey.another();

    /** The token and challenge that a code stands for. */
    private record Issued(String idToken, String challenge) {}

    TestProvider() {
        this(0);
    }

    TestProvider(int port) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/.well-known/openid-configuration", exchange -> answer(exchange, 200, metadata()));
        server.createContext(
                "/keys",
                exchange -> answer(exchange, 200, new JsonObject().put("keys", new JsonArray().add(key.jwk()))));
        server.createContext("/token", this::exchange);
        server.start();
    }

    String issuer() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    Map<String, Object> settings() {
        return Map.of(
                "oidc.issuer", issuer(),
                "oidc.clientId", CLIENT_ID,
                "oidc.clientSecret", CLIENT_SECRET,
                "oidc.redirectBase", REDIRECT_BASE);
    }

    TokenKey key() {
        return key;
    }

    /** Signs with another key from now on. */
    void changeKey() {
        key = TokenKey.another();
    }

    /** Returns the claims for the browser that was redirected to this URL. */
    JsonObject claims(String authorizeUrl, String subject, String email) {
        long now = System.currentTimeMillis() / 1_000;
        return new JsonObject()
                .put("iss", issuer())
                .put("aud", CLIENT_ID)
                .put("sub", subject)
                .put("nonce", query(authorizeUrl).get("nonce"))
                .put("iat", now)
                .put("exp", now + 60)
                .put("email", email)
                .put("email_verified", true);
    }

    /** Returns a code for the browser that was redirected to this URL. It can be exchanged for the token. */
    String code(String authorizeUrl, String idToken) {
        String code = UUID.randomUUID().toString();
        codes.put(code, new Issued(idToken, query(authorizeUrl).getOrDefault("code_challenge", "")));
        return code;
    }

    static Map<String, String> query(String url) {
        return form(URI.create(url).getRawQuery());
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void exchange(HttpExchange exchange) throws IOException {
        Map<String, String> form = form(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        String credentials = "Basic "
                + Base64.getEncoder()
                        .encodeToString((CLIENT_ID + ":" + CLIENT_SECRET).getBytes(StandardCharsets.UTF_8));
        Issued issued = codes.remove(form.getOrDefault("code", ""));
        boolean isGood = issued != null
                && credentials.equals(exchange.getRequestHeaders().getFirst("Authorization"))
                && "authorization_code".equals(form.get("grant_type"))
                && (REDIRECT_BASE + "/sessions/oidc/callback").equals(form.get("redirect_uri"))
                && issued.challenge().equals(challenge(form.getOrDefault("code_verifier", "")));
        if (!isGood) {
            answer(exchange, 400, new JsonObject().put("error", "invalid_grant"));
            return;
        }
        JsonObject tokens = new JsonObject()
                .put("access_token", "opaque")
                .put("token_type", "Bearer")
                .put("expires_in", 60);
        answer(exchange, 200, issued.idToken().isEmpty() ? tokens : tokens.put("id_token", issued.idToken()));
    }

    private JsonObject metadata() {
        return new JsonObject()
                .put("issuer", issuer())
                .put("authorization_endpoint", issuer() + "/authorize")
                .put("token_endpoint", issuer() + "/token")
                .put("jwks_uri", issuer() + "/keys");
    }

    private static void answer(HttpExchange exchange, int status, JsonObject body) throws IOException {
        byte[] bytes = body.encode().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static Map<String, String> form(String encoded) {
        Map<String, String> values = new HashMap<>();
        for (String pair : encoded.split("&", -1)) {
            String[] parts = pair.split("=", 2);
            values.put(parts[0], parts.length < 2 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return values;
    }

    private static String challenge(String verifier) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
