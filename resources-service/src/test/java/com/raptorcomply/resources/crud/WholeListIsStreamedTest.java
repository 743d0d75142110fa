package com.raptorcomply.resources.crud;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.Await;
import com.raptorcomply.keyservice.stamp.Stamp;
import com.raptorcomply.resources.Caller;
import com.raptorcomply.resources.Records;
import com.raptorcomply.resources.UnderTest;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A list of any length arrives complete, and stalled readers take no resources from others. */
class WholeListIsStreamedTest {
    private static final int ASSETS = 20 * ListStream.PORTION_ROWS;
    private static final int STALLED = 30;

    private final Caller caller = Caller.ofNewOrganization();
    private final Records records = Records.of(caller);

    @Test
    void exactlyOnceInSeveralPortions() {
        fill(2 * ListStream.PORTION_ROWS);
        assertThat(tags(caller.get("/cyber-assets").array())).hasSize(2 * ListStream.PORTION_ROWS);
        fill(1);
        assertThat(tags(caller.get("/cyber-assets").array())).hasSize(2 * ListStream.PORTION_ROWS + 1);
        assertThat(tags(caller.get("/cyber-assets?updatedSince=2020-01-01T00:00:00Z")
                        .array()))
                .hasSize(2 * ListStream.PORTION_ROWS + 1);
    }

    @Test
    void stalledReadersHoldNoConnection() {
        fill(ASSETS);
        HttpClient client = UnderTest.shared()
                .vertx()
                .createHttpClient(
                        new io.vertx.core.http.HttpClientOptions(),
                        new io.vertx.core.http.PoolOptions().setHttp1MaxSize(STALLED));
        List<HttpClientResponse> stalled = new ArrayList<>();
        for (int i = 0; i < STALLED; i++) {
            stalled.add(Await.result(
                    client.request(options()).compose(request -> request.send().map(HttpClientResponse::pause))));
        }

        assertThat(caller.get("/cyber-systems").status()).isEqualTo(200);

        Buffer whole = Await.result(body(stalled.get(0)));
        assertThat(tags(whole.toJsonArray())).hasSize(ASSETS);
        Await.result(client.close());
        assertThat(caller.get("/cyber-systems").status()).isEqualTo(200);
    }

    private static Future<Buffer> body(HttpClientResponse response) {
        Future<Buffer> body = response.body();
        response.resume();
        return body;
    }

    private RequestOptions options() {
        return new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setAbsoluteURI(caller.url() + "/cyber-assets")
                .putHeader(Stamp.HEADER, caller.stamp());
    }

    private List<String> tags(JsonArray assets) {
        return assets.stream()
                .map(asset -> ((JsonObject) asset).getString("assetTag"))
                .distinct()
                .toList();
    }

    private void fill(int assets) {
        UUID system = records.system("S-" + UUID.randomUUID());
        records.execute("""
                INSERT INTO cyber_asset (organization_id, id, asset_title, asset_tag, count, cyber_system_id, cip_asset_category,
                  asset_type, impact_level, manufacturer, model, in_service, dial_up_connectivity, routable_protocol,
                  remote_access_available, baseline_documented, ports_services_documented, logging_enabled)
                SELECT '%s', gen_random_uuid(), repeat('x', 200), gen_random_uuid()::text, 1, '%s', 'eacms', 't', 'high', 'm', 'm',
                  true, true, true, true, true, true, true FROM generate_series(1, %d)""".formatted(caller.organization(), system, assets));
    }
}
