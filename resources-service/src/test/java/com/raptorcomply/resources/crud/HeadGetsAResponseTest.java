package com.raptorcomply.resources.crud;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.resources.Caller;
import com.raptorcomply.resources.Caller.Answer;
import com.raptorcomply.resources.Records;
import org.junit.jupiter.api.Test;

/** HEAD gets the head of the GET response, without the body (RFC 9110 section 9.3.2). */
class HeadGetsAResponseTest {
    private final Caller caller = Caller.ofNewOrganization();

    @Test
    void recordAndList() {
        String facility = "/facilities/" + Records.of(caller).facility("F-1");

        for (String path : new String[] {facility, "/facilities", "/facilities?limit=1"}) {
            Answer got = caller.get(path);
            Answer head = caller.send("HEAD", path, "");

            assertThat(head.status()).as(path).isEqualTo(200);
            assertThat(head.body()).isEmpty();
            assertThat(head.header("ETag")).isEqualTo(got.header("ETag"));
        }
        assertThat(caller.send("HEAD", "/facilities/none", "").status()).isEqualTo(404);
    }
}
