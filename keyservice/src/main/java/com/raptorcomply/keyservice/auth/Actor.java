package com.raptorcomply.keyservice.auth;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The actor that activity entries name, with the name held at the time. An entry stays when its actor is deleted.
 *
 * @param id null only for the system itself
 * @param actingAs the user that a key acted as, usually null; the key remains accountable
 * @param key the user's own key of the request; null in a session, and for actors that are no users
 */
public record Actor(
        Kind kind,
        @Nullable UUID id,
        String name,
        @Nullable Actor actingAs,
        @Nullable Actor key) {
    /** The product itself: the local run's seeding and the operator's commands. */
    public static final Actor SYSTEM = new Actor(Kind.SYSTEM, null, "system");

    /** Creates an actor that acts as no other user. */
    public Actor(Kind kind, @Nullable UUID id, String name) {
        this(kind, id, name, null, null);
    }

    public static Actor user(UUID id, String name) {
        return new Actor(Kind.USER, id, name);
    }

    public static Actor key(UUID id, String name) {
        return new Actor(Kind.KEY, id, name);
    }

    public Actor actingAs(Actor user) {
        return new Actor(kind, id, name, user, key);
    }

    /** Returns the same user with the key used for the request. */
    public Actor calling(Actor with) {
        return new Actor(kind, id, name, actingAs, with);
    }

    /** The kind of actor. */
    public enum Kind {
        USER("user"),
        KEY("key"),
        SYSTEM("system");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        /** Returns the name in the API and the database. */
        public String label() {
            return label;
        }

        public static Kind of(String label) {
            return switch (label) {
                case "user" -> USER;
                case "key" -> KEY;
                case "system" -> SYSTEM;
                default -> throw new IllegalArgumentException("no kind of actor: " + label);
            };
        }
    }
}
