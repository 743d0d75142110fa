package com.raptorcomply.acceptance.fleet;

import com.raptorcomply.acceptance.fleet.Change.Kind;
import org.jspecify.annotations.Nullable;

/** What an answer says about the rights that it was given by. */
enum Outcome {
    /** Those from before the key's change. */
    OLD_RIGHTS,
    /** Those from after it: refused, or allowed less. */
    NEW_RIGHTS,
    /** Nobody could tell, or what is behind did not answer. */
    UNDECIDED,
    /** No rights that the key ever had: a good key was refused, or the answer broke. */
    WRONG;

    static final String VALIDATE = "/validate";
    static final String READ = "/facilities?limit=1";

    /** @param kind what happens to the key; null if nothing does */
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
