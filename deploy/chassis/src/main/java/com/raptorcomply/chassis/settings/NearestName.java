package com.raptorcomply.chassis.settings;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Finds the name that was probably meant by a misspelt one. */
public final class NearestName {
    private static final int LETTERS_PER_TYPO = 3;
    /** The length from which a name is taken for the beginning of a longer one. */
    private static final int BEGINNING_CHARS_MIN = 3;

    private NearestName() {}

    /**
     * Returns the nearest of the known names, or the only one that begins with the text; empty if none differs in less than
     * every third character and not exactly one begins so.
     */
    public static Optional<String> of(String name, Collection<String> known) {
        return known.stream()
                .filter(other -> distance(name, other) <= name.length() / LETTERS_PER_TYPO)
                .min(Comparator.comparingInt(other -> distance(name, other)))
                .or(() -> completed(name, known));
    }

    private static Optional<String> completed(String name, Collection<String> known) {
        List<String> longer =
                known.stream().filter(other -> other.startsWith(name)).toList();
        return name.length() < BEGINNING_CHARS_MIN || longer.size() != 1
                ? Optional.empty()
                : Optional.of(longer.get(0));
    }

    /** Returns the edit distance: characters to insert, remove or replace (Levenshtein), computed row by row. */
    private static int distance(String one, String other) {
        int[] above = IntStream.rangeClosed(0, other.length()).toArray();
        for (int i = 1; i <= one.length(); i++) {
            int[] row = new int[above.length];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int replaced = above[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, Math.min(above[j], row[j - 1]) + 1);
            }
            above = row;
        }
        return above[other.length()];
    }
}
