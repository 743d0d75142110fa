package com.raptorcomply.resources.policy;

import com.raptorcomply.resources.Caller;
import com.raptorcomply.resources.Caller.Answer;
import com.raptorcomply.resources.Records;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;

/** An organization with a CIP Senior Manager, an owner of documents and a document type. */
public final class Documents {
    private static final List<String> PERMISSIONS = List.of(
            "policy-documents:read",
            "policy-documents:write",
            "policy-documents:approve",
            "cip-senior-managers:read",
            "cip-senior-managers:write");

    private final Caller caller = Caller.ofNewOrganization().withPermissions(permissions());
    private final Records records = Records.of(caller);
    private final UUID owner = records.person("Olga Owner");
    private final UUID manager = records.person("Mia Manager");
    private final UUID type = records.documentType("Plan");

    /** Returns an organization without a senior manager. */
    public static Documents withoutSeniorManager() {
        return new Documents();
    }

    /** Returns an organization whose senior manager has been assigned for long. */
    public static Documents withSeniorManager() {
        Documents documents = new Documents();
        documents.assign(documents.manager, "2020-01-01");
        return documents;
    }

    /** Returns an organization key with all permissions. */
    public Caller caller() {
        return caller;
    }

    /** Returns a key of the senior manager. */
    public Caller approver() {
        return caller.ownedBy(manager);
    }

    public Records records() {
        return records;
    }

    UUID owner() {
        return owner;
    }

    UUID manager() {
        return manager;
    }

    UUID type() {
        return type;
    }

    /** Assigns a senior manager, and returns the path of the assignment. */
    public String assign(UUID person, String effectiveDate) {
        Answer assigned = caller.post(
                "/cip-senior-manager-assignments",
                new JsonObject().put("userId", person.toString()).put("effectiveDate", effectiveDate));
        if (assigned.status() != 201) {
            throw new AssertionError(assigned.body());
        }
        return assigned.header("Location");
    }

    /** Creates a draft, and returns its path. */
    public String draft() {
        return caller.post("/policy-documents", body(type, owner)).header("Location");
    }

    String submitted() {
        String path = draft();
        act(caller, path, "submit");
        return path;
    }

    public String approved() {
        String path = submitted();
        act(approver(), path, "approve");
        return path;
    }

    /** Adds a section, and returns its id. */
    String section(String document, String title) {
        Answer added = caller.post("/document-sections", sectionOf(document, title));
        if (added.status() != 201) {
            throw new AssertionError(added.body());
        }
        return added.object().getString("id");
    }

    static JsonObject sectionOf(String document, String title) {
        return new JsonObject()
                .put("policyDocumentId", id(document))
                .put("title", title)
                .put("content", "Text of \"" + title + "\"\n\u00e9\u2028\ud83d\ude00\t/\\");
    }

    static JsonObject order(Object... ids) {
        return new JsonObject().put("sectionIds", JsonArray.of(ids));
    }

    static void act(Caller caller, String path, String action) {
        Answer done = caller.send("POST", path + "/" + action, "");
        if (done.status() != 200) {
            throw new AssertionError(action + ": " + done.body());
        }
    }

    static String id(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** Returns the body of a POST of a policy document. */
    public static JsonObject body(UUID type, UUID owner) {
        return new JsonObject()
                .put("title", "Physical security plan")
                .put("documentTypeId", type.toString())
                .put("ownerId", owner.toString())
                .put("reviewIntervalDays", 450);
    }

    /** Returns all permissions of policy documents and senior managers. */
    public static String[] permissions() {
        return PERMISSIONS.toArray(String[]::new);
    }
}
