package com.raptorcomply.resources.blob;

import com.raptorcomply.resources.schema.IdType;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Keeps blobs in a directory, one file {@code blobs/organization/sha256} each. Replicas share it through a file system that
 * renames atomically. A blob appears under its name by a rename after all its bytes are on disk. Any thread.
 */
public final class DirectoryStore implements BlobStore {
    private final Path blobs;
    private final FileThreads threads;

    /** @param directory of all files, in which the blobs have a directory of their own */
    public DirectoryStore(Path directory, FileThreads threads) {
        this.blobs = directory.resolve("blobs");
        this.threads = threads;
    }

    @Override
    public Future<Void> store(Blob blob, SpooledFile file) {
        return threads.perform(() -> {
            Path target = path(blob);
            Path parent = blobs.resolve(blob.organization().toString());
            if (!Files.isDirectory(parent)) {
                Files.createDirectories(parent);
                persist(blobs);
            }
            // A blob that is there already gets a new time, so that no sweep takes it for an old one.
            Files.move(file.path(), target, StandardCopyOption.ATOMIC_MOVE);
            persist(parent);
        });
    }

    @Override
    public Future<Boolean> exists(Blob blob) {
        return threads.run(() -> Files.isRegularFile(path(blob)));
    }

    @Override
    public Future<BlobReader> open(Blob blob, long from, long length) {
        return threads.run(() -> {
            try {
                FileChannel channel = FileChannel.open(path(blob), StandardOpenOption.READ);
                channel.position(from);
                return new BlockingReader(Channels.newInputStream(channel), length, channel::close, threads);
            } catch (NoSuchFileException missing) {
                throw new DamagedBlobException("missing");
            }
        });
    }

    @Override
    public Future<List<UUID>> organizations() {
        return threads.run(() -> {
            List<UUID> found = new ArrayList<>();
            if (Files.isDirectory(blobs)) {
                try (DirectoryStream<Path> directories = Files.newDirectoryStream(blobs)) {
                    for (Path each : directories) {
                        UUID id = IdType.parse(each.getFileName().toString());
                        if (id != null) {
                            found.add(id);
                        }
                    }
                }
            }
            return found;
        });
    }

    /** The listing closes the directory. */
    @SuppressWarnings("StreamResourceLeak")
    @Override
    public Future<BlobListing> storedBefore(UUID organization, Instant time) {
        return threads.run(() -> new DirectoryListing(
                organization, time, threads, Files.newDirectoryStream(blobs.resolve(organization.toString()))));
    }

    @Override
    public Future<Boolean> removeStoredBefore(Blob blob, Instant time) {
        return threads.run(() -> DirectoryListing.isBefore(path(blob), time) && Files.deleteIfExists(path(blob)));
    }

    /** Writes the entries of a directory to disk, without which a rename may be lost in a crash of the machine. */
    private static void persist(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private Path path(Blob blob) {
        return blobs.resolve(blob.organization().toString()).resolve(blob.sha256());
    }
}
