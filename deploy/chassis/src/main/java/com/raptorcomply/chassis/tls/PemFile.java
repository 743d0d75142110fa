package com.raptorcomply.chassis.tls;

import com.raptorcomply.chassis.settings.UnusableFileException;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemTrustOptions;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * The content of one PEM file. Immutable; may hold a private key.
 *
 * @param setting that names the file
 */
record PemFile(String setting, Path file, Buffer content) {
    private static final int BYTES_MAX = 1024 * 1024;
    private static final String CERTIFICATE = "-----BEGIN CERTIFICATE-----";

    /** Reads it as it is. Blocks. */
    static PemFile read(String setting, Path file) throws UnusableFileException {
        try {
            if (Files.isDirectory(file)) {
                throw new UnusableFileException(setting, file, "it is a directory");
            }
            if (Files.size(file) > BYTES_MAX) {
                throw new UnusableFileException(setting, file, "it is larger than " + BYTES_MAX + " bytes");
            }
            return new PemFile(setting, file, Buffer.buffer(Files.readAllBytes(file)));
        } catch (NoSuchFileException e) {
            throw new UnusableFileException(setting, file, "there is no such file");
        } catch (AccessDeniedException e) {
            throw new UnusableFileException(setting, file, "this user may not read it");
        } catch (IOException e) {
            throw new UnusableFileException(setting, file, String.valueOf(e.getMessage()));
        }
    }

    boolean contains(String text) {
        return content.toString().contains(text);
    }

    PemTrustOptions trust() {
        return new PemTrustOptions().addCertValue(content);
    }

    void requireCertificates(Vertx vertx) throws UnusableFileException {
        if (!contains(CERTIFICATE)) {
            throw unusable("it has no line " + CERTIFICATE);
        }
        try {
            trust().getTrustManagerFactory(vertx);
        } catch (Exception unreadable) {
            throw unusable("its certificate cannot be read: " + unreadable.getMessage());
        }
    }

    UnusableFileException unusable(String why) {
        return new UnusableFileException(setting, file, why);
    }

    @Override
    public String toString() {
        return "PemFile[" + file + "]";
    }
}
