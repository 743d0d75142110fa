package com.raptorcomply.resources.evidence;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.Await;
import com.raptorcomply.resources.Caller;
import com.raptorcomply.resources.Caller.Answer;
import com.raptorcomply.resources.Records;
import com.raptorcomply.resources.UnderTest;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An upload that is not one acceptable file is refused by its content and form, and leaves nothing. */
class FaultyUploadIsRefusedTest {
    private static final byte[] PDF = FileClient.pdf(5000, 1);

    private final FileClient client = FileClient.ofNewOrganization();

    @AfterEach
    void nothingIsLeft() {
        assertThat(Records.of(client.caller()).query("SELECT id FROM file")).isEmpty();
        assertThat(UnderTest.shared().blobs(client.caller().organization())).doesNotExist();
    }

    /** The bytes are in hexadecimal digits. */
    @ParameterizedTest
    @CsvSource({
        "report.pdf, 4d5a90000300000004000000ffff0000b800000000000000, 415",
        "report.pdf, 7f454c46020101000000000000000000, 415",
        "report.pdf, 3c68746d6c3e3c7363726970743e616c6572742831293c2f7363726970743e3c2f68746d6c3e, 415",
        "picture.png, 3c73766720786d6c6e733d22687474703a2f2f7777772e77332e6f72672f323030302f737667222f3e, 415",
        "report.pdf, 00010203040506070809, 415",
        "report.pdf, cafebabe00000034, 415",
        "run.sh, 23212f62696e2f73680a6c730a, 415",
        "report.pdf, '', 422",
        "' ', 255044462d312e37, 422",
        ".., 255044462d312e37, 422",
        "a\u202eb.pdf, 255044462d312e37, 422",
    })
    void byItsContentAndName(String name, String hex, int status) {
        byte[] content = HexFormat.of().parseHex(hex);

        assertRefused(
                client.upload("/files/upload", name, content),
                status,
                status == 415 ? "file_type_unsupported" : "invalid_value");
    }

    @Test
    void withANameThatIsTooLong() {
        HttpResponse<byte[]> refused = client.upload("/files/upload", "a".repeat(252) + ".pdf", PDF);
        assertRefused(refused, 422, "too_long");
        assertThat(new String(refused.body(), UTF_8))
                .contains("Field 'file' has a name that is not accepted: it must have at most 255 characters");
        assertRefused(client.upload("/files/upload", "a".repeat(6_000) + ".pdf", PDF), 422, "too_long");
    }

    @Test
    void thatIsNoForm() {
        for (byte[] form : List.of(
                altered("Content-Disposition", "X-Content-Disposition"),
                altered("name=\"file\"; ", ""),
                altered("Content-Type: text/html", "Content-Transfer-Encoding: base64"),
                altered("Content-Type: text/html", "X: " + "x".repeat(17_000)),
                altered("\r\n", "\n"),
                altered("\r\nContent-Disposition", "-more\r\nContent-Disposition"),
                FileClient.joined(new byte[17_000], altered("text/html", "text/plain")))) {
            assertRefused(client.post("/files/upload", form), 400, "malformed_request");
        }
    }

    @Test
    void withAnotherForm() {
        byte[] file = FileClient.part("file", "a.pdf", PDF);
        assertRefused(client.post("/files/upload", FileClient.form("other", "a.pdf", PDF)), 422, "unknown_field");
        assertRefused(
                client.post("/files/upload", FileClient.joined(file, file, FileClient.end())), 422, "unknown_field");
        assertRefused(client.post("/files/upload", FileClient.end()), 422, "required");
        assertRefused(client.post("/files/upload", altered("; filename=\"a.pdf\"", "")), 422, "invalid_value");
        assertRefused(client.post("/files/upload", altered("a.pdf", "\u00ff.pdf")), 422, "invalid_value");
        assertRefused(client.post("/files/upload", file), 400, "malformed_request");
        assertRefused(client.post("/files/upload", "nonsense".getBytes(UTF_8)), 400, "malformed_request");
        Caller caller = client.caller();
        for (String type : new String[] {"application/json", "multipart/form-data-x; boundary=x", "multipart/mixed"}) {
            assertThat(caller.send("POST", "/files/upload", "{}", "Content-Type", type)
                            .status())
                    .isEqualTo(415);
        }
        Answer unbounded =
                caller.send("POST", "/files/upload", "--x--", "Content-Type", "multipart/form-data; charset=utf-8");
        assertThat(unbounded.status()).isEqualTo(400);
        assertThat(unbounded.message())
                .isEqualTo("Content-Type has no boundary of the parts: let the HTTP client set this header");
        Answer part = caller.send(
                "POST",
                "/files/upload",
                "--x--",
                "Content-Type",
                "multipart/form-data; boundary=x",
                "Content-Range",
                "bytes 0-4/9");
        assertThat(part.status()).isEqualTo(400);
        assertThat(part.object().getString("field")).isEqualTo("Content-Range");
    }

