package com.raptorcomply.chassis.service;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Reads the version that the build has written beside the classes. */
public final class ProductVersion {
    private static final String RESOURCE = "/raptorcomply-version";

    private ProductVersion() {}

    /** Returns a version such as {@code 0.1.0}; "unknown" if the build has written none. */
    public static String read() {
        try (InputStream text = ProductVersion.class.getResourceAsStream(RESOURCE)) {
            return text == null ? "unknown" : new String(text.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
