package com.raptorcomply.resources.blob;

import io.vertx.core.Future;
import java.util.List;

/** Lists blobs in any order, a portion at a time. One portion at a time may be requested. */
public interface BlobListing {
    /** Returns the next blobs; none after the last. */
    Future<List<Blob>> next();

    /** Releases the listing. */
    void close();
}
