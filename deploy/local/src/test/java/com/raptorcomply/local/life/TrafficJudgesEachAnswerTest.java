package com.raptorcomply.local.life;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.local.life.Caller.Answer;
import com.raptorcomply.local.life.Expected.Verdict;
import com.raptorcomply.local.life.Ledger.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The traffic finds each answer that breaks a promise, and takes an outage for what it is. */
class TrafficJudgesEachAnswerTest {
    @ParameterizedTest
    @CsvSource({
        "SERVED, 200, false, RIGHT",
        "SERVED, 201, false, RIGHT",
        "SERVED, 401, false, WRONG",
        "SERVED, 403, false, WRONG",
        "SERVED, 404, false, WRONG",
        "SERVED, 503, false, FAILED",
        "SERVED, 503, true, FAILED",
        "SERVED, 0, false, FAILED",
        "REFUSED, 401, false, RIGHT",
        "REFUSED, 200, false, WRONG",
        "REFUSED, 403, false, WRONG",
        "REFUSED, 503, false, FAILED",
        "REFUSED, 503, true, UNVERIFIED",
        "REFUSED, 502, true, FAILED",
        "REFUSED, 0, false, FAILED"
    })
    void byWhatIsKnownOfTheKey(Expected expected, int status, boolean retryAfter, Verdict verdict) {
        assertThat(expected.judge(new Answer(status, retryAfter, ""))).isEqualTo(verdict);
    }

    @Test
    void theTableShowsWhatIsWrong() {
        Tally tally = new Tally();
        tally.answered(Expected.REFUSED, "GET /validate", answer(401, ""), 10, 1);
        tally.answered(Expected.REFUSED, "GET /validate", answer(200, ""), 20, 1);
        tally.answered(Expected.SERVED, "GET /validate", answer(503, ""), 30, 1);
        assertThat(tally.line()).isEqualTo("3 1 1");
        assertThat(tally.toString()).contains("WRONG 0.0 s  REFUSED GET /validate: 200");
    }

    @Test
    void theTableCountsFailuresByTheirCode() {
        Tally tally = new Tally();
        String body = "{\"error\":\"Service Unavailable\",\"code\":\"verification_unavailable\"}";
        tally.answered(Expected.SERVED, "GET /validate", answer(503, body), 10, 1);
        tally.answered(Expected.SERVED, "GET /validate", answer(503, body), 20, 1);
        tally.answered(Expected.SERVED, "GET /validate", answer(0, "Connection was closed"), 30, 1);
        assertThat(tally.toString())
                .containsPattern("good keys: GET /validate +2  503 verification_unavailable\n")
                .containsPattern("good keys: GET /validate +1  no response\n");
    }

    @Test
    void aRefusalThatSaysWhenToTryAgainIsToldFromAFault() {
        Tally tally = new Tally();
        tally.answered(Expected.SERVED, "GET /validate", new Answer(503, true, ""), 10, 1);
        tally.answered(Expected.REFUSED, "GET /validate", new Answer(503, true, ""), 20, 1);
        tally.answered(Expected.SERVED, "GET /validate", answer(503, ""), 30, 1);
        tally.answered(Expected.SERVED, "GET /validate", answer(502, ""), 40, 1);
        tally.answered(Expected.SERVED, "GET /validate", answer(0, "Connection was closed"), 50, 1);
        tally.answered(Expected.SERVED, "GET /validate", answer(401, ""), 60, 1);
        assertThat(tally.faults()).isEqualTo("failed with 503 and Retry-After: 1   another status: 2   no response: 1");
        assertThat(tally.count(Verdict.UNVERIFIED)).isEqualTo(1);
    }

    @Test
    void aRevokedKeyThatIsServedAgainIsWrongAlsoAfterARestore() {
        Tally tally = new Tally();
        Kept kept = new Kept(tally, true);
        kept.tell(new Ledger.Entry(Kind.ADDED, 1_000, "/cyber-assets/1"), false);
        assertThat(tally.count(Verdict.WRONG)).isZero();
        kept.tell(new Ledger.Entry(Kind.REVOKED, 4_500, "key id"), false);
        assertThat(tally.count(Verdict.WRONG)).isEqualTo(1);
        kept.tell(new Ledger.Entry(Kind.ADDED, 500, "/files/1"), false);
        assertThat(kept.toString())
                .contains("1 served again", "2 lost")
                .contains("the oldest lost record came 3.5 s before", "the oldest lost file came 4.0 s before");
    }

    @Test
    void aRecordThatIsGoneWithoutARestoreIsWrong() {
        Tally tally = new Tally();
        new Kept(tally, false).tell(new Ledger.Entry(Kind.ADDED, 1, "/cyber-assets/1"), false);
        assertThat(tally.count(Verdict.WRONG)).isEqualTo(1);
    }

    @Test
    void theLedgerIsReadAgainAndForItsOwnerAlone(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("ledger");
        Ledger written = Ledger.in(file);
        written.add(Kind.MADE, "first 1");
        written.add(Kind.MADE, "second 2");
        written.add(Kind.REVOKED, "first 1");
        written.add(Kind.ADDED, "/cyber-assets/1");
        written.forget(written.of(Kind.ADDED));
        Ledger read = Ledger.in(file);
        assertThat(read.of(Kind.ADDED)).isEmpty();
        assertThat(read.goodKeys()).extracting(Ledger.Entry::key).containsExactly("second");
        assertThat(read.of(Kind.REVOKED)).extracting(Ledger.Entry::id).containsExactly("1");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    private static Answer answer(int status, String body) {
        return new Answer(status, false, body);
    }
}
