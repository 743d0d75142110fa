package com.raptorcomply.keyservice.revocation.export;

import com.raptorcomply.chassis.csv.CsvText;
import com.raptorcomply.keyservice.revocation.Receipt;
import com.raptorcomply.keyservice.revocation.Receipt.Effect;
import com.raptorcomply.keyservice.revocation.ReceiptCursor.Named;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The format of an export: a beginning, portions, an end. */
public enum ExportFormat {
    CSV(CsvText.MEDIA_TYPE) {
        @Override
        String begin() {
            CsvText csv = new CsvText();
            csv.line((Object[]) COLUMNS);
            return csv.take();
        }

        @Override
        String portion(List<Named> receipts, boolean first) {
            CsvText csv = new CsvText();
            receipts.forEach(receipt -> csv.line(cells(receipt)));
            return csv.take();
        }

        @Override
        String end() {
            return "";
        }
    },
    JSON("application/json") {
        @Override
        String begin() {
            return "[";
        }

        @Override
        String portion(List<Named> receipts, boolean first) {
            String objects = receipts.stream().map(ExportFormat::object).collect(Collectors.joining(","));
            return first ? objects : "," + objects;
        }

        @Override
        String end() {
            return "]";
        }
    };

    /** The members of the JSON form; members of nested objects by their path. */
    private static final String[] COLUMNS = {
        "id",
        "keyId",
        "keyName",
        "action",
        "subject.kind",
        "subject.id",
        "subject.name",
        "requestedByKind",
        "requestedById",
        "requestedBy",
        "revokedAt",
        "effectiveAt",
        "elapsedMs",
        "gateways.confirmed",
        "gateways.expired",
        "sequence",
        "status",
        "organizationId",
        "actingAs.id",
        "actingAs.name"
    };

    private final String contentType;

    ExportFormat(String contentType) {
        this.contentType = contentType;
    }

    String contentType() {
        return contentType;
    }

    abstract String begin();

    /** @param first true for the portion right after the beginning */
    abstract String portion(List<Named> receipts, boolean first);

    abstract String end();

    private static @Nullable Object[] cells(Named named) {
        Receipt receipt = named.receipt();
        Receipt.Requester requester = receipt.requester();
        Receipt.ActingAs actingAs = requester.actingAs();
        Effect effect = receipt.effect();
        return new @Nullable Object[] {
            receipt.id(),
            receipt.keyId(),
            named.keyName(),
            receipt.action(),
            receipt.subject().kind().wireName(),
            receipt.subject().id(),
            named.subjectName(),
            requester.kind(),
            requester.id(),
            requester.name(),
            time(receipt.requestedAt()),
            effect == null ? null : time(effect.at()),
            effect == null ? null : effect.elapsedMillis(),
            effect == null ? null : effect.confirmed(),
            effect == null ? null : effect.expired(),
            receipt.sequence(),
            effect == null ? "pending" : "effective",
            receipt.organizationId(),
            actingAs == null ? null : actingAs.id(),
            actingAs == null ? null : actingAs.name()
        };
    }

    private static String object(Named named) {
        Receipt receipt = named.receipt();
        UUID requesterId = receipt.requester().id();
        JsonObject json = receipt.toJson()
                .put("keyName", named.keyName())
                .put("requestedByKind", receipt.requester().kind())
                .put("requestedById", requesterId == null ? null : requesterId.toString());
        json.getJsonObject("subject").put("name", named.subjectName());
        return json.encode();
    }

    private static String time(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MILLIS).toString();
    }
}
