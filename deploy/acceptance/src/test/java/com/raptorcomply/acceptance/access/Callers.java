package com.raptorcomply.acceptance.access;

import com.raptorcomply.acceptance.caller.Caller;
import com.raptorcomply.acceptance.caller.Person;
import com.raptorcomply.acceptance.caller.Stagehand;
import com.raptorcomply.acceptance.whole.Whole;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** Creates the callers of the table's columns at their first use, all in organization A. */
final class Callers {
    private final Stagehand stagehand;
    private final Whole whole;
    private final String organizationId;
    private final Set<String> permissions = new TreeSet<>();
    private final Map<String, Person> people = new ConcurrentHashMap<>();
    private final Map<String, Caller> made = new ConcurrentHashMap<>();

    Callers(Stagehand stagehand, String organizationId) {
        this.stagehand = stagehand;
        this.whole = stagehand.whole();
        this.organizationId = organizationId;
        stagehand.list("/api-keys/permissions").forEach(each -> permissions.add(((JsonObject) each).getString("name")));
    }

    /**
     * Returns the caller of a column.
     *
     * @param needs the permission of the endpoint
     */
    Caller of(String column, String needs) {
        return switch (column) {
            case "only", "but" -> made.computeIfAbsent(column + " " + needs, name -> make(column, needs));
            default -> made.computeIfAbsent(column, name -> make(column, needs));
        };
    }

    /** Forgets a caller whose credential may be invalid now. */
    void signedOut(String column) {
        made.remove(column);
    }

    /** Returns the user of this role in organization A, always the same one. */
    Person person(String role) {
        return people.computeIfAbsent(role, name -> stagehand.person(organizationId, name));
    }

    private Caller make(String column, String needs) {
        return switch (column) {
            case "nobody" -> Caller.nobody(whole);
            case "bypass" ->
                key(stagehand.keyOfRole(organizationId, "org_super")).pastTheGateway();
            case "revoked" -> revoked();
            case "api_user" -> key(stagehand.keyOfRole(organizationId, "api_user"));
            case "none" -> key(stagehand.key(organizationId, List.of()));
            case "other" -> key(stagehand.key(organizationId, List.of("traces:read")));
            case "only" -> key(stagehand.key(organizationId, List.of(needs)));
            case "but" -> key(stagehand.key(organizationId, allBut(needs)));
            case "super" -> key(stagehand.keyOfRole(organizationId, "org_super"));
            case "user key" -> person("user").withKey();
            case "admin key" -> person("org_admin").withKey();
            case "platform key" -> person("platform_admin").withKey();
            case "user" -> person("user").signIn();
            case "admin" -> person("org_admin").signIn();
            case "platform" -> person("platform_admin").signIn();
            case Acting.AS_USER -> actingAs(stagehand.user(organizationId, "user"));
            case Acting.AS_ADMIN -> actingAs(stagehand.user(organizationId, "org_admin"));
            case Acting.AS_STRANGER -> actingAs(stagehand.user(Stagehand.organization(whole.clientB()), "user"));
            case Acting.AS_DISABLED -> actingAs(disabled(stagehand.user(organizationId, "user")));
            case Acting.USER_KEY_AS_USER ->
                person("org_admin").withKey().actingAs(id(stagehand.user(organizationId, "user")));
            default -> throw new IllegalArgumentException("no such kind of caller: " + column);
        };
    }

    private Caller revoked() {
        JsonObject key = stagehand.keyOfRole(organizationId, "org_super");
        stagehand.delete("/api-keys/" + key.getString("id"));
        return key(key);
    }

    private Set<String> allBut(String needs) {
        Set<String> others = new TreeSet<>(permissions);
        if (!others.remove(needs)) {
            throw new IllegalArgumentException("no such permission: " + needs);
        }
        return others;
    }

    private Caller actingAs(JsonObject user) {
        return key(stagehand.keyOfRole(organizationId, "org_super")).actingAs(id(user));
    }

    private JsonObject disabled(JsonObject user) {
        return stagehand.change("/users/" + id(user), new JsonObject().put("status", "disabled"));
    }

    private static String id(JsonObject user) {
        return user.getString("id");
    }

    private Caller key(JsonObject key) {
        return Caller.withKey(whole, key.getString("key"));
    }
}
