package com.raptorcomply.resources.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.resources.Records;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/** A new version becomes the current one, and the earlier versions stay as they were. */
class FileHasVersionsTest {
    private static final byte[] FIRST = FileClient.pdf(1000, 1);
    private static final byte[] SECOND = FileClient.pdf(2000, 2);

    private final FileClient client = FileClient.ofNewOrganization();
    private final String path = "/files/" + client.uploaded("a.pdf", FIRST).getString("id");

    @Test
    void eachWithItsContent() {
        HttpResponse<byte[]> second = client.upload(path + "/version", "b.pdf", SECOND);

        assertThat(second.statusCode()).isEqualTo(200);
        JsonObject file = client.caller().get(path + "/metadata").object();
        assertThat(file).isEqualTo(FileClient.json(second));
        assertThat(file.getInteger("version")).isEqualTo(2);
        assertThat(file.getString("name")).isEqualTo("b.pdf");
        assertThat(file.getLong("size")).isEqualTo(2000);
        JsonArray versions = file.getJsonArray("versions");
        assertThat(versions).hasSize(2);
        assertThat(versions.getJsonObject(0).getString("name")).isEqualTo("a.pdf");
        assertThat(client.get(path).body()).isEqualTo(SECOND);
        assertThat(client.get(path + "?version=2").body()).isEqualTo(SECOND);
        assertThat(client.get(path + "?version=1").body()).isEqualTo(FIRST);
        assertThat(client.get(path + "?version=3").statusCode()).isEqualTo(404);
        assertThat(client.get(path + "?version=0").statusCode()).isEqualTo(400);
        assertThat(Records.of(client.caller()).query("SELECT action FROM activity WHERE resource_type = 'file'"))
                .containsExactlyInAnyOrder("create", "update");
    }

    @Test
    void butNoneForTheSameContentAndName() {
        assertThat(client.upload(path + "/version", "a.pdf", FIRST).statusCode())
                .isEqualTo(200);

        assertThat(client.caller().get(path + "/metadata").object().getInteger("version"))
                .isEqualTo(1);
        assertThat(Records.of(client.caller()).query("SELECT action FROM activity WHERE resource_type = 'file'"))
                .containsExactly("create");
    }

    @Test
    void onceForARepeatedRequest() {
        HttpResponse<byte[]> first = client.upload(path + "/version", "b.pdf", SECOND, "Idempotency-Key", "one");
        HttpResponse<byte[]> again = client.upload(path + "/version", "b.pdf", SECOND, "Idempotency-Key", "one");
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(FileClient.header(again, "Idempotent-Replayed")).isEqualTo("true");
        assertThat(client.upload(path + "/version", "b.pdf", FIRST, "Idempotency-Key", "one")
                        .statusCode())
                .isEqualTo(422);

        HttpResponse<byte[]> created = client.upload("/files/upload", "b.pdf", SECOND, "Idempotency-Key", "two");
        HttpResponse<byte[]> repeated = client.upload("/files/upload", "b.pdf", SECOND, "Idempotency-Key", "two");
        assertThat(repeated.statusCode()).isEqualTo(201);
        assertThat(repeated.body()).isEqualTo(created.body());
    }

    @Test
    void underTheConditionsOfTheClient() {
        String stale = FileClient.header(client.get(path + "/metadata"), "ETag");
        assertThat(client.upload(path + "/version", "b.pdf", SECOND, "If-Match", stale)
                        .statusCode())
                .isEqualTo(200);
        assertThat(client.upload(path + "/version", "c.pdf", FIRST, "If-Match", stale)
                        .statusCode())
                .isEqualTo(412);
        assertThat(client.caller()
                        .delete(path + "/soft-delete", "If-Match", stale)
                        .status())
                .isEqualTo(412);
        String current = FileClient.header(client.get(path + "/metadata"), "ETag");
        assertThat(client.caller()
                        .delete(path + "/soft-delete", "If-Match", current)
                        .status())
                .isEqualTo(204);
        assertThat(client.get(path).statusCode()).isEqualTo(404);
    }

    @Test
    void onlyForThoseWhoMay() {
        FileClient reader = new FileClient(client.caller().withPermissions("files:read"));
        FileClient writer = new FileClient(client.caller().withPermissions("files:write"));

        assertThat(reader.get(path).statusCode()).isEqualTo(200);
        assertThat(reader.upload(path + "/version", "b.pdf", SECOND).statusCode())
                .isEqualTo(403);
        assertThat(reader.upload("/files/upload", "b.pdf", SECOND).statusCode()).isEqualTo(403);
        assertThat(reader.caller().delete(path + "/soft-delete").status()).isEqualTo(403);
        assertThat(writer.get(path).statusCode()).isEqualTo(403);
        assertThat(writer.caller().get(path + "/metadata").status()).isEqualTo(403);
        assertThat(writer.upload(path + "/version", "b.pdf", SECOND).statusCode())
                .isEqualTo(200);
    }
}
