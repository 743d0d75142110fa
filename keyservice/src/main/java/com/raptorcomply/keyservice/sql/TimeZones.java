package com.raptorcomply.keyservice.sql;

import io.vertx.sqlclient.Row;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Reads the time zones of organizations. */
public final class TimeZones {
    private TimeZones() {}

    /** Reads the column {@code time_zone}. It returns UTC for a zone that this Java does not know, such as one of a newer release. */
    public static ZoneId of(Row row) {
        try {
            return ZoneId.of(row.getString("time_zone"));
        } catch (DateTimeException unknown) {
            return ZoneOffset.UTC;
        }
    }
}
