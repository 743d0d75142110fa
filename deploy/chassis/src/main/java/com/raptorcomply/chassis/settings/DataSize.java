package com.raptorcomply.chassis.settings;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A number of bytes, written {@code 65536}, {@code 64KiB}, {@code 1MiB} or {@code 2GiB}. */
public record DataSize(long bytes) implements Comparable<DataSize> {
    private static final Pattern TEXT = Pattern.compile("(\\d{1,15})\\s*(B|KiB|MiB|GiB)?");
    private static final Map<String, Integer> SHIFT = Map.of("B", 0, "KiB", 10, "MiB", 20, "GiB", 30);
    private static final String[] UNITS = {"GiB", "MiB", "KiB"};

    /** @throws IllegalArgumentException if the text is no size, or above 2^63 - 1 */
    public static DataSize parse(String text) {
        Matcher size = TEXT.matcher(text);
        if (!size.matches()) {
            throw new IllegalArgumentException("a size is a number with B, KiB, MiB or GiB");
        }
        long count = Long.parseLong(size.group(1));
        int shift = size.group(2) == null ? 0 : SHIFT.getOrDefault(size.group(2), 0);
        if (count > Long.MAX_VALUE >> shift) {
            throw new IllegalArgumentException("a size is at most 2^63 - 1 bytes");
        }
        return new DataSize(count << shift);
    }

    /**
     * Returns the bytes, for interfaces that take an int.
     *
     * @throws ArithmeticException above 2 GiB
     */
    public int intBytes() {
        return Math.toIntExact(bytes);
    }

    @Override
    public int compareTo(DataSize other) {
        return Long.compare(bytes, other.bytes);
    }

    /** Returns the size as a settings file writes it, in the largest unit that divides it. */
    @Override
    public String toString() {
        for (String unit : UNITS) {
            int shift = SHIFT.getOrDefault(unit, 0);
            if (bytes != 0 && bytes % (1L << shift) == 0) {
                return (bytes >> shift) + unit;
            }
        }
        return bytes + "B";
    }
}
