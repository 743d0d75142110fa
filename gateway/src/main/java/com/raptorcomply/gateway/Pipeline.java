package com.raptorcomply.gateway;

import com.raptorcomply.chassis.http.framing.RequestFault;
import com.raptorcomply.gateway.credential.ActingUser;
import com.raptorcomply.gateway.credential.Credential;
import com.raptorcomply.gateway.decision.Decision;
import com.raptorcomply.gateway.decision.Decisions;
import com.raptorcomply.gateway.decision.Denial;
import com.raptorcomply.gateway.decision.Permit;
import com.raptorcomply.gateway.edge.Refusal;
import com.raptorcomply.gateway.edge.RequestHead;
import com.raptorcomply.gateway.edge.WellFormed;
import com.raptorcomply.gateway.quota.Allowance;
import com.raptorcomply.gateway.quota.Quota;
import com.raptorcomply.gateway.quota.SharedQuota;
import com.raptorcomply.gateway.quota.ThrottleReason;
import com.raptorcomply.gateway.route.Route;
import com.raptorcomply.gateway.route.Target;
import com.raptorcomply.gateway.upstream.Passage;
import com.raptorcomply.keyservice.client.key.PresentedKey;
import io.netty.util.AsciiString;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A request's way, top to bottom: each step hands it on or answers it. Serves one event loop; nothing here waits. */
final class Pipeline {
    private static final CharSequence RATE_LIMIT = AsciiString.cached("RateLimit");
    private static final CharSequence RATE_LIMIT_POLICY = AsciiString.cached("RateLimit-Policy");

    private final RouteTable routes;
    private final Kernel kernel;
    private final Decisions decisions;
    private final Quota quota;
    private final @Nullable SharedQuota sharedQuota;
    private final Records records;
    private final Gate.Part gate;
    private final int lineBytesMax;

    /** @param lineBytesMax of a request's target */
    Pipeline(RouteTable routes, Kernel kernel, Records records, Gate.Part gate, int lineBytesMax) {
        this.routes = routes;
        this.kernel = kernel;
        this.decisions = kernel.decisions();
        this.quota = kernel.quota();
        this.sharedQuota = kernel.sharedQuota();
        this.records = records;
        this.gate = gate;
        this.lineBytesMax = lineBytesMax;
    }

    /** Who sends requests without reading the answers waits until it has read: answers are not piled up for it. */
    void handle(HttpServerRequest request) {
        RequestHead head = RequestHead.of(request);
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
        Call call = new Call(request, head, records);
        call.attempt(() -> wellFormed(call));
    }

    /** Well-formed: whatever could mean two things to two servers ends here, and the connection with it. */
    private void wellFormed(Call call) {
        HttpServerRequest request = call.request();
        Refusal fault = WellFormed.fault(request, call.head(), lineBytesMax);
        if (fault != null) {
            call.closeAfterwards();
            call.refuse(Errors.of(fault));
            return;
        }
        Target target = Target.of(request.uri());
        if (target == null) {
            call.refuse(Errors.of(Refusal.TARGET));
            return;
        }
        route(call, target);
    }

    /** Syntax that the decoder itself refused. */
    void handleInvalid(HttpServerRequest request) {
        Call call = new Call(request, RequestHead.of(request), records);
        call.closeAfterwards();
        call.refuse(Errors.of(Refusal.of(RequestFault.of(request.decoderResult().cause()))));
    }

    /** Route: only known paths go on, before anything costs more than a comparison. */
    private void route(Call call, Target target) {
        boolean own = OwnAnswers.route(target) != null;
        Route route = own ? null : routes.match(target);
        call.aim(target, route);
        if (route == null && !own) {
            call.refuse(Errors.ROUTE_UNKNOWN);
            return;
        }
        HttpMethod method = call.request().method();
        List<String> methods = route == null ? OwnAnswers.METHODS : route.methods();
        if (!methods.isEmpty() && !methods.contains(method.name())) {
            call.refuse(Errors.methodNotAllowed(methods));
            return;
        }
        enter(call, route, target);
    }

    /** Room: too much at once is refused before it costs anything. Nobody may read a trace of it: its key is not read yet. */
    private void enter(Call call, @Nullable Route route, Target target) {
        if (!gate.enter()) {
            call.refuse(Errors.GATEWAY_FULL);
            return;
        }
        call.enter();
        if (route != null && route.access() == Route.Access.OPEN) {
            open(call, route, target);
        } else if (route == null && OwnAnswers.isOpen(target)) {
            openly(call);
        } else {
            credential(call);
        }
    }

