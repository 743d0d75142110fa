package com.raptorcomply.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** Tests one line of {@code requests.csv} each: the bytes of a request, and the status that refuses it. */
class RequestsOfTwoMeaningsAreRefusedTest {
    @RegisterExtension
    static final GatewayUnderTest STAGE = new GatewayUnderTest();

    @ParameterizedTest(name = "{2}: {0}")
    @CsvFileSource(resources = "/refused-requests.csv", delimiter = '|', numLinesToSkip = 1)
    void withAStatusAndAClosedConnection(String request, int status, String why) throws Exception {
        String answer = STAGE.rawUntilClosed(bytes(request));

        assertThat(answer).as(why).matches("(?s)HTTP/1\\.[01] " + status + " .*");
        assertThat(answer.split("HTTP/1\\.[01] [0-9]{3} ", -1)).as("answers").hasSize(2);
        assertThat(answer).contains("\"error\":").containsIgnoringCase("X-Request-Id: ");
    }

    private static String bytes(String line) {
        return line.replace("\\r", "\r")
                .replace("\\n", "\n")
                .replace("\\t", "\t")
                .replace("\\0", "\0")
                .replace("\\xff", "\u00ff");
    }
}
