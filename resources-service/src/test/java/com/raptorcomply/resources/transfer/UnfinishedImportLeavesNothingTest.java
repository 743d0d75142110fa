package com.raptorcomply.resources.transfer;

import static com.raptorcomply.resources.transfer.ImportStoresAllRowsOrNoneTest.file;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.raptorcomply.keyservice.stamp.Stamp;
import com.raptorcomply.resources.Caller;
import com.raptorcomply.resources.Caller.Answer;
import com.raptorcomply.resources.Records;
import com.raptorcomply.resources.UnderTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnfinishedImportLeavesNothingTest {
    private final Caller caller = Caller.ofNewOrganization();
    private final Records records = Records.of(caller);
    private final UUID system = records.system("S-1");
    private final Upload upload = new Upload(caller, system);

    @Test
    void cutUpload() throws Exception {
        byte[] form = Upload.form(Upload.part(file(500).getBytes(StandardCharsets.UTF_8)));
        try (Socket socket = new Socket(
                InetAddress.getLoopbackAddress(), UnderTest.shared().service().port())) {
            socket.getOutputStream()
                    .write(("POST " + upload.path() + " HTTP/1.1\r\nHost: localhost\r\n" + Stamp.HEADER + ": "
                                    + caller.stamp() + "\r\nContent-Type: " + Upload.TYPE + "\r\nContent-Length: "
                                    + form.length + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(form, 0, form.length - 400);
            socket.getOutputStream().flush();
        }

        assertThat(upload.send(file(1)).status()).isEqualTo(200);
        await().until(() -> files() == 0);
        assertThat(records.query("SELECT count(*) FROM cyber_asset")).containsExactly("1");
        assertThat(records.query("SELECT count(*) FROM import_row")).containsExactly("0");
    }

    @Test
    void formThatIsNoWholeFile() {
        byte[] part = Upload.part(file(1).getBytes(StandardCharsets.UTF_8));
        byte[] text = ("--" + Upload.BOUNDARY + "\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\nhello\r\n")
                .getBytes(StandardCharsets.UTF_8);

        assertMalformed(Upload.TYPE, Upload.form(part, part));
        assertMalformed(Upload.TYPE, Upload.form(part, text));
        assertMalformed(Upload.TYPE, Upload.form(text));
        assertMalformed(Upload.TYPE, Upload.form());
        assertMalformed(Upload.TYPE, part);
        assertMalformed("multipart/form-data", Upload.form(part));
        assertThat(upload.sendForm("", "multipart/form-data", Upload.form(part)).message())
                .isEqualTo("Content-Type has no boundary of the parts: let the HTTP client set this header");
        assertThat(records.query("SELECT count(*) FROM cyber_asset")).containsExactly("0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/csv", "application/json", "multipart/mixed; boundary=x"})
    void otherContentType(String type) {
        Answer refused = upload.sendForm("", type, file(1).getBytes(StandardCharsets.UTF_8));

        assertThat(refused.status()).isEqualTo(415);
        assertThat(refused.header("Accept")).isEqualTo("multipart/form-data");
    }

    @ParameterizedTest
    @ValueSource(strings = {"?mode=replace", "?dryRun=yes", "?mode=create&mode=upsert", "?rows=1"})
    void unknownParameter(String query) {
        assertThat(upload.sendWith(query, file(1)).status()).isEqualTo(400);
    }

    /** A process that is killed leaves its staged rows; the next start and the next one after an hour remove them. */
    @Test
    void whatAKilledProcessLeftIsSwept() {
        stage("01890a5d-ac96-774b-bcce-b302099a8057");
        stage(records.query("SELECT uuidv7()").get(0));

        records.execute("SELECT sweep_imports()");

        assertThat(records.query(
                        "SELECT uuid_extract_timestamp(import_id) > now() - interval '1 minute' FROM import_row"))
                .containsExactly("t");
        records.execute("DELETE FROM import_row");
    }

    private void stage(String id) {
        records.execute("INSERT INTO import_row VALUES (tenant_organization(), '" + id
                + "', 2, gen_random_uuid(), 'T', NULL, NULL)");
    }

    private void assertMalformed(String type, byte[] form) {
        Answer refused = upload.sendForm("", type, form);
        assertThat(refused.status()).as(refused.body()).isEqualTo(400);
        assertThat(refused.object().getString("code")).startsWith("malformed_");
    }

    private static long files() throws IOException {
        try (Stream<Path> all = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return all.filter(path -> path.getFileName().toString().endsWith(".upload"))
                    .count();
        }
    }
}
