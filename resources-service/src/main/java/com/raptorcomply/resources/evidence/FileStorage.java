package com.raptorcomply.resources.evidence;

import com.raptorcomply.chassis.log.LogKeys;
import com.raptorcomply.chassis.problem.ErrorCode;
import com.raptorcomply.chassis.problem.Problem;
import com.raptorcomply.chassis.problem.RequestBody;
import com.raptorcomply.resources.blob.Blob;
import com.raptorcomply.resources.blob.BlobStore;
import com.raptorcomply.resources.blob.DamagedBlobException;
import com.raptorcomply.resources.blob.DirectoryStore;
import com.raptorcomply.resources.blob.FileThreads;
import com.raptorcomply.resources.blob.S3Store;
import com.raptorcomply.resources.blob.Spool;
import com.raptorcomply.resources.blob.StorageFullException;
import com.raptorcomply.resources.blob.StoreUnavailableException;
import com.raptorcomply.resources.config.FilesConfig;
import com.raptorcomply.resources.tenancy.StampHandler;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.nio.file.Path;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Receives, keeps and sends the bytes of files within the settings {@code files}. Any thread. */
public final class FileStorage {
    private static final Logger LOG = LoggerFactory.getLogger(FileStorage.class);
    private static final int RETRY_AFTER_SECONDS = 60;

    private final FilesConfig settings;
    private final FileThreads threads;
    private final @Nullable Stores stores;
    private final ContentTypes types;
    private final UploadSlots slots;
    private final Counter damaged;
    private volatile boolean closed;

    /** The place of uploads under way, and that of stored files. */
    private record Stores(Spool spool, BlobStore blobs, DiskMeters disk) {}

    private FileStorage(Vertx vertx, FilesConfig settings, MeterRegistry meters) {
        this.settings = settings;
        this.threads = new FileThreads(vertx);
        this.types = new ContentTypes(settings.types());
        this.slots = new UploadSlots(settings.uploadsMax(), settings.organizationUploadsMax(), meters);
        this.damaged = Counter.builder("resources.files.damaged")
                .description("Downloads that were cut or refused because the stored bytes are missing or altered.")
                .register(meters);
        Path directory = settings.directory();
        this.stores = directory == null
                ? null
                : new Stores(
                        new Spool(directory, settings.freeBytesMin().bytes(), threads),
                        settings.s3() == null
                                ? new DirectoryStore(directory, threads)
                                : new S3Store(settings.s3(), threads),
                        new DiskMeters(vertx, directory, threads, this::isClosed, meters));
    }

    /** Opens the places of files; fails if the directory cannot be written, or the store refuses the bucket. */
    public static Future<FileStorage> open(Vertx vertx, FilesConfig settings, MeterRegistry meters) {
        FileStorage storage = new FileStorage(vertx, settings, meters);
        Stores stores = storage.stores;
        if (stores == null) {
            LOG.warn("Files can be neither uploaded nor read, because files.directory is not set");
            return Future.succeededFuture(storage);
        }
        return stores.spool
                .open()
                .compose(opened -> stores.blobs.open())
                .compose(opened -> stores.disk.start())
                .map(storage);
    }

    /** Throws a 503 without a directory. */
    public void requireStore() {
        stores();
    }

    /** Returns the blobs; null without a directory. */
    @Nullable
    BlobStore blobs() {
        return stores == null ? null : stores.blobs;
    }

    /** Returns the temporary files; null without a directory. */
    @Nullable
    Spool spool() {
        return stores == null ? null : stores.spool;
    }

    /**
     * Receives the file of a request and stores its bytes, then runs what makes them visible. A failure leaves nothing
     * that a client can see; bytes that are stored by then are removed by {@link FileSweep}.
     */
    <T> Future<T> upload(RoutingContext ctx, Function<Upload, Future<T>> then) {
        Stores open = stores();
        UploadForm form =
                new UploadForm(ctx, open.spool, types, settings.bytesMax().bytes());
        form.requireForm();
        UUID organization = StampHandler.tenant(ctx).organizationId();
        slots.take(organization);
        return open.spool
                .requireRoom(RequestBody.declaredBytes(ctx.request()))
                .compose(room -> form.receive())
                .compose(upload -> open.blobs
                        .store(new Blob(organization, upload.file().sha256()), upload.file())
                        .onFailure(failed -> open.spool.discard(upload.file()))
                        .compose(stored -> then.apply(upload)))
                .onComplete(ended -> slots.release(organization))
                .recover(failure -> Future.failedFuture(explained(failure)));
    }

