package com.raptorcomply.keyservice.stamp;

import com.raptorcomply.keyservice.stamp.Stamp.Actor;
import com.raptorcomply.keyservice.stamp.Stamp.Restriction;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;

/** Creates stamps for tests: valid ones, and other texts with a correct signature. */
final class Stamps {
    static final long NOW = 1_790_000_000;

    final Ed25519PrivateKeyParameters privateKey = new Ed25519PrivateKeyParameters(new SecureRandom());
    final StampKey key = StampKey.of(privateKey.generatePublicKey().getEncoded());

    StampVerdict verify(String text) {
        return verifyAt(NOW, text);
    }

    StampVerdict verifyAt(long seconds, String text) {
        return new StampVerifier(
                        Stamp.AUDIENCE_RESOURCES,
                        kid -> kid.equals(key.kid()) ? key : null,
                        () -> Instant.ofEpochSecond(seconds))
                .verify(text);
    }

    String header() {
        return "{\"alg\":\"EdDSA\",\"kid\":\"" + key.kid() + "\",\"typ\":\"rc-stamp+jwt\"}";
    }

    String payload() {
        return new String(Claims.write(plain(NOW, NOW + 60)), StandardCharsets.UTF_8);
    }

    /** Signs any header and payload. */
    String sign(String header, String payload) {
        String signed = Base64Url.encode(header) + '.' + Base64Url.encode(payload);
        return signed + '.' + Base64Url.encode(signature(signed));
    }

    byte[] signature(String signed) {
        byte[] bytes = signed.getBytes(StandardCharsets.US_ASCII);
        Ed25519Signer signer = new Ed25519Signer();
        signer.init(true, privateKey);
        signer.update(bytes, 0, bytes.length);
        return signer.generateSignature();
    }

    static Stamp plain(long issuedAt, long expiresAt) {
        return new Stamp(
                "gateway-1",
                List.of(Stamp.AUDIENCE_RESOURCES),
                issuedAt,
                expiresAt,
                new UUID(1, 2),
                "Énergie du Québec",
                new UUID(3, 4),
                "Nightly \"sync\"",
                "organization",
                null,
                null,
                null,
                List.of("cyber-assets:create", "facilities:read"),
                List.of(),
                17);
    }

    /** Returns the least stamp for other audiences. */
    static Stamp plain(List<String> audiences) {
        Stamp plain = plain(NOW, NOW + 60);
        return new Stamp(
                plain.issuer(),
                audiences,
                plain.issuedAtSeconds(),
                plain.expiresAtSeconds(),
                plain.organizationId(),
                plain.organizationName(),
                plain.keyId(),
                plain.keyName(),
                plain.kind(),
                null,
                null,
                null,
                plain.permissions(),
                plain.restrictions(),
                plain.sequence());
    }

    static Stamp full(long issuedAt, long expiresAt) {
        Stamp plain = plain(issuedAt, expiresAt);
        Restriction restriction = new Restriction(List.of(new UUID(5, 6)), List.of(), List.of(), List.of("read"));
        return new Stamp(
                plain.issuer(),
                plain.audiences(),
                issuedAt,
                expiresAt,
                plain.organizationId(),
                plain.organizationName(),
                plain.keyId(),
                plain.keyName(),
                "user",
                "org_admin",
                new UUID(7, 8),
                new Actor(new UUID(9, 10), "Ana"),
                plain.permissions(),
                List.of(restriction),
                18);
    }

    static Stamp largest(long issuedAt, long expiresAt) {
        String name = "\uD83D\uDD11".repeat(255);
        List<String> rights =
                Stream.generate(() -> "policy-documents:approve").limit(60).toList();
        List<UUID> places = Stream.generate(UUID::randomUUID).limit(20).toList();
        Restriction restriction = new Restriction(places, List.of(), List.of(), rights.subList(0, 20));
        return new Stamp(
                "gateway-12345678",
                List.of(Stamp.AUDIENCE_RESOURCES),
                issuedAt,
                expiresAt,
                new UUID(1, 2),
                name,
                new UUID(3, 4),
                name,
                "organization",
                "platform_admin",
                new UUID(7, 8),
                new Actor(new UUID(9, 10), name),
                rights,
                Stream.generate(() -> restriction).limit(10).toList(),
                Long.MAX_VALUE);
    }
}
