package com.raptorcomply.bench.services;

import picocli.CommandLine.Option;

/** The options of measurements by {@link Load}. */
final class Loads {
    @Option(names = "--rounds", defaultValue = "5", description = "Measurements of each, in turn (${DEFAULT-VALUE})")
    int rounds;

    @Option(names = "--seconds", defaultValue = "6", description = "Seconds of each measurement (${DEFAULT-VALUE})")
    int seconds;

    @Option(
            names = "--warm",
            defaultValue = "20",
            description = "Seconds of load before the first measurement (${DEFAULT-VALUE})")
    int warm;

    @Option(names = "--connections", defaultValue = "32", description = "Connections of the load (${DEFAULT-VALUE})")
    int connections;
}
