package com.raptorcomply.bench.services;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** The resource service's statements on cyber assets, as a developer would write them by hand. */
final class BareStatements {
    /** The record's JSON, composed by PostgreSQL as in the resource service. */
    private static final String BODY = text("/bare/cyber-asset.sql");

    private static final String READ = "SELECT " + BODY
            + " FROM cyber_asset r WHERE r.organization_id = $1 AND r.id = $2 AND r.deleted_at IS NULL";
    private static final String PAGE = "SELECT " + BODY + ", r.id, r.updated_at FROM cyber_asset r WHERE"
            + " r.organization_id = $1 AND r.id > $2 AND r.deleted_at IS NULL ORDER BY r.organization_id, r.id LIMIT $3";
    private static final String[] FIELDS = {
        "assetTitle",
        "assetTag",
        "count",
        "cyberSystemId",
        "cipAssetCategory",
        "assetType",
        "impactLevel",
        "manufacturer",
        "model",
        "physicalLocation",
        "inService",
        "dialUpConnectivity",
        "routableProtocol",
        "remoteAccessAvailable",
        "baselineDocumented",
        "portsServicesDocumented",
        "loggingEnabled",
        "firmwareVersion",
        "ipAddress",
        "macAddress",
        "operatingSystem",
        "serialNumber"
    };
    private static final String INSERT = """
            INSERT INTO cyber_asset AS r (organization_id, id, asset_title, asset_tag, count, cyber_system_id, cip_asset_category,
            asset_type, impact_level, manufacturer, model, physical_location, in_service, dial_up_connectivity, routable_protocol,
            remote_access_available, baseline_documented, ports_services_documented, logging_enabled, firmware_version, ip_address,
            mac_address, operating_system, serial_number)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24)
            RETURNING\s""" + BODY;
    private static final String APPEND =
            "SELECT end_change('key', $1, 'Benchmark', NULL, NULL, NULL, $2, ARRAY['create'],"
                    + " ARRAY['cyber_asset'], ARRAY[$3::uuid], ARRAY[$4::json])";

    Future<Buffer> read(Pool pool, UUID organization, UUID id) {
        return pool.preparedQuery(READ)
                .execute(Tuple.of(organization, id))
                .map(rows -> rows.iterator().next().getBuffer(0));
    }

    Future<RowSet<Row>> page(Pool pool, UUID organization, int rows) {
        return pool.preparedQuery(PAGE).execute(Tuple.of(organization, new UUID(0, 0), rows));
    }

    /** Inserts a record and its entry in the activity log, in one transaction of two round trips. */
    Future<Buffer> create(Pool pool, UUID organization, JsonObject body) {
        UUID id = new UUID(
                (System.currentTimeMillis() << 16) | 0x7000, UUID.randomUUID().getLeastSignificantBits());
        Tuple values = Tuple.of(organization, id);
        for (String field : FIELDS) {
            Object value = body.getValue(field);
            values.addValue(field.equals("cyberSystemId") ? UUID.fromString((String) value) : value);
        }
        return pool.getConnection().compose(connection -> {
            connection
                    .query("BEGIN; SELECT set_config('app.organization_id', '" + organization
                            + "', true); SELECT begin_change()")
                    .execute();
            return connection
                    .preparedQuery(INSERT)
                    .execute(values)
                    .map(rows -> rows.iterator().next().getBuffer(0))
                    .compose(made -> log(connection, organization, id, made).map(made))
                    .eventually(connection::close);
        });
    }

    private static Future<?> log(SqlConnection connection, UUID organization, UUID id, Buffer made) {
        Tuple entry = Tuple.of(organization.toString(), "0123456789abcdef", id).addValue(made.toJsonObject());
        Future<?> logged = connection.preparedQuery(APPEND).execute(entry);
        return Future.join(logged, connection.query("COMMIT").execute());
    }

    private static String text(String resource) {
        try (InputStream in = BareStatements.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(resource + " is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
