package com.raptorcomply.keyservice.cli.rc;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "tail",
        showDefaultValues = true,
        description = "Prints the latest changes of keys, users, settings and compliance data, the newest last.")
final class ActivityTailCommand extends RcCommand {
    private static final String WHO = "who";
    private static final String[] MEMBERS = {"at", WHO, "action", "resourceType", "resourceId", "requestId"};
    private static final long POLL_MILLIS = 2_000;

    /** The entries that one look may bring; older ones are left out of what --follow prints. */
    private static final int LOOK_MAX = 100;

    @Option(
            names = "--type",
            paramLabel = "TYPE",
            description = "Only changes of this type, such as cyber_asset or api-key")
    private @Nullable String type;

    @Option(names = "--actor", paramLabel = "WHO", description = "Only changes of this key or user, by id or name")
    private @Nullable String actor;

    @Option(
            names = "--most",
            paramLabel = "N",
            defaultValue = "20",
            description = "The number of changes to begin with")
    private int most;

    @Option(names = "--follow", description = "Goes on with new changes until it is ended")
    private boolean follow;

    ActivityTailCommand(Contexts contexts) {
        super(contexts);
    }

    @Override
    int run() {
        Connection connection = connect();
        JsonArray latest = reversed(connection.list(query(most), most));
        if (follow && isJson()) {
            latest.forEach(each -> line((JsonObject) each)); // one object a line from the first one on
        } else {
            print(isJson() ? latest : named(latest), MEMBERS);
        }
        Set<String> seen = new HashSet<>();
        latest.forEach(each -> seen.add(id(each)));
        while (follow) {
            Pause.millis(POLL_MILLIS);
            JsonArray found = reversed(connection.list(query(LOOK_MAX), LOOK_MAX));
            Set<String> now = new HashSet<>();
            found.forEach(each -> {
                now.add(id(each));
                if (!seen.contains(id(each))) {
                    line((JsonObject) each);
                }
            });
            seen.clear();
            seen.addAll(now);
        }
        return ExitStatus.DONE;
    }

    private String query(int number) {
        return Query.of("/activity")
                .and("resourceType", type)
                .and("actor", actor)
                .pages(number)
                .toString();
    }

    private void line(JsonObject entry) {
        if (isJson()) {
            out().println(entry.encode());
        } else {
            out().println(entry.getString("at") + "  " + who(entry) + "  " + entry.getString("action") + "  "
                    + entry.getString("resourceType") + "  " + entry.getString("resourceId"));
        }
    }

    private static JsonArray named(JsonArray entries) {
        JsonArray named = new JsonArray();
        entries.forEach(each -> named.add(((JsonObject) each).copy().put(WHO, who((JsonObject) each))));
        return named;
    }

    /** Returns the name of the actor, and that of the user it acted as. */
    private static String who(JsonObject entry) {
        JsonObject actor = entry.getJsonObject("actor");
        JsonObject user = actor.getJsonObject("actingAs");
        return actor.getString("name") + (user == null ? "" : " as " + user.getString("name"));
    }

    private static String id(Object entry) {
        JsonObject one = (JsonObject) entry;
        return one.getValue("service") + " " + one.getValue("sequence") + " " + one.getValue("ordinal");
    }

    private static JsonArray reversed(JsonArray list) {
        JsonArray turned = new JsonArray();
        for (int i = list.size() - 1; i >= 0; i--) {
            turned.add(list.getValue(i));
        }
        return turned;
    }
}
