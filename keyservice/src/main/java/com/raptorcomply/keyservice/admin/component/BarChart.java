package com.raptorcomply.keyservice.admin.component;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Stacked bars, one for each day or other step, with the same numbers as a table.
 *
 * @param caption what is counted, for everybody
 * @param classes the names of the parts of a bar, from the bottom up; at most five
 * @param bars at most {@value #BARS_MAX}
 */
public record BarChart(String caption, List<String> classes, List<Bar> bars) {
    static final int BARS_MAX = 120;

    /** The size of the drawing in its own units. */
    public static final int WIDTH = 720;

    public static final int HEIGHT = 160;
    private static final int CLASSES_MAX = 5;

    public BarChart {
        classes = List.copyOf(classes);
        bars = List.copyOf(bars);
        if (bars.size() > BARS_MAX || classes.size() > CLASSES_MAX) {
            throw new IllegalArgumentException("A chart of " + bars.size() + " bars of " + classes.size() + " classes");
        }
        for (Bar bar : bars) {
            if (bar.numbers().size() != classes.size()) {
                throw new IllegalArgumentException("A bar needs one number for each class");
            }
        }
    }

    /** @param numbers one for each class */
    public record Bar(String label, List<Long> numbers) {
        public Bar {
            numbers = List.copyOf(numbers);
        }

        public long total() {
            return numbers.stream().mapToLong(Long::longValue).sum();
        }
    }

    /** A rectangle of the drawing. */
    public record Piece(String x, String y, String width, String height, int index, String title) {}

    public long most() {
        return bars.stream().mapToLong(Bar::total).max().orElse(0);
    }

    /** Returns the number of the highest bar, as people write it. */
    public String mostInWords() {
        return String.format(Locale.ROOT, "%,d", most());
    }

    /** Returns the label of the first bar; empty without bars. */
    public String first() {
        return bars.isEmpty() ? "" : bars.get(0).label();
    }

    /** Returns the label of the last bar; empty without bars. */
    public String last() {
        return bars.isEmpty() ? "" : bars.get(bars.size() - 1).label();
    }

    public long total() {
        return bars.stream().mapToLong(Bar::total).sum();
    }

    /** Returns the rectangles, bar by bar. A number that is not zero is at least one unit high. */
    public List<Piece> pieces() {
        List<Piece> pieces = new ArrayList<>();
        double step = bars.isEmpty() ? WIDTH : (double) WIDTH / bars.size();
        long most = Math.max(1, most());
        for (int i = 0; i < bars.size(); i++) {
            Bar bar = bars.get(i);
            double top = HEIGHT;
            for (int part = 0; part < classes.size(); part++) {
                long number = bar.numbers().get(part);
                if (number > 0) {
                    double height = Math.max(1, (double) number * (HEIGHT - classes.size()) / most);
                    top -= height;
                    String title = bar.label() + ": " + number + " " + classes.get(part);
                    pieces.add(new Piece(
                            text(i * step + step * 0.1), text(top), text(step * 0.8), text(height), part, title));
                }
            }
        }
        return pieces;
    }

    private static String text(double number) {
        return String.format(Locale.ROOT, "%.1f", number);
    }
}
