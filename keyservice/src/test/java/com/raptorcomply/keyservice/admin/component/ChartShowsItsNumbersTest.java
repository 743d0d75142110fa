package com.raptorcomply.keyservice.admin.component;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.admin.component.BarChart.Bar;
import com.raptorcomply.keyservice.admin.component.BarChart.Piece;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChartShowsItsNumbersTest {
    @Test
    void asBarsInProportionWithinTheDrawing() {
        BarChart chart = new BarChart(
                "Calls",
                List.of("2xx", "4xx"),
                List.of(new Bar("1 Nov", List.of(100L, 0L)), new Bar("2 Nov", List.of(50L, 50L))));
        assertThat(chart.pieces()).extracting(Piece::height).containsExactly("158.0", "79.0", "79.0");
        assertThat(chart.pieces()).extracting(Piece::title).contains("2 Nov: 50 4xx");
        assertThat(chart.total()).isEqualTo(200);
    }

    @Test
    void evenIfThereAreNoneOrOneIsTiny() {
        assertThat(new BarChart("Calls", List.of("2xx"), List.of()).pieces()).isEmpty();
        BarChart chart = new BarChart(
                "Calls", List.of("2xx"), List.of(new Bar("a", List.of(1_000_000L)), new Bar("b", List.of(1L))));
        assertThat(chart.pieces()).extracting(Piece::height).containsExactly("159.0", "1.0");
    }
}
