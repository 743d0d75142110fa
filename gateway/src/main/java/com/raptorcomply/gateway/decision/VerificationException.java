package com.raptorcomply.gateway.decision;

import org.jspecify.annotations.Nullable;

/** A verification that got no answer, with the reason that requests are denied for. */
final class VerificationException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Denial reason;

    VerificationException(Denial reason, String message, @Nullable Throwable cause) {
        super(message, cause, false, false);
        this.reason = reason;
    }

    Denial reason() {
        return reason;
    }

    static boolean isCredentialRefused(@Nullable Throwable failure) {
        return failure instanceof VerificationException known && known.reason == Denial.GATEWAY_CREDENTIAL_REFUSED;
    }
}
