package com.raptorcomply.bench.services;

import java.util.List;

/** Assigns processors: with four or more, one for the service, two for PostgreSQL, one for the load. */
enum Processors {
    SERVICE("0"),
    DATABASE("1,2"),
    LOAD("3");

    private static final int NEEDED = 4;

    private final String list;

    Processors(String list) {
        this.list = list;
    }

    /** Returns the command prefix that sets the processors. */
    List<String> prefix() {
        return Runtime.getRuntime().availableProcessors() < NEEDED ? List.of() : List.of("taskset", "-c", list);
    }

    /** Moves a running process with all its threads; processes that it starts later follow. */
    void move(ProcessHandle process) {
        if (!prefix().isEmpty()) {
            Shell.run(List.of("taskset", "-a", "-c", "-p", list, "" + process.pid()));
        }
    }
}
