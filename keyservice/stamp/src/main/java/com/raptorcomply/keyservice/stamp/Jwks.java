package com.raptorcomply.keyservice.stamp;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Writes and parses the gateways' public keys as a JSON Web Key Set (RFC 7517, RFC 8037). */
public final class Jwks {
    public static final String PATH = "/.well-known/jwks.json";

    /** The size of a document, about 5,000 keys. {@link #parse} rejects a larger document before reading it. */
    public static final int DOCUMENT_BYTES_MAX = 1 << 20;

    private Jwks() {}

    public static String write(Collection<StampKey> keys) {
        return keys.stream().map(Jwks::jwk).collect(Collectors.joining(",", "{\"keys\":[", "]}"));
    }

    /**
     * Returns the keys of a set that can verify stamps. Skips other keys (RFC 7517 section 5), and a key whose {@code
     * kid} is not its own thumbprint.
     *
     * @throws IOException if the document is not a key set
     */
    public static List<StampKey> parse(String document) throws IOException {
        byte[] json = document.getBytes(StandardCharsets.UTF_8);
        if (json.length > DOCUMENT_BYTES_MAX) {
            throw new IOException("A key set has at most " + DOCUMENT_BYTES_MAX + " bytes");
        }
        List<StampKey> keys = new ArrayList<>();
        for (JsonMembers members : new JsonMembers(StrictJson.object(json)).objects("keys")) {
            if (isEd25519(members)) {
                add(members, keys);
            }
        }
        return List.copyOf(keys);
    }

    private static String jwk(StampKey key) {
        return "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"use\":\"sig\",\"alg\":\"EdDSA\",\"kid\":\"" + key.kid()
                + "\",\"x\":\"" + Base64Url.encode(key.bytes()) + "\"}";
    }

    private static boolean isEd25519(JsonMembers members) throws IOException {
        return members.optional("kty")
                && members.text("kty").equals("OKP")
                && members.optional("crv")
                && members.text("crv").equals("Ed25519");
    }

    private static void add(JsonMembers members, List<StampKey> keys) throws IOException {
        byte[] bytes = Base64Url.decode(members.text("x"));
        String kid = members.text("kid");
        try {
            StampKey key = StampKey.of(bytes == null ? new byte[0] : bytes);
            if (key.kid().equals(kid)) {
                keys.add(key);
            }
        } catch (IllegalArgumentException e) {
            throw new IOException("Key " + kid + " is not an Ed25519 public key", e);
        }
    }
}
