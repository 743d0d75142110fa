package com.raptorcomply.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReportComparesRoundWithRoundTest {
    private static final String HEADING = "load\tgateway\tround\trequests/s\tcpuMicros\tprocessor\tp50\tp99\tbad\tMB";

    /** The machine runs at half speed in the third round, for both gateways. */
    private static final List<String> RESULTS = List.of(
            HEADING,
            "get1k\tnginx-lua\t1\t60000\t16.00\t1.00\t1.0\t2.0\t0\t20",
            "get1k\tours\t1\t50000\t20.00\t1.00\t1.1\t2.1\t0\t180",
            "get1k\tnginx-lua\t2\t60000\t15.00\t1.00\t1.0\t2.0\t0\t20",
            "get1k\tours\t2\t50000\t18.00\t1.00\t1.1\t2.1\t0\t180",
            "get1k\tnginx-lua\t3\t30000\t30.00\t1.00\t1.0\t2.0\t0\t20",
            "get1k\tours\t3\t25000\t39.00\t1.00\t1.1\t2.1\t7\t190");

    @Test
    void theRatioIsTheMedianOfTheRounds() {
        assertThat(PeersReport.of(RESULTS).table())
                .contains("| ours | 20.0 (18.0–39.0) | 1.25 | 50000 | 1.10 | 2.10 | 1.00 | 7 | 190 |")
                .contains("| nginx-lua | 16.0 (15.0–30.0) | 1.00 |");
    }

    @Test
    void aLineOfAnotherShapeIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PeersReport.of(List.of(HEADING, "get1k\tours")))
                .withMessageContaining("get1k\tours");
    }
}
