package com.raptorcomply.acceptance.access;

import com.raptorcomply.acceptance.caller.Stagehand;
import com.raptorcomply.acceptance.whole.Whole;
import io.vertx.core.json.JsonObject;
import java.time.LocalDate;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** Creates policy documents with their parts, and senior managers. Not thread-safe. */
final class NewDocuments {
    /** Each assignment begins on a day of its own. */
    private final AtomicLong day = new AtomicLong(LocalDate.of(1970, 1, 1).toEpochDay());

    private final Stagehand stagehand;
    private final NewPlaces places;

    NewDocuments(Stagehand stagehand, NewPlaces places) {
        this.stagehand = stagehand;
        this.places = places;
    }

    /** Returns the values of an object. {@code version} names the first version, which no draft has. */
    Map<String, String> of(String object, String organizationId) {
        String user = stagehand.user(organizationId, "user").getString("id");
        if (object.equals("assignment")) {
            return Map.of("id", assignment(organizationId, user), "userId", user, "date", nextDay());
        }
        String type = make(organizationId, "/document-types", new JsonObject().put("title", Whole.unique("Type")));
        if (object.equals("document type")) {
            return Map.of("id", type);
        }
        String document = make(
                organizationId,
                "/policy-documents",
                new JsonObject()
                        .put("title", "Plan")
                        .put("documentTypeId", type)
                        .put("ownerId", user)
                        .put("reviewIntervalDays", 450));
        String section = make(
                organizationId,
                "/document-sections",
                new JsonObject()
                        .put("policyDocumentId", document)
                        .put("title", "Purpose")
                        .put("content", "Text"));
        String support = make(
                organizationId,
                "/supporting-documents",
                new JsonObject()
                        .put("policyDocumentId", document)
                        .put("title", "Log")
                        .put("url", "https://example.com"));
        if (object.equals("submitted document")) {
            assignment(organizationId, user);
            places.make(organizationId, "/policy-documents/" + document + "/submit", new JsonObject());
        }
        String id =
                switch (object) {
                    case "section" -> section;
                    case "supporting document" -> support;
                    default -> document;
                };
        return Map.of(
                "id", id, "documentId", document, "typeId", type, "userId", user, "sectionId", section, "version", "1");
    }

    /** Returns a link to an address. */
    Map<String, String> link(String organizationId) {
        JsonObject made = places.make(organizationId, "/links", new JsonObject().put("url", "https://example.com"));
        return Map.of("id", made.getString("id"), "orgSlug", organizationId, "linkCode", made.getString("linkCode"));
    }

    private String assignment(String organizationId, String user) {
        return make(
                organizationId,
                "/cip-senior-manager-assignments",
                new JsonObject().put("userId", user).put("effectiveDate", nextDay()));
    }

    private String nextDay() {
        return LocalDate.ofEpochDay(day.getAndIncrement()).toString();
    }

    private String make(String organizationId, String path, JsonObject body) {
        return places.make(organizationId, path, body).getString("id");
    }
}
