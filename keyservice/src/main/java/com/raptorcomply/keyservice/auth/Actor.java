package com.raptorcomply.keyservice.auth;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who is recorded as having done something, under the name held then; it outlives whom it names.
 *
 * @param id null only for the system itself
 * @param actingAs the user that a key acted as, null mostly; the key is the one that is answerable
 * @param key the user's own key that the user called with; null in a session, and for everybody who is no user
 */
public record Actor(
        Kind kind,
        @Nullable UUID id,
        String name,
        @Nullable Actor actingAs,
        @Nullable Actor key) {
    /** The product itself: the local run's seeding and commands run by the operator. */
    public static final Actor SYSTEM = new Actor(Kind.SYSTEM, null, "system");

    /** One who acts as nobody else. */
    public Actor(Kind kind, @Nullable UUID id, String name) {
        this(kind, id, name, null, null);
    }

    public static Actor user(UUID id, String name) {
        return new Actor(Kind.USER, id, name);
    }

    public static Actor key(UUID id, String name) {
        return new Actor(Kind.KEY, id, name);
    }

    /** The same, acting as a user. */
    public Actor actingAs(Actor user) {
        return new Actor(kind, id, name, user, key);
    }

    /** The same user, calling with a key of their own. */
    public Actor calling(Actor with) {
        return new Actor(kind, id, name, actingAs, with);
    }

    /** What acts. */
    public enum Kind {
        USER("user"),
        KEY("key"),
        SYSTEM("system");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        /** As it is written in the API and the database. */
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
