package com.raptorcomply.resources.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.resources.Caller;
import com.raptorcomply.resources.Records;
import org.junit.jupiter.api.Test;

/**
 * A trigger takes time in proportion to the rows of its statement, also on a connection that has kept the plan of a change of
 * one row: no trigger may compare each row before the change with each row after it.
 */
class TriggersScaleWithTheirRowsTest {
    private final Records records = Records.of(Caller.ofNewOrganization());

    @Test
    void joinsOfFormerAndPresentRowsAreNoNestedLoops() {
        assertThat(records.query("""
                SELECT p.proname FROM pg_proc p
                WHERE p.prosrc LIKE '%before_change%' AND p.prosrc LIKE '%after_change%' AND p.prosrc LIKE '%JOIN%'
                  AND p.proname NOT IN ('keep_history', 'extend_history', 'make_words')
                  AND NOT COALESCE('enable_nestloop=off' = ANY (p.proconfig), false)""")).isEmpty();
        assertThat(records.query("SELECT count(*) >= 5 FROM pg_proc WHERE 'enable_nestloop=off' = ANY (proconfig)"))
                .containsExactly("t");
    }
}
