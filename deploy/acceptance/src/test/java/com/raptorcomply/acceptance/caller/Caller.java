package com.raptorcomply.acceptance.caller;

import com.raptorcomply.acceptance.whole.Client;
import com.raptorcomply.acceptance.whole.Reply;
import com.raptorcomply.acceptance.whole.Whole;
import java.util.HashMap;
import java.util.Map;

/**
 * Somebody who calls.
 *
 * @param proof the header fields that say who they are
 */
public record Caller(Whole whole, Way way, Map<String, String> proof) {

    /** Which way a caller goes. */
    public enum Way {
        GATEWAY,
        STRAIGHT_TO_THE_SERVICE,
        /** Straight to the key service, which made the session, and through the gateway to everything else. */
        SIGNED_IN
    }

    public static Caller nobody(Whole whole) {
        return new Caller(whole, Way.GATEWAY, Map.of());
    }

    public static Caller withKey(Whole whole, String key) {
        return new Caller(whole, Way.GATEWAY, Map.of("X-API-Key", key));
    }

    /** The same, acting as a user. */
    public Caller actingAs(String userId) {
        Map<String, String> both = new HashMap<>(proof);
        both.put("X-Act-As-User", userId);
        return new Caller(whole, way, both);
    }

    public Caller pastTheGateway() {
        return new Caller(whole, Way.STRAIGHT_TO_THE_SERVICE, proof);
    }

    public Reply call(Service service, String method, String target, String body) {
        boolean straight =
                way == Way.STRAIGHT_TO_THE_SERVICE || (way == Way.SIGNED_IN && service == Service.KEYSERVICE);
        String url = straight ? service.url(whole) : whole.value("GATEWAY_URL");
        return new Client(url, "").send(method, target, body, request -> {
            proof.forEach(request::header);
            return request;
        });
    }

    @Override
    public String toString() {
        return "caller by " + way;
    }
}
