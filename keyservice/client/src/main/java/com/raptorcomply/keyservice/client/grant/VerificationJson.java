package com.raptorcomply.keyservice.client.grant;

import com.raptorcomply.keyservice.client.grant.Verdict.Granted;
import com.raptorcomply.keyservice.client.grant.Verdict.Reason;
import com.raptorcomply.keyservice.client.grant.Verdict.Refused;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;

/**
 * Encodes and decodes the bodies of {@code POST /internal/verifications}. The request has a secret's id, the digest of
 * the presented key (never the key), and the user to act as, if any. The response is {@code {epoch, sequence, verdict,
 * reason?, grant?, subjects}}.
 */
public final class VerificationJson {
    private static final String GRANTED = "granted";
    private static final String REFUSED = "refused";

    private VerificationJson() {}

    public static JsonObject encode(VerificationRequest request) {
        JsonObject json = new JsonObject()
                .put("secretId", request.secretId())
                .put("digest", request.digest().toBase64Url());
        UUID actsAs = request.actsAs();
        return actsAs == null ? json : json.put("actAs", actsAs.toString());
    }

    public static JsonObject encode(Verification verification) {
        Verdict verdict = verification.verdict();
        JsonArray subjects = new JsonArray();
        verdict.subjects().forEach(subject -> subjects.add(encode(subject)));
        JsonObject json = new JsonObject()
                .put("epoch", verification.epoch())
                .put("sequence", verdict.sequence())
                .put("subjects", subjects);
        if (verdict instanceof Granted granted) {
            return json.put("verdict", GRANTED).put("grant", GrantJson.encode(granted.grant()));
        }
        return json.put("verdict", REFUSED)
                .put("reason", ((Refused) verdict).reason().wireName());
    }

    /**
     * Decodes a response.
     *
     * @throws RuntimeException of any kind if the JSON is not a verification, because the peer is broken or not the key
     *     service
     */
    public static Verification decode(JsonObject json) {
        return new Verification(GrantJson.text(json, "epoch"), verdict(json));
    }

    private static Verdict verdict(JsonObject json) {
        String verdict = GrantJson.text(json, "verdict");
        if (verdict.equals(GRANTED)) {
            return new Granted(GrantJson.decode(json.getJsonObject("grant")));
        }
        if (!verdict.equals(REFUSED)) {
            throw new IllegalArgumentException("Unknown verdict: " + verdict);
        }
        List<Subject> subjects = json.getJsonArray("subjects").stream()
                .map(subject -> subject((JsonObject) subject))
                .toList();
        Reason reason = Reason.ofWireName(GrantJson.text(json, "reason"));
        return new Refused(reason, subjects, json.getLong("sequence"));
    }

    /** Encodes a subject, for example {@code {"kind":"key","id":"…"}}. */
    public static JsonObject encode(Subject subject) {
        return new JsonObject().put("kind", subject.kind().wireName()).put("id", subject.id());
    }

    /**
     * Decodes a subject.
     *
     * @throws RuntimeException of any kind if the JSON is not a subject
     */
    public static Subject subject(JsonObject json) {
        return new Subject(Subject.Kind.ofWireName(GrantJson.text(json, "kind")), GrantJson.text(json, "id"));
    }
}
