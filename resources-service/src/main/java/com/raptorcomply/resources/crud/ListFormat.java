package com.raptorcomply.resources.crud;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.MIMEHeader;
import io.vertx.ext.web.RoutingContext;

/** Writes the records of one response, as a JSON array or as newline-delimited JSON. Not thread-safe. */
final class ListFormat implements RecordFormat {
    static final String JSON = "application/json";
    /** One record per line, which clients read without a parser for streams of JSON. */
    static final String LINES = "application/x-ndjson";

    private final boolean isLines;
    private boolean hasRecords;

    private ListFormat(boolean isLines) {
        this.isLines = isLines;
    }

    /** Returns the format that a request prefers (RFC 9110 section 12.5.1), JSON if it accepts neither or both alike. */
    static ListFormat of(RoutingContext ctx) {
        for (MIMEHeader accepted : ctx.parsedHeaders().accept()) {
            if (accepted.weight() > 0) {
                if (LINES.equalsIgnoreCase(accepted.component() + '/' + accepted.subComponent())) {
                    return new ListFormat(true);
                }
                if (isJson(accepted)) {
                    break;
                }
            }
        }
        return new ListFormat(false);
    }

    @Override
    public String contentType() {
        return isLines ? LINES : JSON;
    }

    @Override
    public void append(Buffer body, Buffer json) {
        if (!isLines) {
            body.appendByte((byte) (hasRecords ? ',' : '['));
        }
        body.appendBuffer(json);
        if (isLines) {
            body.appendByte((byte) '\n');
        }
        hasRecords = true;
    }

    @Override
    public void end(Buffer body) {
        if (!isLines) {
            body.appendString(hasRecords ? "]" : "[]");
        }
    }

    private static boolean isJson(MIMEHeader accepted) {
        String type = accepted.component() + '/' + accepted.subComponent();
        return JSON.equalsIgnoreCase(type) || type.equalsIgnoreCase("application/*") || type.equals("*/*");
    }
}
