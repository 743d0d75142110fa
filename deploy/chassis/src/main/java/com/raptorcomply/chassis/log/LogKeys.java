package com.raptorcomply.chassis.log;

/** Names the keys of log lines. A name means the same in every service, and times are in the unit at its end. */
public final class LogKeys {
    public static final String ATTEMPT = "attempt";
    public static final String CAUSE = "cause";
    public static final String COUNT = "count";
    public static final String DATABASE = "database";
    public static final String DELAY_MILLIS = "delayMillis";
    public static final String ELAPSED_MILLIS = "elapsedMillis";
    public static final String EPOCH = "epoch";
    public static final String FILE = "file";
    public static final String GATEWAY_ID = "gatewayId";
    public static final String HOST = "host";
    public static final String KEY_ID = "keyId";
    public static final String METHOD = "method";
    public static final String ORGANIZATION_ID = "organizationId";
    public static final String PORT = "port";
    public static final String PROVIDER = "provider";
    public static final String REASON = "reason";
    public static final String REQUEST_BYTES = "requestBytes";
    public static final String REQUEST_ID = "requestId";
    public static final String RESPONSE_BYTES = "responseBytes";
    public static final String ROUTE = "route";
    public static final String SECRET_ID = "secretId";
    public static final String SEQUENCE = "sequence";
    public static final String SERVICE = "service";
    public static final String SESSION_ID = "sessionId";
    public static final String SETTING = "setting";
    public static final String SKIPPED = "skipped";
    public static final String STATUS = "status";
    public static final String UPSTREAM = "upstream";
    public static final String USER_ID = "userId";
    public static final String VARIABLES = "variables";

    private LogKeys() {}
}
