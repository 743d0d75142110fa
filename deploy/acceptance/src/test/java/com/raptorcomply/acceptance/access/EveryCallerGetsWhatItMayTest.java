package com.raptorcomply.acceptance.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.acceptance.caller.Service;
import com.raptorcomply.acceptance.whole.RunningWhole;
import com.raptorcomply.acceptance.whole.Whole;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** Sends requests of every kind of caller to every endpoint, for objects of its own and of another organization. */
@ExtendWith(RunningWhole.class)
class EveryCallerGetsWhatItMayTest {
    private static final AccessTable TABLE = AccessTable.read();

    @Test
    void andNoEndpointIsForgotten(Whole whole) {
        List<String> served =
                Endpoint.served(whole).stream().map(Endpoint::name).distinct().toList();
        List<String> walked =
                TABLE.rows().stream().map(Row::endpoint).distinct().toList();
        assertThat(walked).as("rows of access/table.txt").containsExactlyInAnyOrderElementsOf(served);
    }

    @Test
    void andTheDocumentNamesThePermission(Whole whole) {
        assertThat(Endpoint.served(whole))
                .filteredOn(endpoint -> endpoint.permission().isPresent())
                .isNotEmpty()
                .allSatisfy(endpoint -> assertThat(TABLE.rows())
                        .filteredOn(row -> row.endpoint().equals(endpoint.name()))
                        .allSatisfy(row -> assertThat(row.needs())
                                .isEqualTo(endpoint.permission().get())));
    }

    @TestFactory
    Stream<DynamicTest> of(Whole whole) {
        Walk walk = new Walk(whole);
        return Endpoint.served(whole).stream().flatMap(endpoint -> TABLE.rows().stream()
                .filter(row -> row.endpoint().equals(endpoint.name()))
                .map(row -> DynamicTest.dynamicTest(row.toString(), () -> walked(walk, row, endpoint.service()))));
    }

    private static void walked(Walk walk, Row row, Service service) {
        Map<String, String> found = new TreeMap<>();
        for (String caller : row.callers()) {
            found.put(caller, walk.cell(row, service, caller));
        }
        assertThat(found).as(line(row, found)).isEqualTo(expected(row));
    }

    private static Map<String, String> expected(Row row) {
        Map<String, String> expected = new TreeMap<>(row.expected());
        expected.keySet().retainAll(row.callers());
        return expected;
    }

    /** Returns the row with which the test would pass. */
    private static String line(Row row, Map<String, String> found) {
        return TABLE.callers().stream()
                .map(caller -> found.getOrDefault(caller, Row.NOT_APPLICABLE))
                .collect(Collectors.joining(" | ", "@@ " + row + " => ", " @@"));
    }
}
