package com.raptorcomply.gateway.http.header;

/** Kinds of request fields, by what the gateway does with them. */
public enum HeaderKind {
    /** Forwarded unchanged. */
    END_TO_END,
    /** Belongs to this connection only (RFC 9110 section 7.6.1); never forwarded. */
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
    /** Names the user as whom the key is to act. */
    ACT_AS_USER,
    REQUEST_ID,
    /** Asks for another protocol on this connection. */
    UPGRADE,
    /** Names the parent span of the request; forwarded if well-formed. */
    TRACE_PARENT,
    TRACE_STATE,
    /** States where a request came from; only the gateway may set it. */
    FORWARDING,
    /** States the identity of the caller; only the gateway may set it. */
    IDENTITY,
    /**
     * Has characters other than letters, digits and hyphens. Never forwarded, because CGI, WSGI and similar servers
     * read them as hyphens: "X.Tenant_Id" would become "X-Tenant-Id".
     */
    ODDLY_NAMED;

    /** Returns true if the gateway forwards the field with the client's value. */
    public boolean crosses() {
        return this == END_TO_END || this == ACCEPT || this == USER_AGENT || this == CONTENT_LENGTH;
    }
}
