package com.raptorcomply.resources.crud;

import io.vertx.core.json.JsonArray;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The position of a client in the changes of its organization: the last change that it has, and what it saw then.
 *
 * @param type of the last change's record
 * @param moved the time at which its sight had last moved then, by a new epoch or by a move of a record; null without one
 * @param sight as {@link ChangeFeed#sight} gave it
 */
record ChangePosition(
        OffsetDateTime at, String type, UUID id, @Nullable OffsetDateTime moved, String sight) {
    /** Returns the position before the first change. */
    static ChangePosition start(String sight) {
        OffsetDateTime epoch = OffsetDateTime.ofInstant(Instant.EPOCH, ZoneOffset.UTC);
        return new ChangePosition(epoch, "", new UUID(0, 0), null, sight);
    }

    ChangePosition after(OffsetDateTime lastAt, String lastType, UUID lastId) {
        return new ChangePosition(lastAt, lastType, lastId, moved, sight);
    }

    ChangePosition seenAt(@Nullable OffsetDateTime lastMove) {
        return new ChangePosition(at, type, id, lastMove, sight);
    }

    /** Returns true if nothing has moved since the client began. */
    boolean isSeenAt(@Nullable OffsetDateTime lastMove) {
        return Objects.equals(moved == null ? null : moved.toInstant(), lastMove == null ? null : lastMove.toInstant());
    }

    JsonArray write() {
        return new JsonArray()
                .add(at.toInstant().toString())
                .add(type)
                .add(id.toString())
                .add(moved == null ? null : moved.toInstant().toString())
                .add(sight);
    }

    /** Reads the result of {@link #write}. */
    static ChangePosition read(JsonArray json) {
        String moved = json.getString(3);
        return new ChangePosition(
                time(json.getString(0)),
                json.getString(1),
                UUID.fromString(json.getString(2)),
                moved == null ? null : time(moved),
                json.getString(4));
    }

    private static OffsetDateTime time(String text) {
        return Instant.parse(text).atOffset(ZoneOffset.UTC);
    }
}
