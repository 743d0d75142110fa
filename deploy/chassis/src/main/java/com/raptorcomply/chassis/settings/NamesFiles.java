package com.raptorcomply.chassis.settings;

import io.vertx.core.Vertx;

/** Settings that name files. A start and {@code --check} read the files once all settings are valid. */
public interface NamesFiles {
    /**
     * Reads the files. Blocks.
     *
     * @throws UnusableFileException for the first that cannot be used
     */
    void requireUsableFiles(Vertx vertx) throws UnusableFileException;
}
