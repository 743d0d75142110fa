package com.raptorcomply.resources.blob;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Lists the blobs of one organization that are older than a time, one page of the store after the other. */
final class S3Listing implements BlobListing {
    private final UUID organization;
    private final Instant time;
    private final S3Store store;
    private @Nullable String continuation;
    private boolean ended;

    S3Listing(UUID organization, Instant time, S3Store store) {
        this.organization = organization;
        this.time = time;
        this.store = store;
    }

    @Override
    public Future<List<Blob>> next() {
        return store.call(() -> {
            List<Blob> portion = new ArrayList<>();
            // A page may hold young objects only; an empty portion would end the listing.
            while (portion.isEmpty() && !ended) {
                ListObjectsV2Response page = store.list(organization + "/", continuation);
                for (S3Object each : page.contents()) {
                    String name = each.key().substring(each.key().indexOf('/') + 1);
                    if (Blob.isName(name) && each.lastModified().isBefore(time)) {
                        portion.add(new Blob(organization, name));
                    }
                }
                continuation = page.nextContinuationToken();
                ended = !Boolean.TRUE.equals(page.isTruncated());
            }
            return portion;
        });
    }

    @Override
    public void close() {
        ended = true;
    }
}
