package com.raptorcomply.gateway;

import java.nio.file.Path;

/**
 * A file with nothing but routes, which may change while the gateway runs.
 *
 * @param pollMillis between two looks at its content
 */
record RoutesFileSettings(Path file, long pollMillis) {}
