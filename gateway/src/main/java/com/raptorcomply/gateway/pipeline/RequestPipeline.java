package com.raptorcomply.gateway.pipeline;

import com.raptorcomply.chassis.http.framing.RequestFault;
import com.raptorcomply.gateway.auth.ActingUser;
import com.raptorcomply.gateway.auth.Credential;
import com.raptorcomply.gateway.auth.Decision;
import com.raptorcomply.gateway.auth.Denial;
import com.raptorcomply.gateway.auth.KeyAuthenticator;
import com.raptorcomply.gateway.auth.Permit;
import com.raptorcomply.gateway.endpoint.GatewayEndpoints;
import com.raptorcomply.gateway.http.RequestError;
import com.raptorcomply.gateway.http.RequestHead;
import com.raptorcomply.gateway.http.RequestValidator;
import com.raptorcomply.gateway.observe.RequestObserver;
import com.raptorcomply.gateway.ratelimit.LocalRateLimiter;
import com.raptorcomply.gateway.ratelimit.RateLimitResult;
import com.raptorcomply.gateway.ratelimit.RedisRateLimiter;
import com.raptorcomply.gateway.ratelimit.ThrottleReason;
import com.raptorcomply.gateway.request.AdmissionControl;
import com.raptorcomply.gateway.request.ErrorResponses;
import com.raptorcomply.gateway.request.RequestContext;
import com.raptorcomply.gateway.route.RequestTarget;
import com.raptorcomply.gateway.route.Route;
import com.raptorcomply.gateway.upstream.ForwardRequest;
import com.raptorcomply.keyservice.client.key.PresentedKey;
import io.netty.util.AsciiString;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A request's way, top to bottom: each step hands it on or answers it. Serves one event loop; nothing here waits. */
public final class RequestPipeline {
    private static final CharSequence RATE_LIMIT = AsciiString.cached("RateLimit");
    private static final CharSequence RATE_LIMIT_POLICY = AsciiString.cached("RateLimit-Policy");

    private final UpstreamRouter routes;
    private final KeyAuthenticator decisions;
    private final LocalRateLimiter quota;
    private final @Nullable RedisRateLimiter sharedQuota;
    private final GatewayEndpoints endpoints;
    private final RequestObserver records;
    private final AdmissionControl.Part gate;
    private final int lineBytesMax;

    /**
     * @param sharedQuota null where Redis counts nothing
     * @param lineBytesMax of a request's target
     */
    public RequestPipeline(
            UpstreamRouter routes,
            KeyAuthenticator decisions,
            LocalRateLimiter quota,
            @Nullable RedisRateLimiter sharedQuota,
            GatewayEndpoints endpoints,
            RequestObserver records,
            AdmissionControl.Part gate,
            int lineBytesMax) {
        this.routes = routes;
        this.decisions = decisions;
        this.quota = quota;
        this.sharedQuota = sharedQuota;
        this.endpoints = endpoints;
        this.records = records;
        this.gate = gate;
        this.lineBytesMax = lineBytesMax;
    }

    /** Who sends requests without reading the answers waits until it has read: answers are not piled up for it. */
    public void handle(HttpServerRequest request) {
        RequestHead head = RequestHead.read(request);
        if (head.hasBody()) {
            request.pause();
        }
        if (request.response().writeQueueFull()) {
            request.response().drainHandler(drained -> {
                request.response().drainHandler(null);
                begin(request, head);
            });
        } else {
            begin(request, head);
        }
    }

    private void begin(HttpServerRequest request, RequestHead head) {
        RequestContext call = new RequestContext(request, head, records);
        call.attempt(() -> wellFormed(call));
    }

    /** Well-formed: whatever could mean two things to two servers ends here, and the connection with it. */
    private void wellFormed(RequestContext call) {
        HttpServerRequest request = call.request();
        RequestError fault = RequestValidator.fault(request, call.head(), lineBytesMax);
        if (fault != null) {
            call.closeAfterwards();
            call.refuse(ErrorResponses.of(fault));
            return;
        }
        RequestTarget target = RequestTarget.parse(request.uri());
        if (target == null) {
            call.refuse(ErrorResponses.of(RequestError.TARGET));
            return;
        }
        route(call, target);
    }

