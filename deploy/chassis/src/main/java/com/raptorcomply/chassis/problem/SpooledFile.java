package com.raptorcomply.chassis.problem;

import io.vertx.core.buffer.Buffer;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Holds bytes in a temporary file that no directory lists, so that nothing of it remains when it is closed or the process
 * ends. Its methods block. Not thread-safe.
 */
public final class SpooledFile implements Closeable {
    private final FileChannel channel;
    private final MessageDigest digest = sha256();

    private SpooledFile(FileChannel channel) {
        this.channel = channel;
    }

    static SpooledFile create() throws IOException {
        Path path = Files.createTempFile("raptorcomply-", ".upload");
        return new SpooledFile(FileChannel.open(
                path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE));
    }

    void append(Buffer bytes) throws IOException {
        byte[] array = bytes.getBytes();
        digest.update(array);
        ByteBuffer rest = ByteBuffer.wrap(array);
        while (rest.hasRemaining()) {
            channel.write(rest);
        }
    }

    /** Returns the SHA-256 of all bytes, in hexadecimal. */
    public String digest() {
        try {
            return HexFormat.of().formatHex(((MessageDigest) digest.clone()).digest());
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns the bytes from the start. There is one reader at a time. */
    public InputStream read() throws IOException {
        channel.position(0);
        return Channels.newInputStream(channel);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
