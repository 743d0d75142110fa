package com.raptorcomply.resources.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.resources.Caller.Answer;
import com.raptorcomply.resources.Records;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A file comes back byte by byte, whole or in part, under its digest, and browsers save it instead of showing it. */
class UploadedFileIsDownloadedTest {
    private static final byte[] CONTENT = FileClient.pdf(400_000, 1);

    private final FileClient client = FileClient.ofNewOrganization();

    @ParameterizedTest
    @ValueSource(ints = {9, 1000, 128 * 1024 - 1, 128 * 1024, 128 * 1024 + 1, 256 * 1024, 3_000_000})
    void ofEverySize(int size) {
        byte[] content = FileClient.pdf(size, size);
        JsonObject file = client.uploaded("report.pdf", content);

        HttpResponse<byte[]> download = client.get("/files/" + file.getString("id"));

        assertThat(download.statusCode()).isEqualTo(200);
        assertThat(download.body()).isEqualTo(content);
        assertThat(file.getLong("size")).isEqualTo(size);
        assertThat(file.getString("sha256")).isEqualTo(digest(content));
        assertThat(file.getString("contentType")).isEqualTo("application/pdf");
        assertThat(FileClient.header(download, "ETag")).isEqualTo('"' + digest(content) + '"');
        assertThat(FileClient.header(download, "Content-Type")).isEqualTo("application/pdf");
        assertThat(FileClient.header(download, "Content-Length")).isEqualTo(String.valueOf(size));
        assertThat(FileClient.header(download, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(FileClient.header(download, "Content-Disposition")).startsWith("attachment;");
    }

    @Test
    void asTheDocumentSays() {
        String form = new String(
                FileClient.form("file", "words.txt", "Some words".getBytes(StandardCharsets.UTF_8)),
                StandardCharsets.UTF_8);
        Answer created = client.caller()
                .send("POST", "/files/upload", form, "Content-Type", "multipart/form-data; boundary=5f8f3a526c0e4a57");

        assertThat(created.status()).as(created.body()).isEqualTo(201);
        String path = created.header("Location");
        assertThat(client.caller().get(path).body()).isEqualTo("Some words");
        Answer metadata = client.caller().get(path + "/metadata");
        assertThat(metadata.object()).isEqualTo(created.object());
        assertThat(metadata.header("ETag")).isEqualTo(created.header("ETag"));
        assertThat(client.caller()
                        .get(path + "/metadata", "If-None-Match", metadata.header("ETag"))
                        .status())
                .isEqualTo(304);
        assertThat(Records.of(client.caller()).query("SELECT action FROM activity WHERE resource_type = 'file'"))
                .containsExactly("create");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Multipart/Form-Data; Boundary=5f8f3a526c0e4a57",
                "multipart/form-data; charset=utf-16; profile=x; boundary=\"5f8f3a526c0e4a57\""
            })
    void withAnyTypeThatAFormMayHave(String type) {
        String form = new String(
                FileClient.form("file", "words.txt", "Some words".getBytes(StandardCharsets.UTF_8)),
                StandardCharsets.UTF_8);
        Answer created = client.caller().send("POST", "/files/upload", form, "Content-Type", type);

        assertThat(created.status()).as(created.body()).isEqualTo(201);
        assertThat(client.caller().get(created.header("Location")).body()).isEqualTo("Some words");
    }

    /** The lines of its header may be folded (RFC 2046 section 5.1), and a charset says nothing about the bytes of a file. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Disposition: form-data;\r\n name=\"file\";\r\n\tfilename=\"words.txt\"",
                "content-disposition:form-data; filename=words.txt;name=file",
                "Content-Disposition: form-data; name=file; filename=words.txt\r\nContent-Type: text/plain; charset=utf-16",
                "Content-Disposition: form-data; name=file; filename=words.txt\r\nContent-Type: text/plain; charset=x-none",
                "Content-Disposition: form-data; name=file; filename=words.txt\r\nContent-Type: text/plain; charset=x-JIS0208",
                "Content-Transfer-Encoding: Binary\r\nContent-Disposition: form-data; name=file; filename*=UTF-8''words.txt"
            })
    void fromAnyPartThatAFormMayHave(String header) {
        String form = "A preamble\r\n--5f8f3a526c0e4a57 \r\n" + header
                + "\r\n\r\nSome\r\n--5f8f3a526c0e4a5 words\r\n--5f8f3a526c0e4a57-- \r\nAn epilogue";

        HttpResponse<byte[]> created = client.post("/files/upload", form.getBytes(StandardCharsets.UTF_8));

        assertThat(created.statusCode()).as(FileClient.text(created)).isEqualTo(201);
        assertThat(FileClient.json(created).getString("name")).isEqualTo("words.txt");
        assertThat(FileClient.text(client.get(FileClient.header(created, "Location"))))
                .isEqualTo("Some\r\n--5f8f3a526c0e4a5 words");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            bytes=0-0           | 206 | 0      | 0
            bytes=0-399999      | 206 | 0      | 399999
            bytes=0-999999      | 206 | 0      | 399999
            bytes=131071-131073 | 206 | 131071 | 131073
            bytes=399999-       | 206 | 399999 | 399999
            bytes=-5            | 206 | 399995 | 399999
            bytes=-999999       | 206 | 0      | 399999
            BYTES=1-2           | 206 | 1      | 2
            bytes=400000-       | 416 | 0      | 0
            bytes=-0            | 416 | 0      | 0
            bytes=5-4           | 200 | 0      | 399999
            bytes=9-99999999999999999999 | 206 | 9 | 399999
            bytes=-99999999999999999999  | 206 | 0 | 399999
            bytes=99999999999999999999-  | 416 | 0 | 0
            bytes=0-1,3-4       | 200 | 0      | 399999
            bytes=              | 200 | 0      | 399999
            lines=1-2           | 200 | 0      | 399999
            """)
    void inParts(String range, int status, int first, int last) {
        String path = "/files/" + client.uploaded("report.pdf", CONTENT).getString("id");

        HttpResponse<byte[]> part = client.get(path, "Range", range);

        assertThat(part.statusCode()).isEqualTo(status);
        if (status == 416) {
            assertThat(FileClient.header(part, "Content-Range")).isEqualTo("bytes */400000");
            assertThat(FileClient.json(part).getString("code")).isEqualTo("range_not_satisfiable");
        } else {
            assertThat(part.body()).isEqualTo(Arrays.copyOfRange(CONTENT, first, last + 1));
            assertThat(FileClient.header(part, "Content-Range"))
                    .isEqualTo(status == 200 ? "" : "bytes " + first + "-" + last + "/400000");
        }
    }

    @Test
    void inPartsOnlyOfTheSameContent() {
        JsonObject file = client.uploaded("report.pdf", CONTENT);
        String path = "/files/" + file.getString("id");
        String tag = '"' + file.getString("sha256") + '"';

        assertThat(client.get(path, "Range", "bytes=0-1", "If-Range", tag).statusCode())
                .isEqualTo(206);
        for (String other : new String[] {"\"other\"", "W/" + tag, "Sun, 06 Nov 1994 08:49:37 GMT"}) {
            HttpResponse<byte[]> whole = client.get(path, "Range", "bytes=0-1", "If-Range", other);
            assertThat(whole.statusCode()).as(other).isEqualTo(200);
            assertThat(whole.body()).isEqualTo(CONTENT);
        }
        assertThat(client.get(path, "Range", "bytes=0-1", "If-Match", tag).statusCode())
                .isEqualTo(206);
        assertThat(client.get(path, "Range", "bytes=0-1", "If-Match", "\"other\"")
                        .statusCode())
                .isEqualTo(412);
        assertThat(client.get(path, "If-None-Match", tag).statusCode()).isEqualTo(304);
        assertThat(client.get(path, "If-None-Match", tag, "Range", "bytes=0-1").statusCode())
                .isEqualTo(304);
    }

    @Test
    void byHeadWithoutBytes() {
        String path = "/files/" + client.uploaded("report.pdf", CONTENT).getString("id");

        HttpResponse<byte[]> head = client.head(path);

        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(FileClient.header(head, "Content-Length")).isEqualTo("400000");
        assertThat(head.body()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            Prüfbericht “7”.pdf       | Prüfbericht “7”.pdf | filename="Pr_fbericht _7_.pdf"; filename*=UTF-8''Pr%C3%BCfbericht%20%E2%80%9C7%E2%80%9D.pdf
            C:\\Users\\a\\report.pdf  | report.pdf          | filename="report.pdf"; filename*=UTF-8''report.pdf
            ../../etc/report.pdf      | report.pdf          | filename="report.pdf"; filename*=UTF-8''report.pdf
            50%.pdf                   | 50%.pdf             | filename="50_.pdf"; filename*=UTF-8''50%25.pdf
            Smith, J.: 1%22.pdf       | Smith, J.: 1".pdf   | filename="Smith, J.: 1_.pdf"; filename*=UTF-8''Smith%2C%20J.%3A%201%22.pdf
            a;b=c.pdf                 | a;b=c.pdf           | filename="a;b=c.pdf"; filename*=UTF-8''a%3Bb%3Dc.pdf
            """)
    void underItsName(String sent, String name, String disposition) {
        JsonObject file = client.uploaded(sent, CONTENT);

        assertThat(file.getString("name")).isEqualTo(name);
        assertThat(FileClient.header(client.head("/files/" + file.getString("id")), "Content-Disposition"))
                .isEqualTo("attachment; " + disposition);
    }

    @Test
    void underTheLongestNameInTheLongestForm() {
        String name = "日".repeat(251) + ".pdf";
        String encoded = URLEncoder.encode(name, StandardCharsets.UTF_8);

        JsonObject file = client.uploaded("a.pdf\"; filename*=UTF-8''" + encoded + "; x=\"", CONTENT);

        assertThat(file.getString("name")).isEqualTo(name);
    }

    @Test
    void underANameInNormalForm() {
        assertThat(client.uploaded("Pru\u0308f.pdf", CONTENT).getString("name")).isEqualTo("Prüf.pdf");
    }

    static String digest(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
