package com.raptorcomply.acceptance.access;

import com.raptorcomply.acceptance.caller.Stagehand;
import com.raptorcomply.acceptance.whole.Client;
import io.vertx.core.json.JsonObject;
import java.util.Map;

/** Adds evidence and files on which callers try their luck. */
final class NewEvidence {
    private NewEvidence() {}

    static Map<String, String> note(Client client, String asset) {
        JsonObject body = new JsonObject()
                .put("resourceId", asset)
                .put("resourceType", "cyber_asset")
                .put("type", "note")
                .put("noteText", "Seen");
        String id = Stagehand.made(client.post("/evidence", body)).getString("id");
        return Map.of("id", id, "resourceId", asset);
    }

    static Map<String, String> file(Client client) {
        String form =
                "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\nWords\r\n--b--\r\n";
        return Map.of(
                "id",
                Stagehand.made(client.send(
                                "POST",
                                "/files/upload",
                                form,
                                request -> request.setHeader("Content-Type", "multipart/form-data; boundary=b")))
                        .getString("id"));
    }
}
