package com.raptorcomply.keyservice.admin.audit;

import io.vertx.core.MultiMap;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * The API's call that lists changes of compliance records together with those of keys and people. The page shows the call
 * in place of its result, because the data service decides by the stamp of a key what its caller may see. The key
 * service's own stamps are for places alone; one for a whole log would show each admin more than their key does.
 *
 * @param gateway where the API is; null: the reader knows
 */
public record MergedActivityCall(@Nullable URI gateway) {
    private static final List<String> FILTERS = List.of("from", "to", "actor", "action");

    /** Returns the call; null without a data service, because the key service's log is all there is then. */
    public static @Nullable MergedActivityCall at(@Nullable URI gateway, boolean hasDataService) {
        return hasDataService ? new MergedActivityCall(gateway) : null;
    }

    /** Returns a line for a shell, with these filters; a value in it means nothing to the shell. */
    String line(MultiMap filters) {
        StringJoiner query = new StringJoiner("&", "?", "").setEmptyValue("");
        FILTERS.stream().filter(filters::contains).forEach(name -> query.add(name + "=" + encoded(filters.get(name))));
        String address = gateway == null
                ? "$GATEWAY_URL/activity"
                : gateway.resolve("/activity").toString();
        return "curl -H \"X-API-Key: $RAPTOR_COMPLY_API_KEY\" \"" + address + query + "\"";
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A");
    }
}
