package com.raptorcomply.acceptance.operation;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.acceptance.whole.Reply;
import com.raptorcomply.acceptance.whole.Whole;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A second run on the same directory has the first one's keys and data, and other users cannot read its secrets. */
class SecondStartKeepsKeysAndDataTest {

    @Test
    void afterACleanEnd(@TempDir Path data) throws Exception {
        String revoked;
        String kept;
        JsonObject asset;
        try (Whole first = Whole.start(data)) {
            asset = first.clientA().post("/cyber-assets", first.newAsset()).json();
            kept = first.makeKey(new JsonObject()).getString("key");
            JsonObject toRevoke = first.makeKey(new JsonObject());
            revoked = toRevoke.getString("key");
            assertThat(first.adminA()
                            .delete("/api-keys/" + toRevoke.getString("id"))
                            .status())
                    .isEqualTo(200);
            for (String file : new String[] {"demo.env", "secrets"}) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve(file))))
                        .as(file)
                        .isEqualTo("rw-------");
            }
        }
        try (Whole second = Whole.start(data)) {
            Reply read = second.stranger().with(kept).get("/cyber-assets/" + asset.getString("id"));
            assertThat(read.json()).isEqualTo(asset);
            assertThat(second.stranger().with(revoked).get("/validate").status())
                    .isEqualTo(401);
            assertThat(second.clientA().get("/facilities").array()).hasSize(34);
            assertThat(second.clientB().get("/facilities").array()).hasSize(6);
        }
    }
}
