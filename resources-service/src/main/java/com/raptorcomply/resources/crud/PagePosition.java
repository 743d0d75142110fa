package com.raptorcomply.resources.crud;

import com.raptorcomply.chassis.problem.ErrorCode;
import com.raptorcomply.chassis.problem.Problem;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The position after which a page begins: the last record of the page before. Clients see it as an opaque cursor. It
 * names no organization and grants no access, because it only continues a list that the caller may see.
 *
 * @param changedAt set in lists in the order of changes; null in lists in the order of ids
 */
record PagePosition(@Nullable OffsetDateTime changedAt, UUID id) {
    private static final UUID BEFORE_ALL = new UUID(0, 0);
    private static final int ID_BYTES = 16;
    private static final int CHANGE_BYTES = 24;

    /** The range of years of a date-time. */
    private static final long FIRST_MILLIS =
            Instant.parse("0001-01-01T00:00:00Z").toEpochMilli();

    private static final long LAST_MILLIS =
            Instant.parse("9999-12-31T23:59:59.999Z").toEpochMilli();

    /** Returns the position before the first record, or before the first change at or after {@code since}. */
    static PagePosition start(@Nullable OffsetDateTime since) {
        return new PagePosition(since, BEFORE_ALL);
    }

    /** Parses a cursor; throws a 400 unless a list in that order could have issued it. */
    static PagePosition parse(String cursor, boolean byChange) {
        PagePosition position = read(cursor, byChange);
        if (!position.cursor().equals(cursor)) {
            throw bad();
        }
        return position;
    }

    private static PagePosition read(String cursor, boolean byChange) {
        byte[] bytes = decode(cursor);
        if (bytes.length != (byChange ? CHANGE_BYTES : ID_BYTES)) {
            throw bad();
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        UUID id = new UUID(buffer.getLong(), buffer.getLong());
        if (!byChange) {
            return new PagePosition(null, id);
        }
        long millis = buffer.getLong();
        if (millis < FIRST_MILLIS || millis > LAST_MILLIS) {
            throw bad();
        }
        return new PagePosition(Instant.ofEpochMilli(millis).atOffset(ZoneOffset.UTC), id);
    }

    String cursor() {
        ByteBuffer buffer = ByteBuffer.allocate(changedAt == null ? ID_BYTES : CHANGE_BYTES);
        buffer.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
        if (changedAt != null) {
            buffer.putLong(changedAt.toInstant().toEpochMilli());
        }
        return Base64.getUrlEncoder().withoutPadding().encodeToString(buffer.array());
    }

    private static byte[] decode(String cursor) {
        try {
            return Base64.getUrlDecoder().decode(cursor);
        } catch (IllegalArgumentException e) {
            throw bad();
        }
    }

    private static RuntimeException bad() {
        return Problem.of(ErrorCode.INVALID_CURSOR, "Parameter 'cursor' is not one that this list has given")
                .withField("cursor")
                .exception();
    }
}
