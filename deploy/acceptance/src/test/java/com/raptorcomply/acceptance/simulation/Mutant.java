package com.raptorcomply.acceptance.simulation;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Breaks one clause of the protocol in the product's own source, by replacing text.
 *
 * @param file relative to the project's root
 */
record Mutant(String name, String file, List<Replacement> replacements) {
    private static final String RESOURCE = "/simulation/mutants.txt";

    /** A replacement of lines, or of a part of one. */
    record Replacement(String found, String put) {}

    static List<Mutant> all() throws IOException {
        try (InputStream resource = Objects.requireNonNull(Mutant.class.getResourceAsStream(RESOURCE))) {
            String text = new String(resource.readAllBytes(), StandardCharsets.UTF_8);
            List<Mutant> mutants = new ArrayList<>();
            for (String paragraph : text.split("\n\n(?=[A-Z_]+ \\S+\\.java\n)", -1)) {
                if (paragraph.contains("\n<\n")) {
                    mutants.add(parse(paragraph));
                }
            }
            return mutants;
        }
    }

    String mutate(String source) {
        String mutated = source;
        for (Replacement each : replacements) {
            if (!mutated.contains(each.found())) {
                throw new IllegalStateException(name + " does not find in " + file + ": " + each.found());
            }
            mutated = mutated.replace(each.found(), each.put());
        }
        return mutated;
    }

    @Override
    public String toString() {
        return name;
    }

    private static Mutant parse(String paragraph) {
        String[] head = paragraph.substring(0, paragraph.indexOf('\n')).split(" ", -1);
        List<Replacement> replacements = new ArrayList<>();
        for (int at = paragraph.indexOf("\n<\n"); at >= 0; at = paragraph.indexOf("\n<\n", at + 1)) {
            int middle = paragraph.indexOf("\n=\n", at);
            int end = paragraph.indexOf("\n>", middle);
            String put = end < middle + 3 ? "" : paragraph.substring(middle + 3, end);
            replacements.add(new Replacement(paragraph.substring(at + 3, middle), put));
        }
        return new Mutant(head[0], head[1], replacements);
    }
}
