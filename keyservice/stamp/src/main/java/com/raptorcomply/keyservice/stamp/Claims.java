package com.raptorcomply.keyservice.stamp;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.raptorcomply.keyservice.stamp.Stamp.Actor;
import com.raptorcomply.keyservice.stamp.Stamp.Restriction;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * Writes and reads a stamp as the payload of its JWS. {@link #read} rejects a missing member, an unknown member and a
 * member of another type.
 */
final class Claims {
    /** Encodes a character beyond U+FFFF in four bytes, where Jackson's default takes twelve. */
    private static final JsonFactory FACTORY =
            new JsonFactory().enable(JsonGenerator.Feature.COMBINE_UNICODE_SURROGATES_IN_UTF8);

    private Claims() {}

    static byte[] write(Stamp stamp) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(0); // grows once: the generator flushes one buffer
        try (JsonGenerator json = FACTORY.createGenerator(out)) {
            json.writeStartObject();
            writeLife(json, stamp);
            writeIdentity(json, stamp);
            writePermissions(json, stamp);
            json.writeNumberField("seq", stamp.sequence());
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("Writing to memory failed", e);
        }
        return out.toByteArray();
    }

    private static void writeLife(JsonGenerator json, Stamp stamp) throws IOException {
        json.writeStringField("iss", stamp.issuer());
        if (stamp.audiences().size() == 1) {
            json.writeStringField("aud", stamp.audiences().get(0));
        } else {
            writeArray(json, "aud", stamp.audiences());
        }
        json.writeNumberField("iat", stamp.issuedAtSeconds());
        json.writeNumberField("exp", stamp.expiresAtSeconds());
    }

    private static void writeIdentity(JsonGenerator json, Stamp stamp) throws IOException {
        json.writeStringField("org", stamp.organizationId().toString());
        json.writeStringField("orgName", stamp.organizationName());
        json.writeStringField("key", stamp.keyId().toString());
        json.writeStringField("keyName", stamp.keyName());
        json.writeStringField("kind", stamp.kind());
        if (stamp.role() != null) {
            json.writeStringField("role", stamp.role());
        }
        if (stamp.ownerUserId() != null) {
            json.writeStringField("owner", stamp.ownerUserId().toString());
        }
        Actor actor = stamp.actor();
        if (actor != null) {
            json.writeObjectFieldStart("actor");
            json.writeStringField("id", actor.userId().toString());
            json.writeStringField("name", actor.name());
            json.writeEndObject();
        }
    }

    private static void writePermissions(JsonGenerator json, Stamp stamp) throws IOException {
        writeArray(json, "perms", stamp.permissions());
        if (stamp.restrictions().isEmpty()) {
            return;
        }
        json.writeArrayFieldStart("restrictions");
        for (Restriction restriction : stamp.restrictions()) {
            json.writeStartObject();
            writeArray(json, "facilities", restriction.facilities());
            writeArray(json, "controlCenters", restriction.controlCenters());
            writeArray(json, "cyberSystems", restriction.cyberSystems());
            writeArray(json, "operations", restriction.operations());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void writeArray(JsonGenerator json, String name, List<?> values) throws IOException {
        json.writeArrayFieldStart(name);
        for (Object value : values) {
            json.writeString(value.toString());
        }
        json.writeEndArray();
    }

    /**
     * Reads a payload.
     *
     * @throws IOException if it is not the payload of a stamp
     */
    static Stamp read(byte[] payload) throws IOException {
        JsonMembers members = new JsonMembers(StrictJson.object(payload));
        Stamp stamp = new Stamp(
                members.text("iss"),
                members.textOrTexts("aud"),
                members.number("iat"),
                members.number("exp"),
                members.uuid("org"),
                members.text("orgName"),
                members.uuid("key"),
                members.text("keyName"),
                members.text("kind"),
                members.optional("role") ? members.text("role") : null,
                members.optional("owner") ? members.uuid("owner") : null,
                members.optional("actor") ? actor(members.object("actor")) : null,
                members.texts("perms"),
                members.optional("restrictions") ? restrictions(members.objects("restrictions")) : List.of(),
                members.number("seq"));
        members.refuseOthers();
        return stamp;
    }

    private static Actor actor(JsonMembers members) throws IOException {
        Actor actor = new Actor(members.uuid("id"), members.text("name"));
        members.refuseOthers();
        return actor;
    }

    private static List<Restriction> restrictions(List<JsonMembers> all) throws IOException {
        Restriction[] restrictions = new Restriction[all.size()];
        for (int i = 0; i < restrictions.length; i++) {
            JsonMembers members = all.get(i);
            restrictions[i] = new Restriction(
                    members.uuids("facilities"),
                    members.uuids("controlCenters"),
                    members.uuids("cyberSystems"),
                    members.texts("operations"));
            members.refuseOthers();
        }
        return List.of(restrictions);
    }
}
