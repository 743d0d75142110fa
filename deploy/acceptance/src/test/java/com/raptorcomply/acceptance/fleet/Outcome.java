package com.raptorcomply.acceptance.fleet;

import com.raptorcomply.acceptance.fleet.Change.Kind;
import org.jspecify.annotations.Nullable;

/** Classifies a response by the rights that the gateway applied. */
enum Outcome {
    /** The rights from before the key's change. */
    OLD_RIGHTS,
    /** The rights from after the change: refused, or allowed less. */
    NEW_RIGHTS,
    /** The gateway could not decide, or the upstream did not respond. */
    UNDECIDED,
    /** Rights that the key never had: a valid key was refused, or the response was incomplete. */
    WRONG;

    static final String VALIDATE = "/validate";
    static final String READ = "/facilities?limit=1";

    /**
     * Classifies a response.
     *
     * @param kind of the key's change; null if there is none
     */
    static Outcome of(@Nullable Kind kind, String path, int status, String body) {
        return switch (status) {
            case 200 -> narrowed(kind, path, body) ? NEW_RIGHTS : OLD_RIGHTS;
            case 401 -> kind == null || kind == Kind.PERMISSIONS ? WRONG : NEW_RIGHTS;
            case 403 -> kind == Kind.PERMISSIONS && path.equals(READ) ? NEW_RIGHTS : WRONG;
            case 502, 503, 504 -> UNDECIDED;
            default -> WRONG;
        };
    }

    private static boolean narrowed(@Nullable Kind kind, String path, String body) {
        return kind == Kind.PERMISSIONS && path.equals(VALIDATE) && !body.contains(Change.LOST);
    }
}