    /** Syntax that the decoder itself refused. */
    public void handleInvalid(HttpServerRequest request) {
        RequestContext call = new RequestContext(request, RequestHead.read(request), records);
        call.closeAfterwards();
        call.refuse(ErrorResponses.of(
                RequestError.from(RequestFault.of(request.decoderResult().cause()))));
    }

    /** Route: only known paths go on, before anything costs more than a comparison. */
    private void route(RequestContext call, RequestTarget target) {
        String endpoint = GatewayEndpoints.route(target);
        boolean own = endpoint != null;
        Route route = own ? null : routes.match(target);
        call.aim(target, route, route == null ? endpoint : route.prefix());
        if (route == null && !own) {
            call.refuse(ErrorResponses.ROUTE_UNKNOWN);
            return;
        }
        HttpMethod method = call.request().method();
        List<String> methods = route == null ? GatewayEndpoints.METHODS : route.methods();
        if (!methods.isEmpty() && !methods.contains(method.name())) {
            call.refuse(ErrorResponses.methodNotAllowed(methods));
            return;
        }
        enter(call, route, target);
    }

    /** Room: too much at once is refused before it costs anything. Nobody may read a trace of it: its key is not read yet. */
    private void enter(RequestContext call, @Nullable Route route, RequestTarget target) {
        if (!gate.enter()) {
            call.refuse(ErrorResponses.GATEWAY_FULL);
            return;
        }
        call.enter();
        if (route != null && route.access() == Route.Access.OPEN) {
            open(call, route, target);
        } else if (route == null && GatewayEndpoints.isOpen(target)) {
            openly(call);
        } else {
            credential(call);
        }
    }

    /** Credential: the key is read from its header field, and nothing else says who is calling. */
    private void credential(RequestContext call) {
        RequestHead head = call.head();
        Credential credential = Credential.parse(head.apiKey(), head.authorization(), head.credentialDoubled());
        if (credential instanceof Credential.Presented presented
                && PresentedKey.parse(presented.text()) instanceof PresentedKey.Wellformed key) {
            call.key(key);
            decide(call, key);
        } else {
            deny(call, credential instanceof Credential.Missing ? Denial.MISSING : Denial.MALFORMED);
        }
    }

    /** Decision: from memory at once; only a key that is not known is asked about, and its request waits. */
    private void decide(RequestContext call, PresentedKey.Wellformed key) {
        Decision known = decisions.lookup(key, null, call.begunNanos(), call.begunMillis());
        if (known != null) {
            records.recalled(known);
            decided(call, known);
        } else {
            decisions
                    .verify(key, null)
                    .onSuccess(decision -> call.attempt(() -> {
                        records.verified(decision);
                        decided(call, decision);
                    }));
        }
    }

    private void decided(RequestContext call, Decision decision) {
        if (decision instanceof Permit permit) {
            call.permit(permit);
            if (permit.isUsableAnywhere() || permit.isUsableFrom(gate.client(call.request()))) {
                charge(call, permit);
            } else {
                deny(call, Denial.ADDRESS_NOT_ALLOWED);
            }
        } else {
            deny(call, (Denial) decision);
        }
    }

    /** Quota: the key's, its organization's and the route's; only where Redis counts does a request wait for it. */
    private void charge(RequestContext call, Permit permit) {
        Route route = call.route();
        String plan = route == null ? null : route.policy();
        if (sharedQuota == null) {
            charged(call, permit, quota.take(permit, plan, call.begunNanos()));
        } else {
            sharedQuota
                    .take(Vertx.currentContext(), permit, plan)
                    .onSuccess(allowance -> call.attempt(() -> charged(call, permit, allowance)));
        }
    }

