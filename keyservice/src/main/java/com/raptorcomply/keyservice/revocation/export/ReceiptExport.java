package com.raptorcomply.keyservice.revocation.export;

import com.raptorcomply.keyservice.auth.AccessRules;
import com.raptorcomply.keyservice.auth.Permissions;
import com.raptorcomply.keyservice.auth.Principal;
import com.raptorcomply.keyservice.http.ApiResponse;
import com.raptorcomply.keyservice.http.Endpoint;
import com.raptorcomply.keyservice.http.QueryParams;
import com.raptorcomply.keyservice.revocation.ReceiptCursor;
import com.raptorcomply.keyservice.revocation.ReceiptCursor.Named;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Serves {@code GET /receipts/export}: one organization's receipts whose changes were requested within a period. The
 * caller needs the right to read the organization's activity. The export is streamed in portions, so memory stays flat
 * and a slow client blocks nothing.
 */
public final class ReceiptExport {
    /** The longest period of an export: a little longer than the three years of evidence that NERC requires. */
    private static final Duration PERIOD_MAX = Duration.ofDays(1_100);

    private static final String CSV = "csv";

    private final Pool pool;
    private final InstantSource clock;

    public ReceiptExport(Pool pool, InstantSource clock) {
        this.pool = pool;
        this.clock = clock;
    }

    public Map<String, Endpoint> endpoints() {
        return Map.of("exportReceipts", (Endpoint.ForCaller) this::export);
    }

    private Future<ApiResponse> export(Principal caller, RoutingContext context) {
        QueryParams parameters = new QueryParams(context);
        return export(caller, parameters, format(parameters, context));
    }

    /** Streams the receipts of the organization and period that the parameters name; fails with 403 if it may not. */
    public Future<ApiResponse> export(Principal caller, QueryParams parameters, ExportFormat format) {
        UUID organizationId = AccessRules.organization(caller, parameters.uuid("organizationId"));
        AccessRules.require(caller, Permissions.ACTIVITY_READ, organizationId);
        Instant from = parameters.time("from").orElseThrow(() -> QueryParams.refused("from", "is required"));
        Instant to = parameters.time("to").orElseGet(() -> clock.instant().truncatedTo(ChronoUnit.MICROS));
        if (!from.isBefore(to)) {
            throw QueryParams.refused("from", "must be before the end of the period");
        }
        if (Duration.between(from, to).compareTo(PERIOD_MAX) > 0) {
            throw QueryParams.refused("from", "must be at most " + PERIOD_MAX.toDays() + " days before the end");
        }
        return export(new ReceiptCursor(pool, organizationId, from, to), format);
    }

    /** Reads the first portion before the response starts, so that a failure still becomes a problem with a status. */
    private static Future<ApiResponse> export(ReceiptCursor period, ExportFormat format) {
        return period.next()
                .map(first -> {
                    String begun = format.begin() + (first.isEmpty() ? "" : format.portion(first, true));
                    return ApiResponse.streamed(Buffer.buffer(begun), new Rest(period, format, first.isEmpty())::next);
                })
                .map(response -> response.with("Content-Type", format.contentType())
                        .with("Content-Disposition", "attachment; filename=\"receipts." + extension(format) + "\"")
                        .with("Vary", "Accept"));
    }

    private static String extension(ExportFormat format) {
        return format.name().toLowerCase(Locale.ROOT);
    }

    /**
     * Returns the format of the {@code format} parameter. Without one it returns CSV if {@code Accept} prefers CSV,
     * else JSON.
     */
    private static ExportFormat format(QueryParams parameters, RoutingContext context) {
        Optional<String> named = parameters.oneOf("format", List.of(CSV, "json"));
        boolean csv = named.map(CSV::equals).orElseGet(() -> context.parsedHeaders().accept().stream()
                .findFirst()
                .filter(first -> first.rawValue().toLowerCase(Locale.ROOT).startsWith("text/csv"))
                .isPresent());
        return csv ? ExportFormat.CSV : ExportFormat.JSON;
    }

    /** Sends portions until there are none, then the end. */
    private static final class Rest {
        private final ReceiptCursor period;
        private final ExportFormat format;
        private boolean ending;
        private boolean ended;

        Rest(ReceiptCursor period, ExportFormat format, boolean ending) {
            this.period = period;
            this.format = format;
            this.ending = ending;
        }

        Future<Optional<Buffer>> next() {
            if (ended) {
                return Future.succeededFuture(Optional.empty());
            }
            return ending ? Future.succeededFuture(end()) : period.next().map(this::portion);
        }

        private Optional<Buffer> portion(List<Named> receipts) {
            ending = receipts.isEmpty();
            return ending ? end() : Optional.of(Buffer.buffer(format.portion(receipts, false)));
        }

        private Optional<Buffer> end() {
            ended = true;
            return Optional.of(Buffer.buffer(format.end())).filter(end -> end.length() > 0);
        }
    }
}
