package com.raptorcomply.resources.blob;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.UUID;

/**
 * Receives files into temporary files, which {@link BlobStore#store} takes over. A file that is not taken over was given up
 * or left by a crash; {@link #sweep} removes it. Any thread.
 */
public final class Spool {
    /** The bytes that are read and written at once. */
    public static final int PORTION_BYTES = 128 * 1024;

    private final Path directory;
    private final long freeBytesMin;
    private final FileThreads threads;

    /**
     * Opens it.
     *
     * @param directory of all files, in which temporary files have a directory of their own
     * @param freeBytesMin bytes of the disk that files leave free
     */
    public Spool(Path directory, long freeBytesMin, FileThreads threads) {
        this.directory = directory.resolve("uploads");
        this.freeBytesMin = freeBytesMin;
        this.threads = threads;
    }

    /** Checks the first bytes of a file, on a thread that may compute. Throws to refuse the file. */
    @FunctionalInterface
    public interface FirstBytes {
        void check(byte[] first);
    }

    /** Creates the directory; fails if it cannot be written. */
    public Future<Void> open() {
        return threads.perform(() -> {
            Files.createDirectories(directory);
            Files.delete(Files.createTempFile(directory, "start", null));
        });
    }

    /** Fails with {@link StorageFullException} if so many more bytes leave too little of the disk free. */
    public Future<Void> requireRoom(long bytes) {
        return threads.perform(() -> {
            long free = Files.getFileStore(directory).getUsableSpace();
            if (free - bytes < freeBytesMin) {
                throw new StorageFullException(new IOException("Only " + free + " bytes are free"));
            }
        });
    }

    /**
     * Begins to receive a paused stream into a new temporary file.
     *
     * @param bytesMax a longer stream is refused
     */
    public SpooledUpload receive(ReadStream<Buffer> from, long bytesMax, FirstBytes check) {
        Path file = directory.resolve(UUID.randomUUID() + ".part");
        return new SpooledUpload(from, file, bytesMax, check, threads);
    }

    /** Removes a received file that nobody takes over. */
    public Future<Boolean> discard(SpooledFile file) {
        return threads.run(() -> Files.deleteIfExists(file.path()));
    }

    /**
     * Removes temporary files that were last written before the time. Fails at the end if some cannot be removed.
     *
     * @param removed runs for each file that was removed
     */
    public Future<Void> sweep(Instant time, Runnable removed) {
        return threads.perform(() -> {
            IOException failure = null;
            try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
                for (Path each : files) {
                    try {
                        if (DirectoryListing.isBefore(each, time) && Files.deleteIfExists(each)) {
                            removed.run();
                        }
                    } catch (IOException e) {
                        failure = e;
                    }
                }
            }
            if (failure != null) {
                throw failure;
            }
        });
    }

    /** Creates a temporary file. */
    static FileChannel create(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }
}
