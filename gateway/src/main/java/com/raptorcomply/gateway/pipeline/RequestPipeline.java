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
import com.raptorcomply.gateway.observe.RequestSpans;
import com.raptorcomply.gateway.ratelimit.RateLimitResult;
import com.raptorcomply.gateway.ratelimit.RateLimiter;
import com.raptorcomply.gateway.ratelimit.ThrottleReason;
import com.raptorcomply.gateway.request.AdmissionControl;
import com.raptorcomply.gateway.request.ErrorResponses;
import com.raptorcomply.gateway.request.RequestContext;
import com.raptorcomply.gateway.route.RequestTarget;
import com.raptorcomply.gateway.route.Route;
import com.raptorcomply.gateway.upstream.GatewayFields;
import com.raptorcomply.keyservice.client.key.PresentedKey;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Takes each request of one event loop through the steps of the gateway. A step passes the request on or refuses it:
 *
 * <ol>
 *   <li>{@link #handle} waits until the client has read earlier responses of its connection
 *   <li>{@link #validate} refuses malformed requests
 *   <li>{@link #route} finds the route or the gateway's own endpoint
 *   <li>{@link #admit} refuses requests above the gateway's cap
 *   <li>{@link #readCredential} reads the API key
 *   <li>{@link #authenticate} gets the {@link Permit}, from memory or from the key service
 *   <li>{@link #limitRate} charges the rate limits
 *   <li>{@link #authorizeActingUser} checks the user that the key acts as, if the request names one
 *   <li>{@link #forward} reserves a place in flight, signs the stamp and sends the request to the upstream
 * </ol>
 *
 * <p>Public routes and endpoints skip the steps that need a key. {@link #deny} refuses requests without a valid key.
 * {@link RequestObserver} logs and counts each request when it ends. No step blocks. Confined to its event loop.
 */
public final class RequestPipeline {
    private final UpstreamRouter router;
    private final KeyAuthenticator authenticator;
    private final RateLimiter rateLimiter;
    private final GatewayEndpoints endpoints;
    private final RequestObserver observer;
    private final AdmissionControl.Part admission;
    private final int lineBytesMax;

    /** @param lineBytesMax bytes of a request target */
    public RequestPipeline(
            UpstreamRouter router,
            KeyAuthenticator authenticator,
            RateLimiter rateLimiter,
            GatewayEndpoints endpoints,
            RequestObserver observer,
            AdmissionControl.Part admission,
            int lineBytesMax) {
        this.router = router;
        this.authenticator = authenticator;
        this.rateLimiter = rateLimiter;
        this.endpoints = endpoints;
        this.observer = observer;
        this.admission = admission;
        this.lineBytesMax = lineBytesMax;
    }

    /** Waits with a pipelined request until the write queue drains, because unread responses would pile up in memory. */
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
        RequestContext context = new RequestContext(request, head, observer);
        context.attempt(() -> validate(context));
    }

    /** Refuses a request whose syntax the decoder rejected, and closes its connection. */
    public void handleInvalid(HttpServerRequest request) {
        RequestContext context = new RequestContext(request, RequestHead.read(request), observer);
        context.closeUnread();
        context.refuse(ErrorResponses.of(
                RequestError.from(RequestFault.of(request.decoderResult().cause()))));
    }

    /**
     * Refuses ambiguous requests and closes the connection, because what follows may be smuggled (RFC 9112 section
     * 11.2).
     */
    private void validate(RequestContext context) {
        HttpServerRequest request = context.request();
        RequestError error = RequestValidator.fault(request, context.head(), lineBytesMax);
        RequestTarget target = error == null ? RequestTarget.parse(request.uri()) : null;
        if (error != null) {
            context.closeUnread();
            context.refuse(ErrorResponses.of(error));
        } else if (target == null) {
            context.refuse(ErrorResponses.of(RequestError.TARGET));
        } else {
            route(context, target);
        }
    }

    /** Refuses unknown paths and methods first, because this check is the cheapest. */
    private void route(RequestContext context, RequestTarget target) {
        String endpoint = GatewayEndpoints.route(target);
        Route route = endpoint == null ? router.match(target) : null;
        context.aim(target, route, route == null ? endpoint : route.prefix());
        List<String> methods = route == null ? GatewayEndpoints.METHODS : route.methods();
        if (route == null && endpoint == null) {
            context.refuse(ErrorResponses.ROUTE_UNKNOWN);
        } else if (!methods.isEmpty()
                && !methods.contains(context.request().method().name())) {
            context.refuse(ErrorResponses.methodNotAllowed(methods));
        } else {
            admit(context, route, target);
        }
    }

    /** Refuses requests above the cap before it reads their keys, because reading them would cost more. */
    private void admit(RequestContext context, @Nullable Route route, RequestTarget target) {
        if (!admission.enter()) {
            context.refuse(ErrorResponses.GATEWAY_FULL);
            return;
        }
        context.enter();
        if (route == null ? GatewayEndpoints.isOpen(target) : route.access() == Route.Access.OPEN) {
            servePublic(context, route);
        } else {
            readCredential(context);
        }
    }

    /** Reads the key from its header field. No other part of a request identifies the caller. */
    private void readCredential(RequestContext context) {
        RequestHead head = context.head();
        Credential credential = Credential.parse(head.apiKey(), head.authorization(), head.credentialDoubled());
        if (credential instanceof Credential.Presented presented
                && PresentedKey.parse(presented.text()) instanceof PresentedKey.Wellformed key) {
            context.key(key);
            authenticate(context, null);
        } else {
            deny(context, credential instanceof Credential.Missing ? Denial.MISSING : Denial.MALFORMED);
        }
    }

    /**
     * Decides from memory at once. Only a request with an unknown key waits for the key service.
     *
     * @param actingUser the user that the key acts as; null in the first decision, which is about the key alone
     */
    private void authenticate(RequestContext context, @Nullable UUID actingUser) {
        Decision known = actingUser == null
                ? authenticator.lookup(context.key(), null, context.begunNanos(), context.begunMillis())
                : authenticator.lookup(context.key(), actingUser);
        if (known != null) {
            observer.recalled(known);
            onDecision(context, actingUser, known);
        } else {
            authenticator
                    .verify(context.key(), actingUser)
                    .onSuccess(decision -> context.attempt(() -> {
                        observer.verified(decision);
                        onDecision(context, actingUser, decision);
                    }));
        }
    }

    private void onDecision(RequestContext context, @Nullable UUID actingUser, Decision decision) {
        if (!(decision instanceof Permit permit)) {
            deny(context, (Denial) decision);
            return;
        }
        context.permit(permit);
        if (actingUser != null) {
            serve(context, permit);
        } else if (permit.isUsableAnywhere() || permit.isUsableFrom(admission.client(context.request()))) {
            limitRate(context, permit);
        } else {
            deny(context, Denial.ADDRESS_NOT_ALLOWED);
        }
    }

    /** Charges the limits of the key, its organization and the route. A request waits only if the counts are in Redis. */
    private void limitRate(RequestContext context, Permit permit) {
        Route route = context.route();
        String policy = route == null ? null : route.policy();
        RateLimitResult local = rateLimiter.takeLocally(permit, policy, context.begunNanos());
        if (local != null) {
            onRateLimit(context, permit, local);
        } else {
            rateLimiter
                    .takeFromRedis(Vertx.currentContext(), permit, policy)
                    .onSuccess(result -> context.attempt(() -> onRateLimit(context, permit, result)));
        }
    }

    private void onRateLimit(RequestContext context, Permit permit, RateLimitResult result) {
        boolean passes = passes(context, result);
        if (passes && context.head().namesActingUser()) {
            authorizeActingUser(context, permit);
        } else if (passes) {
            serve(context, permit);
        }
    }

    /**
     * Authenticates the key again, together with the user that it acts as. This step follows the rate limits, because
     * guessing user ids must cost as much as any other request. A key that may not act as users causes no verification.
     */
    private void authorizeActingUser(RequestContext context, Permit permit) {
        UUID user = ActingUser.parse(context.head().actingUser());
        if (user == null) {
            context.refuse(ErrorResponses.of(RequestError.ACT_AS_USER));
        } else if (!permit.grant().mayActAsUsers()) {
            deny(context, Denial.IMPERSONATION_DENIED);
        } else {
            authenticate(context, user);
        }
    }

    private void serve(RequestContext context, Permit permit) {
        Route route = context.route();
        if (route != null) {
            forward(context, route, permit);
        } else {
            endpoints.answer(context, permit);
        }
    }

    /**
     * Reserves a place in flight, so that no key and no organization takes the places of others. Then the router signs
     * the stamp and forwards the request without the header fields that clients must not set.
     */
    private void forward(RequestContext context, Route route, Permit permit) {
        ThrottleReason full = admission.admit(permit.grant());
        if (full != null) {
            context.refuse(ErrorResponses.tooManyInFlight(full));
            return;
        }
        context.admitted(permit.grant());
        router.forward(context, route, permit, own(context));
    }

    /** Serves a public route or endpoint, which needs no key. The client's address is charged for the request. */
    private void servePublic(RequestContext context, @Nullable Route route) {
        if (!passes(context, rateLimiter.takePublic(admission.client(context.request()), context.begunNanos()))) {
            return;
        }
        if (route == null) {
            endpoints.answer(context);
            return;
        }
        router.forwardPublic(context, route, own(context));
    }

    private GatewayFields own(RequestContext context) {
        CharSequence forwarded = admission.forwarded(context.request());
        return new GatewayFields(context.requestId(), forwarded, RequestSpans.traceParent(context.span()));
    }

    /** Refuses the request. A bad key is charged to the client's address, never to a valid key. */
    private void deny(RequestContext context, Denial denial) {
        if (!denial.blamesKey()
                || passes(context, rateLimiter.takeBadKey(admission.client(context.request()), context.begunNanos()))) {
            context.refuse(ErrorResponses.of(denial));
        }
    }

    /** Sets the rate-limit fields of the response; refuses the request and returns false if the limit is exceeded. */
    private boolean passes(RequestContext context, RateLimitResult result) {
        result.setFields(context.response().headers());
        if (!result.granted()) {
            observer.rateLimited(result.bucket());
            context.refuse(ErrorResponses.rateLimited(result.bucket(), result.retryAfterSeconds()));
        }
        return result.granted();
    }
}
