package com.raptorcomply.keyservice.cli.rc;

import java.util.UUID;

/** Makes paths of ids that are ids. */
final class Ids {
    private Ids() {}

    /**
     * @param collection such as {@code /users}
     * @param command lists the ids
     * @throws RcException if the text is no id
     */
    static String path(String collection, String id, String command) {
        try {
            return collection + "/" + UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            throw new RcException(
                    ExitStatus.WRONG, "'" + id + "' is not the id of " + what(collection) + "; see " + command);
        }
    }

    private static String what(String collection) {
        return switch (collection) {
            case "/api-keys" -> "a key";
            case "/users" -> "a user";
            case "/organizations" -> "an organization";
            case "/facilities" -> "a facility";
            case "/control-centers" -> "a control center";
            default -> "a cyber system";
        };
    }
}
