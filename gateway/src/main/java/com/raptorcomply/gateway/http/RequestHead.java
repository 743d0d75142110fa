package com.raptorcomply.gateway.http;

import com.raptorcomply.gateway.http.header.ConnectionHeader;
import com.raptorcomply.gateway.http.header.HeaderClassifier;
import com.raptorcomply.gateway.http.header.HeaderFields;
import com.raptorcomply.gateway.http.header.TraceContext;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import org.jspecify.annotations.Nullable;

/**
 * What the gateway itself reads out of a request's header section, gathered in one pass. It belongs to one request and its
 * event loop.
 */
public final class RequestHead {
    /** A length of so many digits is an int. */
    private static final int LENGTH_DIGITS_MAX = 9;

    private int hosts;
    private int apiKeys;
    private int authorizations;
    private int actingUsers;
    private int contentLengths;
    private int transferEncodings;
    private @Nullable String host;
    private @Nullable String apiKey;
    private @Nullable String authorization;
    private @Nullable String actingUser;
    private @Nullable String requestId;
    private @Nullable String traceParent;
    private @Nullable String passedTraceParent;
    private @Nullable CharSequence forwarded;
    private @Nullable String accept;
    private @Nullable String userAgent;
    private @Nullable String connection;
    private @Nullable String contentLength;
    private @Nullable String transferEncoding;
    private @Nullable String expect;
    private @Nullable String upgrade;

    private boolean http2;
    private boolean dataFollows;

    private RequestHead() {}

    public static RequestHead of(HttpServerRequest request) {
        RequestHead head = of(request.headers());
        if (request.version() == HttpVersion.HTTP_2) {
            head.takeHttp2(request);
        }
        return head;
    }

    /** What the fields alone say. */
    static RequestHead of(MultiMap fields) {
        RequestHead head = new RequestHead();
        HeaderFields.each(fields, head::take);
        return head;
    }

    /** With an authority, Vert.x lets a Host field stand only if it says the same. */
    private void takeHttp2(HttpServerRequest request) {
        http2 = true;
        host = Http2RequestHead.authority(request);
        hosts = host == null ? 0 : Math.max(1, hosts);
        dataFollows = Http2RequestHead.bodyFollows(request);
    }

    private void take(CharSequence name, String value) {
        switch (HeaderClassifier.kind(name)) {
            case HOST -> {
                hosts++;
                host = value;
            }
            case API_KEY -> {
                apiKeys++;
                apiKey = value;
            }
            case AUTHORIZATION -> {
                authorizations++;
                authorization = value;
            }
            case ACT_AS_USER -> {
                actingUsers++;
                actingUser = value;
            }
            case CONTENT_LENGTH -> {
                contentLengths++;
                contentLength = value;
            }
            case TRANSFER_ENCODING -> {
                transferEncodings++;
                transferEncoding = value;
            }
            case CONNECTION -> connection = connection == null ? value : connection + "," + value;
            case REQUEST_ID -> requestId = requestId == null ? value : "";
            case TRACE_PARENT -> traceParent = traceParent == null ? value : "";
            case ACCEPT -> accept = accept == null ? value : accept + "," + value;
            case USER_AGENT -> userAgent = userAgent == null ? value : userAgent;
            case UPGRADE -> upgrade = upgrade == null ? value : "";
            case EXPECT -> expect = value;
            default -> {}
        }
    }

    /** What {@code X-API-Key} held, null without one. */
    public @Nullable String apiKey() {
        return apiKey;
    }

    /** What {@code Authorization} held, null without one. */
    public @Nullable String authorization() {
        return authorization;
    }

    /** Whether one of the two fields that may carry a key stands there more than once. */
    public boolean credentialDoubled() {
        return apiKeys > 1 || authorizations > 1;
    }

    /** Whether {@code X-Act-As-User} is there, in whatever form. */
    public boolean namesActingUser() {
        return actingUsers > 0;
    }

    /** What {@code X-Act-As-User} held, not yet checked; null unless it is there exactly once. */
    public @Nullable String actingUser() {
        return actingUsers == 1 ? actingUser : null;
    }

    /** The client's own {@code X-Request-Id}, not yet checked. */
    public @Nullable String requestId() {
        return requestId;
    }

    /** Whether the request stands in a trace, said once and well. */
    boolean hasTrace() {
        return TraceContext.isParent(traceParent);
    }

    /** Where in a trace the request stands, by the client; null unless said once and well. */
    public @Nullable String traceParent() {
        return hasTrace() ? traceParent : null;
    }

    /** What the upstream is told in place of the client's: the gateway's own place in the trace. */
    public void passTraceParent(String own) {
        passedTraceParent = own;
    }

    /** Null if the client's own is passed on. */
    public @Nullable String passedTraceParent() {
        return passedTraceParent;
    }

    /** What the upstream is told of where the request comes from, an element of Forwarded. */
    public void passForwarded(CharSequence element) {
        forwarded = element;
    }

    public @Nullable CharSequence forwarded() {
        return forwarded;
    }

    public @Nullable String accept() {
        return accept;
    }

    /** What the client calls itself; null when it does not say. */
    public @Nullable String userAgent() {
        return userAgent;
    }

    /** The one host, once {@link RequestValidator} has let the request pass. */
    public @Nullable String host() {
        return host;
    }

    /** Whether a body follows, or may follow. */
    public boolean hasBody() {
        return http2 ? dataFollows : transferEncodings > 0 || (contentLength != null && !contentLength.equals("0"));
    }

    /** The length that the client declared; null without one. */
    public @Nullable String contentLength() {
        return contentLength;
    }

    /** The length that the client declared, if it is no more than so many bytes; else 0. */
    public int bodyBytes(int max) {
        if (contentLength == null || contentLength.length() > LENGTH_DIGITS_MAX) {
            return 0;
        }
        int bytes = 0;
        for (int i = 0; i < contentLength.length(); i++) {
            bytes = 10 * bytes + Character.digit(contentLength.charAt(i), 10);
        }
        return bytes > max ? 0 : Math.max(0, bytes);
    }

    public boolean chunked() {
        return http2 ? dataFollows && contentLength == null : transferEncodings > 0;
    }

    /** Whether other requests share the connection, so that no fault of this one ends it. */
    public boolean http2() {
        return http2;
    }

    /** Whether the client waits for 100 (Continue) before it sends its body. */
    public boolean expectsContinue() {
        return expect != null;
    }

    /** Whether the client wants the connection to end, said in a way that Vert.x does not see. */
    public boolean closesUnseen() {
        return ConnectionHeader.closeAmongOthers(connection);
    }

    /** Whether the client asks to go on as a WebSocket (RFC 6455 section 4.1), in a request that could. */
    public boolean asksWebSocket() {
        return upgrade != null
                && upgrade.equalsIgnoreCase("websocket")
                && !hasBody()
                && ConnectionHeader.fields(connection).contains("upgrade");
    }

    @Nullable
    String expect() {
        return expect;
    }

    @Nullable
    String connection() {
        return connection;
    }

    @Nullable
    String transferEncoding() {
        return transferEncoding;
    }

    int hosts() {
        return hosts;
    }

    int contentLengths() {
        return contentLengths;
    }

    int transferEncodings() {
        return transferEncodings;
    }
}