    /** Credential: the key is read from its header field, and nothing else says who is calling. */
    private void credential(Call call) {
        RequestHead head = call.head();
        Credential credential = Credential.of(head.apiKey(), head.authorization(), head.credentialDoubled());
        if (credential instanceof Credential.Presented presented
                && PresentedKey.parse(presented.text()) instanceof PresentedKey.Wellformed key) {
            call.key(key);
            decide(call, key);
        } else {
            deny(call, credential instanceof Credential.Missing ? Denial.MISSING : Denial.MALFORMED);
        }
    }

    /** Decision: from memory at once; only a key that is not known is asked about, and its request waits. */
    private void decide(Call call, PresentedKey.Wellformed key) {
        Decision known = decisions.recall(key, null, call.begunNanos(), call.begunMillis());
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

    private void decided(Call call, Decision decision) {
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
    private void charge(Call call, Permit permit) {
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
    private void charged(Call call, Permit permit, Allowance allowance) {
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
    private void act(Call call, Permit permit) {
        UUID user = ActingUser.id(call.head().actingUser());
        if (user == null) {
            call.refuse(Errors.of(Refusal.ACT_AS_USER));
        } else if (!permit.grant().mayActAsUsers()) {
            deny(call, Denial.IMPERSONATION_DENIED);
        } else {
            Decision known = decisions.recall(call.key(), user);
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

    private void acted(Call call, Decision decision) {
        if (decision instanceof Permit permit) {
            call.permit(permit);
            serve(call, permit);
        } else {
            deny(call, (Denial) decision);
        }
    }

    private void serve(Call call, Permit permit) {
        Route route = call.route();
        if (route != null) {
            forward(call, route, permit);
        } else {
            kernel.own().answer(call, permit);
        }
    }

    /**
     * Share, stamp and forward: no key and no organization takes the places of others. The fields that a client may not set
     * are left behind where the upstream's request is written (ForwardedFields), and the answer is scrubbed where it is given
     * on (ScrubbedFields). The last step of each call is its log line and its meters (Records).
     */
    private void forward(Call call, Route route, Permit permit) {
        ThrottleReason full = gate.admit(permit.grant());
        if (full != null) {
            call.refuse(Errors.tooManyInFlight(full));
            return;
        }
        call.admitted(permit.grant());
        call.head().passForwarded(gate.forwarded(call.request()));
        RouteTable.Destination destination = routes.destination(route);
        Passage.Authority authority =
                new Passage.Authority(permit, call.key(), destination.stamp(permit, call.begunNanos()));
        Passage passage =
                Passage.permitted(route, authority, call.request(), call.head(), call.target(), call.requestId());
        destination.upstream().forward(passage, call);
    }

    /** An open route asks for no key and passes none on; each request is charged to the client's address. */
    private void open(Call call, Route route, Target target) {
        if (!passes(call, quota.takeOpen(gate.client(call.request()), call.begunNanos()))) {
            return;
        }
        call.head().passForwarded(gate.forwarded(call.request()));
        Passage passage = Passage.open(route, call.request(), call.head(), target, call.requestId());
        routes.destination(route).upstream().forward(passage, call);
    }

    /** What the gateway answers itself, to anybody. */
    private void openly(Call call) {
        if (passes(call, quota.takeOpen(gate.client(call.request()), call.begunNanos()))) {
            kernel.own().answer(call);
        }
    }

    /** Refused: bad keys are charged to the address that they come from, and never to a good key. */
    private void deny(Call call, Denial denial) {
        if (!denial.blamesKey() || passes(call, quota.takeRefused(gate.client(call.request()), call.begunNanos()))) {
            call.refuse(Errors.of(denial));
        }
    }

    /** Tells what a bucket has said; a request that it refuses ends here. */
    private boolean passes(Call call, Allowance allowance) {
        call.response().headers().set(RATE_LIMIT_POLICY, allowance.policy()).set(RATE_LIMIT, allowance.state());
        if (!allowance.granted()) {
            records.limited();
            call.refuse(Errors.rateLimited(allowance.bucket(), allowance.retryAfterSeconds()));
        }
        return allowance.granted();
    }
}