    /** What is left is told with every answer. */
    private void charged(RequestContext call, Permit permit, RateLimitResult allowance) {
        if (!passes(call, allowance)) {
            return;
        }
        if (call.head().namesActingUser()) {
            act(call, permit);
        } else {
            serve(call, permit);
        }
    }

    /**
     * Acting user: a key that may act as users, and is asked to, is decided on once more, together with that user. It comes
     * after the quota, so that trying out users costs what any request costs; a key that may not act asks nobody.
     */
    private void act(RequestContext call, Permit permit) {
        UUID user = ActingUser.parse(call.head().actingUser());
        if (user == null) {
            call.refuse(ErrorResponses.of(RequestError.ACT_AS_USER));
        } else if (!permit.grant().mayActAsUsers()) {
            deny(call, Denial.IMPERSONATION_DENIED);
        } else {
            Decision known = decisions.lookup(call.key(), user);
            if (known != null) {
                records.recalled(known);
                acted(call, known);
            } else {
                decisions
                        .verify(call.key(), user)
                        .onSuccess(decision -> call.attempt(() -> {
                            records.verified(decision);
                            acted(call, decision);
                        }));
            }
        }
    }

    private void acted(RequestContext call, Decision decision) {
        if (decision instanceof Permit permit) {
            call.permit(permit);
            serve(call, permit);
        } else {
            deny(call, (Denial) decision);
        }
    }

    private void serve(RequestContext call, Permit permit) {
        Route route = call.route();
        if (route != null) {
            forward(call, route, permit);
        } else {
            endpoints.answer(call, permit);
        }
    }

    /**
     * Share, stamp and forward: no key and no organization takes the places of others. The fields that a client may not set
     * are left behind where the upstream's request is written (ForwardedFields), and the answer is scrubbed where it is given
     * on (ScrubbedFields). The last step of each call is its log line and its meters (Records).
     */
    private void forward(RequestContext call, Route route, Permit permit) {
        ThrottleReason full = gate.admit(permit.grant());
        if (full != null) {
            call.refuse(ErrorResponses.tooManyInFlight(full));
            return;
        }
        call.admitted(permit.grant());
        call.head().passForwarded(gate.forwarded(call.request()));
        UpstreamRouter.Destination destination = routes.destination(route);
        ForwardRequest.Authority authority =
                new ForwardRequest.Authority(permit, call.key(), destination.stamp(permit, call.begunNanos()));
        ForwardRequest passage = ForwardRequest.permitted(
                route, authority, call.request(), call.head(), call.target(), call.requestId());
        destination.upstream().forward(passage, call);
    }

    /** An open route asks for no key and passes none on; each request is charged to the client's address. */
    private void open(RequestContext call, Route route, RequestTarget target) {
        if (!passes(call, quota.takeOpen(gate.client(call.request()), call.begunNanos()))) {
            return;
        }
        call.head().passForwarded(gate.forwarded(call.request()));
        ForwardRequest passage = ForwardRequest.open(route, call.request(), call.head(), target, call.requestId());
        routes.destination(route).upstream().forward(passage, call);
    }

    /** What the gateway answers itself, to anybody. */
    private void openly(RequestContext call) {
        if (passes(call, quota.takeOpen(gate.client(call.request()), call.begunNanos()))) {
            endpoints.answer(call);
        }
    }

    /** Refused: bad keys are charged to the address that they come from, and never to a good key. */
    private void deny(RequestContext call, Denial denial) {
        if (!denial.blamesKey() || passes(call, quota.takeRefused(gate.client(call.request()), call.begunNanos()))) {
            call.refuse(ErrorResponses.of(denial));
        }
    }

    /** Tells what a bucket has said; a request that it refuses ends here. */
    private boolean passes(RequestContext call, RateLimitResult allowance) {
        call.response().headers().set(RATE_LIMIT_POLICY, allowance.policy()).set(RATE_LIMIT, allowance.state());
        if (!allowance.granted()) {
            records.limited();
            call.refuse(ErrorResponses.rateLimited(allowance.bucket(), allowance.retryAfterSeconds()));
        }
        return allowance.granted();
    }
}
