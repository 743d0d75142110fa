package com.raptorcomply.resources.evidencepackage;

import com.raptorcomply.chassis.csv.CsvText;
import com.raptorcomply.chassis.service.Repeat;
import com.raptorcomply.resources.audit.ChainLines;
import com.raptorcomply.resources.blob.Blob;
import com.raptorcomply.resources.crud.PastRecords;
import com.raptorcomply.resources.evidence.FileStorage;
import com.raptorcomply.resources.tenancy.StampHandler;
import com.raptorcomply.resources.tenancy.TenantDatabase;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.Map;
import java.util.SortedMap;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes the entries of one package. Each reads the next portion when the client has taken the one before, and holds no
 * connection meanwhile. Confined to the event loop of its request.
 *
 * @param populations by the name of their files
 * @param receipts of the removal of access, as CSV; null if the standard does not ask for them
 */
record PackageContents(
        RoutingContext ctx,
        TenantDatabase database,
        FileStorage files,
        SortedMap<String, PastRecords> populations,
        PackageRequest request,
        @Nullable Buffer receipts) {
    private static final int PORTION_ROWS = 200;
    private static final UUID BEFORE_ALL = new UUID(0, 0);

    /** Takes the content of an entry. */
    private interface Sink extends Function<Buffer, Future<Void>> {}

    /** Writes all entries, then the manifest over them, then the directory with the manifest's digest. */
    Future<Void> write(ZipStream zip) {
        Future<Void> written = Future.succeededFuture();
        for (Map.Entry<String, PastRecords> population : populations.entrySet()) {
            written = written.compose(before -> zip.entry(
                    "populations/" + population.getKey() + ".csv",
                    sink -> population(population.getValue(), sink::apply)));
        }
        return written.compose(done -> zip.entry("approvals/policy-versions.ndjson", sink -> approvals(sink::apply)))
                .compose(done -> receipts == null
                        ? Future.succeededFuture()
                        : zip.entry("access-removal/receipts.csv", sink -> sink.apply(receipts)))
                .compose(done -> zip.entry("evidence/evidence.ndjson", sink -> evidence(sink::apply)))
                .compose(done -> evidenceFiles(zip))
                .compose(done -> zip.entry("activity.ndjson", sink -> activity(sink::apply)))
                .compose(done -> zip.entry("manifest.json", sink -> sink.apply(manifest(zip))))
                .compose(done -> {
                    ZipStream.Entry manifest = zip.entries().get(zip.entries().size() - 1);
                    return zip.finish("sha256:" + manifest.sha256());
                });
    }

    private Future<Void> population(PastRecords records, Sink sink) {
        CsvText csv = new CsvText();
        csv.line(records.members().toArray());
        return portions((after, rows) -> records.read(ctx, database, request.to(), after, rows), rows -> {
            rows.forEach(row -> csv.line(cells(records, row.getBuffer(0).toJsonObject())));
            return sink.apply(Buffer.buffer(csv.take()));
        });
    }

    private static @Nullable Object[] cells(PastRecords records, JsonObject record) {
        return records.members().stream()
                .map(name -> cell(record.getValue(name)))
                .toArray();
    }

    private static @Nullable Object cell(@Nullable Object value) {
        return value instanceof JsonArray items
                ? items.stream().map(Object::toString).collect(Collectors.joining(" "))
                : value instanceof JsonObject object ? object.encode() : value;
    }

    private Future<Void> approvals(Sink sink) {
        return portions(
                (after, rows) -> database.readRows(
                        ctx, PackageSql.APPROVALS, Tuple.of(request.from(), request.to(), after, rows), rows),
                rows -> sink.apply(lines(rows, 0)));
    }

    private Future<Void> evidence(Sink sink) {
        return portions(this::readEvidence, rows -> sink.apply(lines(rows, 0)));
    }

    private Future<RowSet<Row>> readEvidence(UUID after, int rows) {
        Tuple parameters = Tuple.of(request.from(), request.to(), request.evidenceTypes(), after, rows);
        return database.readRows(ctx, PackageSql.EVIDENCE, parameters, rows);
    }

    /** Writes the files of all evidence, an entry each. */
    private Future<Void> evidenceFiles(ZipStream zip) {
        return portions(this::readEvidence, rows -> {
            Future<Void> written = Future.succeededFuture();
            for (Row row : rows) {
                if (row.getString(PackageSql.FILE_NAME) != null) {
                    written = written.compose(before -> evidenceFile(zip, row));
                }
            }
            return written;
        });
    }

    private Future<Void> evidenceFile(ZipStream zip, Row row) {
        Blob blob = new Blob(StampHandler.tenant(ctx).organizationId(), row.getString(PackageSql.FILE_SHA256));
        String name = "evidence/files/" + row.getUUID(PackageSql.EVIDENCE_ID) + "/"
                + PortableName.of(row.getString(PackageSql.FILE_NAME));
        return zip.entry(name, sink -> files.copy(blob, row.getLong(PackageSql.FILE_BYTES), sink));
    }

    /** Writes the part of the log that was made in the period, from the hash of the link before it. */
    private Future<Void> activity(Sink sink) {
        return database.read(ctx, PackageSql.CHAIN, Tuple.of(request.from(), request.to()))
                .compose(rows -> {
                    JsonObject head = new JsonObject()
                            .put(
                                    "organization",
                                    StampHandler.tenant(ctx).organizationId().toString());
                    rows.forEach(row -> head.put(
                            row.getInteger(0) == 1 ? "after" : "head",
                            new JsonObject().put("sequence", row.getLong(1)).put("hash", row.getString(2))));
                    ChainLines.Position start = ChainLines.Position.afterLink(
                            head.getJsonObject("after").getLong("sequence"));
                    long last = head.getJsonObject("head").getLong("sequence");
                    return sink.apply(head.toBuffer().appendString("\n")).compose(begun -> lines(start, last, sink));
                });
    }

    private Future<Void> lines(ChainLines.Position start, long last, Sink sink) {
        ChainLines.Position[] after = {start};
        return Repeat.whileTrue(() -> ChainLines.read(ctx, database, after[0], last, PORTION_ROWS)
                .compose(rows -> {
                    Row end = last(rows);
                    if (end == null) {
                        return Future.succeededFuture(false);
                    }
                    after[0] = ChainLines.Position.of(end);
                    return sink.apply(lines(rows, ChainLines.LINE_COLUMN)).map(true);
                }));
    }

    private Buffer manifest(ZipStream zip) {
        JsonArray entries = new JsonArray();
        zip.entries()
                .forEach(entry -> entries.add(new JsonObject()
                        .put("name", entry.name())
                        .put("bytes", entry.size())
                        .put("sha256", entry.sha256())));
        return new JsonObject()
                .put("organizationId", StampHandler.tenant(ctx).organizationId().toString())
                .mergeIn(request.json())
                .put("entries", entries)
                .toBuffer();
    }

    /** Reads portions of rows in the order of their ids, and gives each that has any to a consumer. */
    private static Future<Void> portions(
            BiFunction<UUID, Integer, Future<RowSet<Row>>> read, Function<RowSet<Row>, Future<Void>> taken) {
        UUID[] after = {BEFORE_ALL};
        return Repeat.whileTrue(() -> read.apply(after[0], PORTION_ROWS).compose(rows -> {
            Row end = last(rows);
            // A file begins with the names of its columns even if it has no rows.
            Future<Void> written =
                    end == null && !after[0].equals(BEFORE_ALL) ? Future.succeededFuture() : taken.apply(rows);
            if (end == null || rows.size() < PORTION_ROWS) {
                return written.map(false);
            }
            after[0] = end.getUUID(1);
            return written.map(true);
        }));
    }

    private static @Nullable Row last(RowSet<Row> rows) {
        Row last = null;
        for (Row row : rows) {
            last = row;
        }
        return last;
    }

    private static Buffer lines(RowSet<Row> rows, int column) {
        Buffer lines = Buffer.buffer();
        rows.forEach(row -> lines.appendString(row.getString(column)).appendByte((byte) '\n'));
        return lines;
    }
}
