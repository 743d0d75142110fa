package com.raptorcomply.resources.crud;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.resources.Caller;
import com.raptorcomply.resources.Caller.Answer;
import com.raptorcomply.resources.UnderTest;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** HEAD of a list gets the response of GET without reading a record: here while the table is locked. */
class HeadOfAListReadsNothingTest {
    private final Caller caller = Caller.ofNewOrganization();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/cyber-assets",
                "/cyber-assets?limit=5",
                "/cyber-assets?updatedSince=2026-01-01T00:00:00Z&includeDeleted=true"
            })
    void answeredWhileTheTableIsLocked(String list) throws SQLException {
        Answer got = caller.get(list);

        try (Connection holder = UnderTest.shared().database().userConnection();
                Statement statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute("LOCK TABLE cyber_asset IN ACCESS EXCLUSIVE MODE");
            Answer head = caller.send("HEAD", list, "");

            assertThat(head.status()).isEqualTo(got.status());
            assertThat(head.header("Content-Type")).isEqualTo(got.header("Content-Type"));
            assertThat(head.header("Cache-Control")).isEqualTo(got.header("Cache-Control"));
            assertThat(head.header("Vary")).isEqualTo(got.header("Vary"));
        }
    }

    @Test
    void badParameterIsRefusedAsInAGet() {
        assertThat(caller.send("HEAD", "/cyber-assets?limit=0", "").status()).isEqualTo(400);
    }
}
