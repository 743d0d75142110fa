package com.raptorcomply.keyservice.notice;

import com.raptorcomply.keyservice.http.PageCursor;
import com.raptorcomply.keyservice.http.QueryParams;
import java.util.Optional;

/**
 * The filter and page of a list of alerts.
 *
 * @param after the last alert of the page before
 * @param limit the largest number of alerts
 */
public record AlertFilter(Optional<String> type, Optional<PageCursor> after, int limit) {
    /** Reads the filter from the query parameters. */
    public static AlertFilter read(QueryParams parameters) {
        return new AlertFilter(
                parameters.oneOf("type", NoticeType.ofAlerts()), parameters.cursor(), parameters.limit());
    }
}
