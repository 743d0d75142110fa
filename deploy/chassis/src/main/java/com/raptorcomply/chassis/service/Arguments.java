package com.raptorcomply.chassis.service;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The parsed command line of a service.
 *
 * @param config the settings file; null if there is none
 */
record Arguments(Request request, @Nullable Path config) {

    enum Request {
        START,
        CHECK,
        DEFAULTS,
        HELP,
        VERSION
    }

    /**
     * Parses a command line.
     *
     * @throws IllegalArgumentException with a sentence for the operator
     */
    static Arguments parse(List<String> arguments) {
        Request request = Request.START;
        @Nullable Path config = null;
        for (Iterator<String> rest = arguments.iterator(); rest.hasNext(); ) {
            String argument = rest.next();
            switch (argument) {
                case "--help" -> {
                    return new Arguments(Request.HELP, null);
                }
                case "--version" -> request = only(Request.VERSION, request);
                case "--check" -> request = only(Request.CHECK, request);
                case "--print-default-config" -> request = only(Request.DEFAULTS, request);
                case "--config" -> config = file(rest, config);
                default -> throw new IllegalArgumentException("unknown argument '" + argument + "'");
            }
        }
        return new Arguments(request, config);
    }

    private static Request only(Request asked, Request before) {
        if (before != Request.START) {
            throw new IllegalArgumentException("give one of --version, --check and --print-default-config, once");
        }
        return asked;
    }

    private static Path file(Iterator<String> rest, @Nullable Path before) {
        if (before != null) {
            throw new IllegalArgumentException("give --config once");
        }
        if (!rest.hasNext()) {
            throw new IllegalArgumentException("--config needs a file");
        }
        return Path.of(rest.next());
    }
}
