package com.raptorcomply.acceptance.access;

import com.raptorcomply.acceptance.caller.Service;
import com.raptorcomply.acceptance.caller.Stagehand;
import com.raptorcomply.acceptance.whole.Client;
import com.raptorcomply.acceptance.whole.Reply;
import com.raptorcomply.acceptance.whole.Whole;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Sends the requests of the table as its callers. Not thread-safe. */
final class Walk {
    private static final Map<Integer, String> REFUSALS =
            Map.of(401, "Unauthorized", 403, "Forbidden", 404, "Not Found");
    private static final Set<String> SAFE = Set.of("GET", "HEAD");

    private final Callers callers;
    private final Objects objects;
    private final Foreign foreign;

    Walk(Whole whole) {
        Stagehand stagehand = new Stagehand(whole);
        callers = new Callers(stagehand, Stagehand.organization(whole.clientA()));
        objects = new Objects(stagehand, callers);
        foreign = Foreign.of(whole.clientB());
    }

    /** Returns the caller's result as a cell of the table: a status, or own/other. */
    String cell(Row row, Service service, String caller) {
        int own = status(row, service, caller, true);
        return row.isOfSomebody() ? own + "/" + status(row, service, caller, false) : Integer.toString(own);
    }

    private int status(Row row, Service service, String caller, boolean isOwn) {
        Map<String, String> values = new HashMap<>(objects.of(row.object(), isOwn));
        String unique = Whole.unique("walk");
        values.putAll(Map.of(
                "unique",
                unique,
                "assetTag",
                unique,
                "past",
                Instant.now().minusSeconds(1).toString()));
        Reply reply = callers.of(caller, row.needs())
                .call(service, row.method(), filled(row.target(), values), filled(row.body(), values));
        boolean changed = reply.status() < 300 && !SAFE.contains(row.method());
        if (changed) {
            objects.spent(row.object(), isOwn);
        }
        if (changed && row.endpoint().startsWith("DELETE /sessions")) {
            callers.signedOut(caller);
        }
        requireContractsRefusal(reply);
        if (service == Service.RESOURCES) {
            foreign.requireAbsent(reply);
        }
        return reply.status();
    }

    private static String filled(String template, Map<String, String> values) {
        String filled = template.replace("{type}", "cyber_system");
        for (Map.Entry<String, String> value : values.entrySet()) {
            filled = filled.replace("{" + value.getKey() + "}", value.getValue());
        }
        return filled;
    }

    /** Requires that a refusal has exactly the contract's content. */
    private static void requireContractsRefusal(Reply reply) {
        String error = REFUSALS.get(reply.status());
        if (error == null) {
            return;
        }
        JsonObject body = reply.json();
        boolean isContracts = error.equals(body.getString("error"))
                && body.containsKey("requestId")
                && Set.of("error", "message", "code", "requestId", "field", "permission", "errors")
                        .containsAll(body.fieldNames());
        if (!isContracts) {
            throw new AssertionError("not a refusal of the contract: " + reply);
        }
    }

    /** The ids that only organization B may read. */
    private record Foreign(Set<String> ids) {
        private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

        static Foreign of(Client clientB) {
            Set<String> ids = new HashSet<>();
            for (String path :
                    List.of("/facilities", "/control-centers", "/cyber-systems", "/cyber-assets", "/physical-areas")) {
                clientB.get(path).array().forEach(each -> ids.add(((JsonObject) each).getString("id")));
            }
            return new Foreign(Set.copyOf(ids));
        }

        void requireAbsent(Reply reply) {
            ID.matcher(reply.body())
                    .results()
                    .map(MatchResult::group)
                    .filter(ids::contains)
                    .findFirst()
                    .ifPresent(id -> {
                        throw new AssertionError("shows another organization's record " + id);
                    });
        }
    }
}
