package com.raptorcomply.keyservice.webhook.delivery;

/** The reasons for which an attempt fails, under the names that the log of deliveries shows. */
public enum AttemptError {
    /** Also for a name that does not resolve, so that nobody learns which internal names do. */
    ADDRESS_NOT_ALLOWED("address_not_allowed"),
    CONNECTION_FAILED("connection_failed"),
    TLS_FAILED("tls_failed"),
    TIMED_OUT("timed_out"),
    REDIRECTED("redirected"),
    STATUS("status"),
    SECRET_UNREADABLE("secret_unreadable"),
    QUEUE_FULL("queue_full"),
    DISABLED("disabled");

    private final String label;

    AttemptError(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
