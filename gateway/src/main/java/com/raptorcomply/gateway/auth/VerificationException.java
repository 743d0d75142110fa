package com.raptorcomply.gateway.auth;

import org.jspecify.annotations.Nullable;

/** A verification that got no answer, with the reason that requests are denied for. */
public final class VerificationException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Denial reason;

    public VerificationException(Denial reason, String message, @Nullable Throwable cause) {
        super(message, cause, false, false);
        this.reason = reason;
    }

    Denial reason() {
        return reason;
    }

    public static boolean isCredentialRefused(@Nullable Throwable failure) {
        return failure instanceof VerificationException known && known.reason == Denial.GATEWAY_CREDENTIAL_REFUSED;
    }
}
