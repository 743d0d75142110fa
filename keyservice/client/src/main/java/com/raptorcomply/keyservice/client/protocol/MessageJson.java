package com.raptorcomply.keyservice.client.protocol;

import com.raptorcomply.keyservice.client.grant.Change;
import com.raptorcomply.keyservice.client.grant.Grant;
import com.raptorcomply.keyservice.client.grant.GrantJson;
import com.raptorcomply.keyservice.client.grant.Subject;
import com.raptorcomply.keyservice.client.key.TagKeys;
import com.raptorcomply.keyservice.client.protocol.Message.Changed;
import com.raptorcomply.keyservice.client.protocol.Message.Join;
import com.raptorcomply.keyservice.client.protocol.Message.Joined;
import com.raptorcomply.keyservice.client.protocol.Message.Leave;
import com.raptorcomply.keyservice.client.protocol.Message.Rejoin;
import com.raptorcomply.keyservice.client.protocol.Message.Renew;
import com.raptorcomply.keyservice.client.protocol.Message.Renewed;
import com.raptorcomply.keyservice.client.protocol.Message.ToGateway;
import com.raptorcomply.keyservice.client.protocol.Message.ToKeyService;
import com.raptorcomply.keyservice.client.protocol.Message.Warm;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Encodes messages as JSON, one per text frame, distinguished by the member {@code type}. */
public final class MessageJson {
    private MessageJson() {}

    public static String encode(ToKeyService message) {
        if (message instanceof Join join) {
            return start("join", join)
                    .put("gateway", join.gateway())
                    .put("graceMillis", join.graceMillis())
                    .put("stampKey", join.stampKey())
                    .encode();
        }
        if (message instanceof Renew renew) {
            return start("renew", renew)
                    .put("request", renew.request())
                    .put("applied", renew.applied())
                    .encode();
        }
        return start("leave", message).encode();
    }

    /** @throws RuntimeException of any kind if it is no message */
    public static ToKeyService toKeyService(String text) {
        JsonObject json = new JsonObject(text);
        String session = text(json, "session");
        return switch (text(json, "type")) {
            case "join" ->
                new Join(session, text(json, "gateway"), json.getLong("graceMillis"), json.getString("stampKey"));
            case "renew" -> new Renew(session, json.getLong("request"), json.getLong("applied"));
            case "leave" -> new Leave(session);
            default -> throw new IllegalArgumentException("Unknown message type");
        };
    }

    public static String encode(ToGateway message) {
        if (message instanceof Warm warm) {
            JsonArray grants = new JsonArray();
            warm.grants().forEach(grant -> grants.add(GrantJson.encode(grant)));
            return start("warm", warm).put("grants", grants).encode();
        }
        if (message instanceof Joined joined) {
            return encode(joined).encode();
        }
        if (message instanceof Renewed renewed) {
            return start("renewed", renewed)
                    .put("request", renewed.request())
                    .put("epoch", renewed.epoch())
                    .put("head", renewed.head())
                    .put("changes", encode(renewed.changes()))
                    .put("gateways", renewed.gateways())
                    .put("wallMillis", renewed.wallMillis())
                    .encode();
        }
        if (message instanceof Changed changed) {
            return start("changed", changed)
                    .put("epoch", changed.epoch())
                    .put("changes", encode(changed.changes()))
                    .encode();
        }
        return start("rejoin", message)
                .put("reason", ((Rejoin) message).reason())
                .encode();
    }

    /** @throws RuntimeException of any kind if it is no message */
    public static ToGateway toGateway(String text) {
        JsonObject json = new JsonObject(text);
        String session = text(json, "session");
        return switch (text(json, "type")) {
            case "warm" -> new Warm(session, grants(json.getJsonArray("grants")));
            case "joined" -> joined(session, json);
            case "renewed" ->
                new Renewed(
                        session,
                        json.getLong("request"),
                        text(json, "epoch"),
                        json.getLong("head"),
                        changes(json),
                        gateways(json),
                        json.getLong("wallMillis", 0L));
            case "changed" -> new Changed(session, text(json, "epoch"), changes(json));
            case "rejoin" -> new Rejoin(session, text(json, "reason"));
            default -> throw new IllegalArgumentException("Unknown message type");
        };
    }

    private static JsonObject encode(Joined joined) {
        JsonObject tagKeys = new JsonObject();
        joined.tagKeys()
                .keys()
                .forEach((version, key) ->
                        tagKeys.put(version.toString(), Base64.getEncoder().encodeToString(key)));
        return start("joined", joined)
                .put("epoch", joined.epoch())
                .put("sequence", joined.sequence())
                .put("termMillis", joined.terms().termMillis())
                .put("graceMillis", joined.terms().graceMillis())
                .put("marginMillis", joined.terms().marginMillis())
                .put("gateways", joined.gateways())
                .put("tagKeyCurrent", String.valueOf(joined.tagKeys().current()))
                .put("tagKeys", tagKeys);
    }

    private static Joined joined(String session, JsonObject json) {
        Map<Character, byte[]> tagKeys = new TreeMap<>();
        json.getJsonObject("tagKeys")
                .forEach(entry -> tagKeys.put(
                        entry.getKey().charAt(0), Base64.getDecoder().decode((String) entry.getValue())));
        LeaseTerms terms =
                new LeaseTerms(json.getLong("termMillis"), json.getLong("graceMillis"), json.getLong("marginMillis"));
        char current = text(json, "tagKeyCurrent").charAt(0);
        return new Joined(
                session,
                text(json, "epoch"),
                json.getLong("sequence"),
                terms,
                new TagKeys(current, tagKeys),
                gateways(json));
    }

    /** A key service of an earlier version omits the number; then the gateway assumes that it is alone. */
    private static int gateways(JsonObject json) {
        return Math.max(1, json.getInteger("gateways", 1));
    }

    private static List<Grant> grants(JsonArray array) {
        return array.stream().map(grant -> GrantJson.decode((JsonObject) grant)).toList();
    }

    private static JsonArray encode(List<Change> changes) {
        JsonArray array = new JsonArray();
        changes.forEach(change -> array.add(new JsonObject()
                .put("sequence", change.sequence())
                .put("kind", change.subject().kind().wireName())
                .put("id", change.subject().id())));
        return array;
    }

    private static List<Change> changes(JsonObject json) {
        return json.getJsonArray("changes").stream()
                .map(change -> change((JsonObject) change))
                .toList();
    }

    private static Change change(JsonObject json) {
        Subject.Kind kind = Subject.Kind.ofWireName(text(json, "kind"));
        return new Change(json.getLong("sequence"), new Subject(kind, text(json, "id")));
    }

    private static JsonObject start(String type, Message message) {
        return new JsonObject().put("type", type).put("session", message.session());
    }

    private static String text(JsonObject json, String name) {
        String text = json.getString(name);
        if (text == null) {
            throw new IllegalArgumentException("Member " + name + " is missing");
        }
        return text;
    }
}
