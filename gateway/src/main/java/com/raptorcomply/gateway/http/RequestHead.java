package com.raptorcomply.gateway.http;

import com.raptorcomply.gateway.http.header.ConnectionHeader;
import com.raptorcomply.gateway.http.header.HeaderFields;
import com.raptorcomply.gateway.http.header.HeaderKind;
import com.raptorcomply.gateway.http.header.TraceContext;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import org.jspecify.annotations.Nullable;

/**
 * Holds the header fields of a request that the gateway itself uses, gathered in one pass. Belongs to one request and
 * its event loop.
 */
public final class RequestHead {
    /** A decimal number of this many digits fits an int. */
    private static final int LENGTH_DIGITS_MAX = 9;
    /** A decimal number of this many digits fits a long. */
    private static final int LONG_DIGITS_MAX = 18;

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

    public static RequestHead read(HttpServerRequest request) {
        RequestHead head = read(request.headers());
        if (request.version() == HttpVersion.HTTP_2) {
            head.takeHttp2(request);
        }
        return head;
    }

    /** Reads the fields without the connection's state. */
    static RequestHead read(MultiMap fields) {
        RequestHead head = new RequestHead();
        HeaderFields.each(fields, head::take);
        return head;
    }

    /** Takes the authority as the host. Vert.x has already refused a Host field that differs from the authority. */
    private void takeHttp2(HttpServerRequest request) {
        http2 = true;
        host = Http2RequestHead.authority(request);
        hosts = host == null ? 0 : Math.max(1, hosts);
        dataFollows = Http2RequestHead.bodyFollows(request);
    }

    private void take(CharSequence name, String value) {
        switch (HeaderKind.of(name)) {
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

    public @Nullable String apiKey() {
        return apiKey;
    }

    public @Nullable String authorization() {
        return authorization;
    }

    /** Returns true if {@code X-API-Key} or {@code Authorization} is present more than once. */
    public boolean credentialDoubled() {
        return apiKeys > 1 || authorizations > 1;
    }

    /** Returns true if {@code X-Act-As-User} is present, whatever its value. */
    public boolean namesActingUser() {
        return actingUsers > 0;
    }

    /** Returns the unchecked value of {@code X-Act-As-User}; null unless the field is present exactly once. */
    public @Nullable String actingUser() {
        return actingUsers == 1 ? actingUser : null;
    }

    /** Returns the client's {@code X-Request-Id}, unchecked; empty if present more than once, null if absent. */
    public @Nullable String requestId() {
        return requestId;
    }

    /** Returns true if the client sent exactly one well-formed {@code traceparent}. */
    boolean hasTrace() {
        return TraceContext.isParent(traceParent);
    }

    /** Returns the client's {@code traceparent}; null unless there is exactly one and it is well-formed. */
    public @Nullable String traceParent() {
        return hasTrace() ? traceParent : null;
    }

    public @Nullable String accept() {
        return accept;
    }

    /** Returns the first {@code User-Agent}; null without one. */
    public @Nullable String userAgent() {
        return userAgent;
    }

    /** Returns the host, which is unique once {@link RequestValidator} has accepted the request. */
    public @Nullable String host() {
        return host;
    }

    /** Returns true if a body follows or may follow. */
    public boolean hasBody() {
        return http2 ? dataFollows : transferEncodings > 0 || (contentLength != null && !contentLength.equals("0"));
    }

    public @Nullable String contentLength() {
        return contentLength;
    }

    /** Returns the declared length if it is at most {@code max} bytes; else 0. */
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

    /** Returns true if a body of more than {@code bytes} is declared, or of a length that no long holds. */
    public boolean declaresMoreThan(long bytes) {
        if (contentLength == null || !hasBody()) {
            return false;
        }
        long declared = contentLength.length() > LONG_DIGITS_MAX ? Long.MAX_VALUE : 0;
        for (int i = 0; i < contentLength.length() && declared <= bytes; i++) {
            declared = 10 * declared + Character.digit(contentLength.charAt(i), 10);
        }
        return declared > bytes;
    }

    public boolean chunked() {
        return http2 ? dataFollows && contentLength == null : transferEncodings > 0;
    }

    /** Returns true if other requests share the connection, so that an error of this one must not end it. */
    public boolean http2() {
        return http2;
    }

    /** Returns true if the client waits for 100 (Continue) before it sends its body. */
    public boolean expectsContinue() {
        return expect != null;
    }

    /** Returns true if the client asks to close the connection in a form that Vert.x does not recognize. */
    public boolean closesUnseen() {
        return ConnectionHeader.closeAmongOthers(connection);
    }

    /** Returns true if the request is a valid WebSocket handshake (RFC 6455 section 4.1) without a body. */
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
