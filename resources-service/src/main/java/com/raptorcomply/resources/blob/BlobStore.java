package com.raptorcomply.resources.blob;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Stores blobs. A blob is whole or absent at every moment, also after a crash. Any thread.
 *
 * <p>A blob is stored before the row that refers to it, and removed only if no row refers to it.
 */
public interface BlobStore {
    /** Fails if the settings cannot be right, such as a bucket that does not exist. */
    default Future<Void> open() {
        return Future.succeededFuture();
    }

    /** Stores a received file under a name, and removes the temporary file. Replaces a blob of the same name. */
    Future<Void> store(Blob blob, SpooledFile file);

    /** Returns true if the blob is there. */
    Future<Boolean> exists(Blob blob);

    /**
     * Reads a part of a blob.
     *
     * @param from the first byte
     * @param length in bytes; fewer are read if the blob ends before
     */
    Future<BlobReader> open(Blob blob, long from, long length);

    /** Returns the organizations that may have blobs. */
    Future<List<UUID>> organizations();

    /** Lists the blobs of an organization that were last stored before the time. */
    Future<BlobListing> storedBefore(UUID organization, Instant time);

    /** Removes a blob, unless it was stored again since the time. */
    Future<Boolean> removeStoredBefore(Blob blob, Instant time);

    /** Lets go of connections. */
    default void close() {}
}
