package com.raptorcomply.chassis.service;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Reads the version and the commit that the build has written beside the classes. */
public final class ProductVersion {
    private static final String VERSION = "/raptorcomply-version";
    private static final String REVISION = "/raptorcomply-revision";
    private static final String UNKNOWN = "unknown";

    private ProductVersion() {}

    /** Returns a version such as {@code 0.1.0}; "unknown" if the build has written none. */
    public static String read() {
        return read(VERSION);
    }

    /** Returns the commit that was built; "unknown" if the build was not told by {@code -Drevision}. */
    public static String revision() {
        String revision = read(REVISION);
        return revision.isEmpty() || revision.startsWith("$") ? UNKNOWN : revision;
    }

    private static String read(String resource) {
        try (InputStream text = ProductVersion.class.getResourceAsStream(resource)) {
            return text == null ? UNKNOWN : new String(text.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