    /** Fails with a 503 if the bytes of an upload are gone, which a sweep may remove until a row refers to them. */
    Future<Void> requireStored(UUID organization, Upload upload) {
        return stores().blobs
                .exists(new Blob(organization, upload.file().sha256()))
                .map(isThere -> {
                    if (!isThere) {
                        throw Problem.retryable(ErrorCode.OVERLOADED, "The upload took too long. Please repeat it.", 1)
                                .exception();
                    }
                    return null;
                });
    }

    /** Sends a file or a part of it. If the stored bytes are not whole, the response breaks off before its end. */
    Future<Void> send(HttpServerResponse response, StoredFile file, @Nullable ByteRange range) {
        long from = range == null ? 0 : range.first();
        long length = range == null ? file.size() : range.length();
        String digest = range == null ? file.blob().sha256() : null;
        return read(file.blob(), from, length, digest, response::write, response::end);
    }

    /**
     * Writes a whole file to a sink. Fails before the last portion if the stored bytes are not whole.
     *
     * @param write takes a portion; its future completes when the next one may follow
     */
    public Future<Void> copy(Blob blob, long size, Function<Buffer, Future<Void>> write) {
        // A file without bytes has no portion that could be checked.
        return size == 0 ? Future.succeededFuture() : read(blob, 0, size, blob.sha256(), write, write);
    }

    private Future<Void> read(
            Blob blob,
            long from,
            long length,
            @Nullable String digest,
            Function<Buffer, Future<Void>> write,
            Function<Buffer, Future<Void>> end) {
        return stores().blobs
                .open(blob, from, length)
                .compose(reader -> new Download(write, end, reader, threads, length, digest).run())
                .recover(failure -> Future.failedFuture(
                        failure instanceof DamagedBlobException damage ? damage(blob, damage) : explained(failure)));
    }

    /** Returns true after {@link #close}. */
    boolean isClosed() {
        return closed;
    }

    public Future<Void> close() {
        closed = true;
        if (stores != null) {
            stores.blobs.close();
        }
        return threads.close();
    }

    private Stores stores() {
        if (stores == null) {
            throw Problem.retryable(
                            ErrorCode.DEPENDENCY_UNAVAILABLE,
                            "This installation has no place for files",
                            RETRY_AFTER_SECONDS)
                    .exception();
        }
        return stores;
    }

    private Throwable damage(Blob blob, DamagedBlobException damage) {
        damaged.increment();
        LOG.atError()
                .addKeyValue(LogKeys.ORGANIZATION_ID, blob.organization())
                .addKeyValue(LogKeys.FILE, blob.sha256())
                .addKeyValue(LogKeys.REASON, String.valueOf(damage.getMessage()))
                .log("Stored file is damaged: restore it from a backup");
        return Problem.of(ErrorCode.INTERNAL_ERROR, "The stored file is damaged. Please tell the operator.")
                .exception();
    }

    private static Throwable explained(Throwable failure) {
        if (failure instanceof StorageFullException) {
            LOG.atError()
                    .addKeyValue(LogKeys.REASON, String.valueOf(failure.getCause()))
                    .log("Upload refused: the disk for files is full");
            return Problem.of(
                            ErrorCode.STORAGE_FULL,
                            "The disk for files is full. Nothing was stored. Please tell the operator.")
                    .exception();
        }
        if (failure instanceof StoreUnavailableException) {
            LOG.atError()
                    .addKeyValue(LogKeys.REASON, String.valueOf(failure.getCause()))
                    .log("The store of files is unavailable");
            return Problem.retryable(
                            ErrorCode.DEPENDENCY_UNAVAILABLE,
                            "The store of files does not answer. Please repeat the request.",
                            RETRY_AFTER_SECONDS)
                    .exception();
        }
        return failure;
    }
}
