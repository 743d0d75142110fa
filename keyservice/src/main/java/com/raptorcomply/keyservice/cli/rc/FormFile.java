package com.raptorcomply.keyservice.cli.rc;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/** A file as the one part of a form (RFC 7578), which is read while it is sent. */
final class FormFile {
    private static final String NEW_LINE = "\r\n";

    private final String boundary = "rc-" + UUID.randomUUID();
    private final Path file;
    private final long bytes;
    private final Progress progress;

    /** @param bytes the size of the file */
    FormFile(Path file, long bytes, Progress progress) {
        this.file = file;
        this.bytes = bytes;
        this.progress = progress;
    }

    String contentType() {
        return "multipart/form-data; boundary=" + boundary;
    }

    BodyPublisher body() {
        String head = "--" + boundary + NEW_LINE
                + "Content-Disposition: form-data; name=\"file\"; filename=\"import.csv\"" + NEW_LINE
                + "Content-Type: text/csv" + NEW_LINE + NEW_LINE;
        return BodyPublishers.concat(
                BodyPublishers.ofString(head),
                BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(this::open), bytes),
                BodyPublishers.ofString(NEW_LINE + "--" + boundary + "--" + NEW_LINE));
    }

    private InputStream open() {
        try {
            return new Counted(new BufferedInputStream(Files.newInputStream(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private final class Counted extends FilterInputStream {
        private long read;

        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int count = super.read(buffer, offset, length);
            read += Math.max(0, count);
            progress.reach(read);
            return count;
        }
    }
}
