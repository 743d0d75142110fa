package com.raptorcomply.acceptance.input;

import com.raptorcomply.acceptance.caller.Caller;
import com.raptorcomply.acceptance.caller.Service;
import com.raptorcomply.acceptance.caller.Stagehand;
import com.raptorcomply.acceptance.whole.Reply;
import com.raptorcomply.acceptance.whole.Whole;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Holds an accepted body per operation, so that only the unusual text can cause a refusal. Sends it as an org admin.
 */
final class ValidBodies {
    private static final Map<String, List<String>> REQUESTS = """
            createApiKey        POST  /api-keys                    {"name":"{unique}","kind":"organization","organizationId":"{organization}"}
            updateApiKey        PATCH /api-keys/{key}              {"name":"{unique}"}
            revokeLeakedApiKeys POST  /api-keys/revoke-leaked      {"keys":[]}
            rotateOwnApiKey     POST  /api-keys/self/secrets       {}
            rotateApiKey        POST  /api-keys/{key}/secrets      {}
            createOrganization  POST  /organizations               {"name":"{unique}"}
            updateOrganization  PATCH /organizations/{organization} {"name":"{unique}"}
            createWebhook       POST  /organizations/{organization}/webhooks {"name":"{unique}","url":"https://hooks.example.com/x"}
            updateWebhook       PATCH /organizations/{organization}/webhooks/{webhook} {"name":"{unique}"}
            createUser          POST  /users                       {"email":"{unique}@people.example","name":"Sam","role":"user"}
            updateUser          PATCH /users/{user}                {"name":"Sam"}
            createInvitation    POST  /invitations                 {"email":"{unique}@people.example","role":"user"}
            validateInvitation  POST  /invitations/validate        {"token":"{token}"}
            acceptInvitation    POST  /invitations/accept          {"token":"{token}","name":"Sam","password":"{unique} as a pass phrase"}
            createRestriction   POST  /access-control              {"keyId":"{freshKey}","operations":["read"]}
            updateRestriction   PATCH /access-control/{restriction} {"operations":["read"]}
            grantUserAccess     POST  /access-control/user/{user}/grant {"operations":["read"]}
            revokeUserAccess    POST  /access-control/user/{user}/revoke {"operations":["read"]}
            """.lines()
            .map(line -> Arrays.asList(line.split(" +", 4)))
            .collect(Collectors.toMap(request -> request.get(0), Function.identity()));

    static final Set<String> OPERATIONS = REQUESTS.keySet();

    private final Stagehand stagehand;
    private final Caller caller;
    private final String organizationId;
    private final Map<String, String> kept;

    ValidBodies(Whole whole) {
        stagehand = new Stagehand(whole);
        organizationId = stagehand
                .make("/organizations", new JsonObject().put("name", Whole.unique("Odd text")))
                .getString("id");
        caller = stagehand.person(organizationId, "platform_admin").signIn();
        String restricted = freshKey();
        JsonObject restriction = stagehand.make(
                "/access-control",
                new JsonObject().put("keyId", restricted).put("operations", new JsonArray().add("read")));
        JsonObject webhook = stagehand.make(
                "/organizations/" + organizationId + "/webhooks",
                new JsonObject().put("name", "SIEM").put("url", "https://hooks.example.com/x"));
        kept = Map.of(
                "organization", organizationId,
                "key", freshKey(),
                "user", stagehand.user(organizationId, "user").getString("id"),
                "restriction", restriction.getString("id"),
                "webhook", webhook.getString("id"));
    }

    /** Sends the operation's valid body with this text in this field. */
    Reply send(TextField field, String text) {
        List<String> request = Objects.requireNonNull(REQUESTS.get(field.operation()));
        JsonObject body = new JsonObject(filled(request.get(3)));
        return caller.call(
                Service.KEYSERVICE,
                request.get(1),
                filled(request.get(2)),
                ascii(field.in(body, text).encode()));
    }

    /** Escapes a text, because half a surrogate pair cannot be sent in UTF-8. */
    private static String ascii(String json) {
        StringBuilder ascii = new StringBuilder();
        json.chars().forEach(c -> ascii.append(c < 0x7f ? Character.toString(c) : String.format("\\u%04x", c)));
        return ascii.toString();
    }

    Reply read(String path) {
        return caller.call(Service.KEYSERVICE, "GET", path, "");
    }

    private String filled(String template) {
        String filled = template.replace("{unique}", Whole.unique("odd"));
        for (Map.Entry<String, String> value : kept.entrySet()) {
            filled = filled.replace("{" + value.getKey() + "}", value.getValue());
        }
        if (filled.contains("{freshKey}")) {
            filled = filled.replace("{freshKey}", freshKey());
        }
        return filled.contains("{token}") ? filled.replace("{token}", token()) : filled;
    }

    private String freshKey() {
        return stagehand.keyOfRole(organizationId, "api_user").getString("id");
    }

    private String token() {
        JsonObject invitation = new JsonObject()
                .put("email", Stagehand.email())
                .put("role", "user")
                .put("organizationId", organizationId);
        return stagehand.make("/invitations", invitation).getString("token");
    }
}
