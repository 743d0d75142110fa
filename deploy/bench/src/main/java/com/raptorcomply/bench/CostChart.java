package com.raptorcomply.bench;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Draws CPU per request as bars, one panel with its own scale per load; a whisker spans the rounds. Writes SVG as text,
 * because drawing libraries measure text and so need fonts that a server does not have.
 */
record CostChart(Map<String, List<Series>> loads) {
    private static final int LABEL_WIDTH = 110;
    private static final int BAR_WIDTH = 420;
    private static final int VALUE_WIDTH = 90;
    private static final int ROW_HEIGHT = 24;
    private static final int HEADING_HEIGHT = 34;
    private static final int WIDTH = LABEL_WIDTH + BAR_WIDTH + VALUE_WIDTH;

    String svg() {
        StringBuilder panels = new StringBuilder();
        int top = HEADING_HEIGHT;
        for (Map.Entry<String, List<Series>> load : loads.entrySet()) {
            panels.append(panel(load.getKey(), load.getValue(), top));
            top += HEADING_HEIGHT + ROW_HEIGHT * load.getValue().size();
        }
        return """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" font-size="13">
                <rect width="100%%" height="100%%" fill="white"/>
                <text x="8" y="22" font-size="15" font-weight="bold">CPU microseconds per request: median, and the span of the rounds</text>
                %s</svg>
                """.formatted(WIDTH, top, panels);
    }

    private static String panel(String load, List<Series> gateways, int top) {
        double most = gateways.stream()
                .mapToDouble(gateway -> gateway.max(Measured::cpuMicros))
                .max()
                .orElse(1);
        StringBuilder rows = new StringBuilder(
                "<text x=\"8\" y=\"%d\" font-weight=\"bold\">%s</text>%n".formatted(top + HEADING_HEIGHT - 12, load));
        int y = top + HEADING_HEIGHT;
        for (Series gateway : gateways) {
            rows.append(row(gateway, BAR_WIDTH / most, y));
            y += ROW_HEIGHT;
        }
        return rows.toString();
    }

    private static String row(Series gateway, double scale, int y) {
        double median = gateway.median(Measured::cpuMicros);
        double from = LABEL_WIDTH + gateway.min(Measured::cpuMicros) * scale;
        double to = LABEL_WIDTH + gateway.max(Measured::cpuMicros) * scale;
        return String.format(
                Locale.ROOT,
                """
                <text x="%d" y="%d" text-anchor="end">%s</text>
                <rect x="%d" y="%d" width="%.1f" height="14" fill="%s"/>
                <path d="M%.1f %d H%.1f" stroke="black"/>
                <text x="%.1f" y="%d">%.1f</text>
                """,
                LABEL_WIDTH - 8,
                y + 12,
                gateway.gateway(),
                LABEL_WIDTH,
                y,
                median * scale,
                gateway.gateway().equals("ours") ? "#2b6cb0" : "#a0aec0",
                from,
                y + 7,
                to,
                to + 8,
                y + 12,
                median);
    }
}
