package com.raptorcomply.resources.blob;

import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;

/** Lists the blobs of one directory that are older than a time, in one pass over it. */
final class DirectoryListing implements BlobListing {
    /** The blobs of a portion. */
    private static final int PORTION = 500;

    private final UUID organization;
    private final Instant time;
    private final FileThreads threads;
    private final DirectoryStream<Path> directory;
    private final Iterator<Path> rest;

    DirectoryListing(UUID organization, Instant time, FileThreads threads, DirectoryStream<Path> directory) {
        this.organization = organization;
        this.time = time;
        this.threads = threads;
        this.directory = directory;
        this.rest = directory.iterator();
    }

    @Override
    public Future<List<Blob>> next() {
        return threads.run(() -> {
            List<Blob> portion = new ArrayList<>();
            while (portion.size() < PORTION && rest.hasNext()) {
                Path file = rest.next();
                String name = file.getFileName().toString();
                if (Blob.isName(name) && isBefore(file, time)) {
                    portion.add(new Blob(organization, name));
                }
            }
            return portion;
        });
    }

    @Override
    public void close() {
        threads.perform(() -> {
            directory.close();
        });
    }

    /** Returns true if the file is there, and was last written before the time. */
    static boolean isBefore(Path file, Instant time) throws IOException {
        try {
            return Files.getLastModifiedTime(file).toInstant().isBefore(time);
        } catch (NoSuchFileException gone) {
            return false;
        }
    }
}
