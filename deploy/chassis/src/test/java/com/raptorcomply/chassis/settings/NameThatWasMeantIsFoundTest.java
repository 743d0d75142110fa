package com.raptorcomply.chassis.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A misspelt or shortened name is taken for one that is known only where no other could be meant as well. */
class NameThatWasMeantIsFoundTest {
    private static final List<String> KNOWN =
            List.of("protected_cyber_asset", "transient", "removable_media", "removable_disk", "eacms");

    @ParameterizedTest
    @CsvSource({
        "eacm, eacms",
        "tranzient, transient",
        "trans, transient",
        "prot, protected_cyber_asset",
        "removable_med, removable_media"
    })
    void isFound(String name, String meant) {
        assertThat(NearestName.of(name, KNOWN)).contains(meant);
    }

    @ParameterizedTest
    @CsvSource({"removable", "tr", "x", "''", "cyber"})
    void isNotGuessed(String name) {
        assertThat(NearestName.of(name, KNOWN)).isEmpty();
    }
}