    /** The name of the new file is in the table of types of its form, but only its content decides between forms. */
    @ParameterizedTest
    @CsvSource({
        "a.docx, 504b030414000600, application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "a.zip, 504b030414000600, application/zip",
        "a.doc, d0cf11e0a1b11ae1, application/msword",
        "a.pdf, 89504e470d0a1a0a, image/png",
        "a.csv, 612c620a312c320a, text/csv",
        "a.txt, 612c620a312c320a, text/plain",
    })
    void butNotOfAnAcceptedType(String name, String hex, String type) {
        FileClient other = FileClient.ofNewOrganization();

        assertThat(other.uploaded(name, HexFormat.of().parseHex(hex)).getString("contentType"))
                .isEqualTo(type);
    }

    /** Returns a form with a small file, with another text in the header of its part, in ISO 8859-1. */
    private static byte[] altered(String text, String by) {
        String part = new String(FileClient.part("file", "a.pdf", "%PDF-1.7".getBytes(UTF_8)), ISO_8859_1);
        return FileClient.joined(part.replace(text, by).getBytes(ISO_8859_1), FileClient.end());
    }

    private static void assertRefused(HttpResponse<byte[]> response, int status, String code) {
        assertThat(response.statusCode()).as(FileClient.text(response)).isEqualTo(status);
        assertThat(FileClient.json(response).getString("code")).isEqualTo(code);
    }

    static List<Path> temporary(UnderTest service) {
        try (Stream<Path> files = Files.list(service.files().resolve("uploads"))) {
            return files.toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void beyondTheBounds() throws IOException {
        UnderTest service = NarrowService.shared();
        FileClient one = NarrowService.client();
        FileClient two = NarrowService.client();
        int bytesMax = NarrowService.BYTES_MAX;
        assertThat(one.upload("/files/upload", "a.pdf", FileClient.pdf(bytesMax, 1))
                        .statusCode())
                .isEqualTo(201);
        for (int size : new int[] {bytesMax + 1, bytesMax + 200_000}) {
            assertRefused(one.upload("/files/upload", "a.pdf", FileClient.pdf(size, 1)), 413, "content_too_large");
        }

        byte[] part = FileClient.part("file", "a.pdf", PDF);
        try (Socket first = one.begin("/files/upload", part.length + 100, part)) {
            assertThat(first.isConnected()).isTrue();
            Await.until("one upload", () -> active(service) == 1);
            assertRefused(one.upload("/files/upload", "a.pdf", PDF), 429, "too_many_in_flight");
            try (Socket second = two.begin("/files/upload", part.length + 100, part)) {
                assertThat(second.isConnected()).isTrue();
                Await.until("two uploads", () -> active(service) == 2);
                assertRefused(NarrowService.client().upload("/files/upload", "a.pdf", PDF), 503, "overloaded");
            }
        }
        Await.until("the end of both", () -> active(service) == 0);
        assertThat(one.upload("/files/upload", "a.pdf", PDF).statusCode()).isEqualTo(201);
    }

    private static int active(UnderTest service) {
        return (int) FileClient.metric(service, "resources_files_uploads");
    }
}
