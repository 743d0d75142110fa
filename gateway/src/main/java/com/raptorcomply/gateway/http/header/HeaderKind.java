package com.raptorcomply.gateway.http.header;

/** What the gateway does with a request's header field of a name. */
public enum HeaderKind {
    /** Passed on as it came. */
    END_TO_END,
    /** Belongs to this connection alone (RFC 9110 section 7.6.1). */
    HOP_BY_HOP,
    CONNECTION,
    TRANSFER_ENCODING,
    CONTENT_LENGTH,
    HOST,
    EXPECT,
    ACCEPT,
    USER_AGENT,
    API_KEY,
    AUTHORIZATION,
    /** Names the user that the key is to act as. */
    ACT_AS_USER,
    REQUEST_ID,
    /** Asks for another protocol on this connection. */
    UPGRADE,
    /** Where in a trace a request stands; passed on when it is well-formed. */
    TRACE_PARENT,
    TRACE_STATE,
    /** Says where a request came from; only the gateway may say so. */
    FORWARDING,
    /** Says who is calling; only the gateway may say so. */
    IDENTITY,
    /**
     * Has other characters than letters, digits and hyphens, which CGI, WSGI and their like read as hyphens: "X.Tenant_Id" is
     * "X-Tenant-Id" to them. Never passed on.
     */
    ODDLY_NAMED;

    /** Whether the field goes to the upstream with the value that the client sent. */
    public boolean crosses() {
        return this == END_TO_END || this == ACCEPT || this == USER_AGENT || this == CONTENT_LENGTH;
    }
}
