package com.raptorcomply.resources.audit;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowIterator;
import java.time.Instant;
import java.util.ListIterator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Merges the newest entries of both logs into one page, by time; at the same time those about records come first. Each log
 * keeps its own order, so the positions in both, of the last entries taken, tell exactly what follows. Not thread-safe.
 */
final class EntryPage {
    private final RowIterator<Row> records;
    private final ListIterator<JsonObject> keys;
    private final Buffer body = Buffer.buffer("[");
    private @Nullable Row record;
    private @Nullable JsonObject key;
    private long link;
    private int ordinal;
    private long sequence;
    private int count;

    /** @param before the position before which both logs were read */
    EntryPage(JsonArray before, RowIterator<Row> records, ListIterator<JsonObject> keys) {
        this.link = before.getLong(0);
        this.ordinal = before.getInteger(1);
        this.sequence = before.getLong(2);
        this.records = records;
        this.keys = keys;
    }

    /** Returns the position before all entries of both logs. */
    static JsonArray start() {
        return new JsonArray().add(Long.MAX_VALUE).add(0).add(Long.MAX_VALUE);
    }

    /** Takes up to so many entries, and returns their JSON. */
    Buffer take(int limit) {
        while (count < limit && advance()) {
            body.appendString(count++ == 0 ? "" : ",");
            if (isRecordNewer()) {
                takeRecord();
            } else {
                takeKey();
            }
        }
        return body.appendString("]");
    }

    /** Returns true if read entries are left. */
    boolean isLeft() {
        return advance();
    }

    /** Returns the position after which the next page begins. */
    JsonArray position() {
        return new JsonArray().add(link).add(ordinal).add(sequence);
    }

    /** Holds the next entry of each log; returns false if none is left. */
    private boolean advance() {
        if (record == null && records.hasNext()) {
            record = records.next();
        }
        if (key == null && keys.hasNext()) {
            key = keys.next();
        }
        return record != null || key != null;
    }

    private boolean isRecordNewer() {
        return record != null
                && (key == null
                        || !record.getOffsetDateTime(EntriesSql.TIME_COLUMN)
                                .toInstant()
                                .isBefore(Instant.parse(key.getString("at"))));
    }

    private void takeRecord() {
        Row taken = Objects.requireNonNull(record);
        body.appendBuffer(taken.getBuffer(0));
        link = taken.getLong(EntriesSql.LINK_COLUMN);
        ordinal = taken.getInteger(EntriesSql.ORDINAL_COLUMN);
        record = null;
    }

    private void takeKey() {
        JsonObject taken = Objects.requireNonNull(key);
        body.appendBuffer(
                new JsonObject().put("service", "keyservice").mergeIn(taken).toBuffer());
        sequence = taken.getLong("sequence");
        key = null;
    }
}
