package com.raptorcomply.resources.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.Await;
import com.raptorcomply.resources.Records;
import com.raptorcomply.resources.UnderTest;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** An upload whose client leaves at any point is never seen, not even in part, and its temporary file goes at once. */
class UnfinishedUploadLeavesNothingTest {
    private final FileClient client = FileClient.ofNewOrganization();

    @Test
    void atAnyPoint() throws IOException {
        byte[] form = FileClient.form("file", "report.pdf", FileClient.pdf(600_000, 1));
        for (int sent : new int[] {0, 0, 0, 0, 50, 200, 131_000, 300_000, form.length - 30, form.length - 1}) {
            client.begin("/files/upload", form.length, Arrays.copyOf(form, sent))
                    .close();
        }

        Await.until("the end of all", () -> FileClient.metric(UnderTest.shared(), "resources_files_uploads") == 0);
        Await.until("no temporary file", () -> FaultyUploadIsRefusedTest.temporary(UnderTest.shared())
                .isEmpty());
        assertThat(Records.of(client.caller()).query("SELECT id FROM file")).isEmpty();
        assertThat(Records.of(client.caller()).query("SELECT file_id FROM file_version"))
                .isEmpty();
        assertThat(client.uploaded("report.pdf", FileClient.pdf(600_000, 1)).getString("id"))
                .isNotNull();
    }
}
