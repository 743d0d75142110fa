package com.raptorcomply.resources.evidence;

import com.raptorcomply.resources.blob.BlobReader;
import com.raptorcomply.resources.blob.DamagedBlobException;
import com.raptorcomply.resources.blob.FileThreads;
import com.raptorcomply.resources.blob.Sha256;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Sends bytes of a blob at the pace at which the client takes them; reads one portion ahead. It sends the last portion only
 * after all bytes were there and, of a whole file, had the digest, so that a client never takes a damaged file for whole.
 * Confined to the event loop of the request.
 */
final class Download {
    private final Function<Buffer, Future<Void>> write;
    private final Function<Buffer, Future<Void>> end;
    private final BlobReader reader;
    private final FileThreads threads;
    private final @Nullable String sha256;
    private final Sha256 digest = new Sha256();
    private final Promise<Void> done = Promise.promise();
    private long missing;

    /**
     * @param write sends a portion; its future completes when the next one may follow
     * @param end sends the last portion
     * @param length bytes to send
     * @param sha256 the digest that they must have; null for a part of a file
     */
    Download(
            Function<Buffer, Future<Void>> write,
            Function<Buffer, Future<Void>> end,
            BlobReader reader,
            FileThreads threads,
            long length,
            @Nullable String sha256) {
        this.write = write;
        this.end = end;
        this.reader = reader;
        this.threads = threads;
        this.missing = length;
        this.sha256 = sha256;
    }

    /** Sends all; fails with {@link DamagedBlobException} before the last portion if the bytes are not whole. */
    Future<Void> run() {
        step(read());
        return done.future().onComplete(ended -> reader.close());
    }

    private void step(Future<Buffer> next) {
        next.onComplete(read -> {
            if (read.failed()) {
                done.fail(read.cause());
            } else if (read.result().length() == 0) {
                done.fail(new DamagedBlobException("too short"));
            } else if (missing == 0) {
                last(read.result());
            } else {
                Future<Buffer> ahead = read();
                // Waits until the connection took the portion, so that memory holds two portions at most.
                write.apply(read.result()).onSuccess(taken -> step(ahead)).onFailure(done::tryFail);
            }
        });
    }

    private void last(Buffer portion) {
        if (sha256 != null && !digest.hex().equals(sha256)) {
            done.fail(new DamagedBlobException("altered"));
            return;
        }
        end.apply(portion).onComplete(done);
    }

    private Future<Buffer> read() {
        return reader.next().compose(portion -> {
            missing -= portion.length();
            return sha256 == null ? Future.succeededFuture(portion) : digested(portion);
        });
    }

    private Future<Buffer> digested(Buffer portion) {
        return threads.run(() -> {
            digest.update(portion.getBytes());
            return portion;
        });
    }
}
