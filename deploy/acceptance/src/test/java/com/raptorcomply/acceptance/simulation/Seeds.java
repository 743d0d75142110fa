package com.raptorcomply.acceptance.simulation;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Remembers, for each broken clause, the first seed whose schedule detects it: one line {@code NAME seed} each. */
final class Seeds {
    private static final String RESOURCE = "simulation/seeds.txt";

    private final Map<String, Long> byName;

    private Seeds(Map<String, Long> byName) {
        this.byName = byName;
    }

    static Seeds read() throws IOException {
        try (InputStream resource = Objects.requireNonNull(Seeds.class.getResourceAsStream("/" + RESOURCE))) {
            Map<String, Long> byName = new LinkedHashMap<>();
            for (String line : new String(resource.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList()) {
                String[] words = line.split(" ", -1);
                byName.put(words[0], Long.parseLong(words[1]));
            }
            return new Seeds(byName);
        }
    }

    /** Returns the remembered seed, or 1 for a clause that has none yet. */
    long of(String name) {
        return byName.getOrDefault(name, 1L);
    }

    void remember(String name, long seed) {
        byName.put(name, seed);
    }

    /**
     * Writes the seeds into the sources.
     *
     * @param root the project's folder
     */
    void write(Path root) throws IOException {
        String lines = byName.entrySet().stream()
                .map(seed -> seed.getKey() + " " + seed.getValue() + "\n")
                .collect(Collectors.joining());
        Files.writeString(root.resolve("deploy/acceptance/src/test/resources").resolve(RESOURCE), lines);
    }
}
