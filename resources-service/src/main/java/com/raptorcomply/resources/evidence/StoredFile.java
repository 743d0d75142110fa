package com.raptorcomply.resources.evidence;

import com.raptorcomply.resources.blob.Blob;
import io.vertx.sqlclient.Row;
import java.util.UUID;

/** One version of a file, as a download needs it. */
record StoredFile(String name, String contentType, long size, Blob blob) {
    /** Reads a row of {@link FileSql#DOWNLOAD}. */
    static StoredFile of(Row row, UUID organization) {
        return new StoredFile(
                row.getString(0), row.getString(1), row.getLong(2), new Blob(organization, row.getString(3)));
    }

    /** Returns the strong entity tag: the digest. */
    String tag() {
        return '"' + blob.sha256() + '"';
    }
}
