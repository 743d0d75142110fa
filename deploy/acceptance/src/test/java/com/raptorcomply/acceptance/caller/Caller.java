package com.raptorcomply.acceptance.caller;

import com.raptorcomply.acceptance.whole.Client;
import com.raptorcomply.acceptance.whole.Reply;
import com.raptorcomply.acceptance.whole.Whole;
import java.util.HashMap;
import java.util.Map;

/**
 * A client with a credential.
 *
 * @param proof the header fields with the credential
 */
public record Caller(Whole whole, Way way, Map<String, String> proof) {

    /** Selects the port that a caller uses. */
    public enum Way {
        GATEWAY,
        STRAIGHT_TO_THE_SERVICE,
        /**
         * Sends requests for the key service directly to it, because it issued the session; all others through the
         * gateway.
         */
        SIGNED_IN
    }

    public static Caller nobody(Whole whole) {
        return new Caller(whole, Way.GATEWAY, Map.of());
    }

    public static Caller withKey(Whole whole, String key) {
        return new Caller(whole, Way.GATEWAY, Map.of("X-API-Key", key));
    }

    /** Returns this caller acting as a user. */
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
