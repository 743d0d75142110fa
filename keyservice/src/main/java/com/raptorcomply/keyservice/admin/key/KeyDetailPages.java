package com.raptorcomply.keyservice.admin.key;

import com.raptorcomply.keyservice.activity.ActivityAction;
import com.raptorcomply.keyservice.activity.ActivityFilter;
import com.raptorcomply.keyservice.activity.ActivityReading;
import com.raptorcomply.keyservice.admin.ActorInWords;
import com.raptorcomply.keyservice.admin.AdminRouter;
import com.raptorcomply.keyservice.admin.PageContext;
import com.raptorcomply.keyservice.admin.PageGroup;
import com.raptorcomply.keyservice.admin.PageResponse;
import com.raptorcomply.keyservice.admin.PermissionGroup;
import com.raptorcomply.keyservice.admin.component.TimeInWords;
import com.raptorcomply.keyservice.auth.KeyRole;
import com.raptorcomply.keyservice.auth.Permissions;
import com.raptorcomply.keyservice.key.ApiKey;
import com.raptorcomply.keyservice.key.KeyReading;
import com.raptorcomply.keyservice.key.KeyReceipts;
import com.raptorcomply.keyservice.restriction.PlaceSearch;
import com.raptorcomply.keyservice.revocation.Receipt;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The page of one key, and those of its receipts. */
public final class KeyDetailPages implements PageGroup {
    private static final int ACTIVITY_MAX = 10;
    private static final int RECEIPTS_MAX = 20;
    private static final Map<String, String> DONE = Map.of(
            "before", "The form was sent before. The key was made then; its secret is not shown again.",
            "changed", "The key is changed.",
            "final", "A revoked key cannot be changed any more.",
            "over", "There is nothing left to revoke: it is revoked or has ended.");

    private final KeyReading keys;
    private final KeyReceipts receipts;
    private final ActivityReading activity;
    private final PlaceSearch places;

    public KeyDetailPages(KeyReading keys, KeyReceipts receipts, ActivityReading activity, PlaceSearch places) {
        this.keys = keys;
        this.receipts = receipts;
        this.activity = activity;
        this.places = places;
    }

    @Override
    public void mount(AdminRouter router) {
        router.get(KeyListQuery.PATH + "/:id", this::key);
        router.get(KeyListQuery.PATH + "/:id/receipts/:receipt", this::receipt);
    }

    private Future<PageResponse> key(PageContext page) {
        return keys.read(page.caller(), page.pathUuid("id")).compose(shown -> receipts.list(
                        page.caller(), shown.key().id())
                .compose(found -> activity(page, shown.key()).compose(entries -> HeldRestrictions.of(shown, places)
                        .map(held -> PageResponse.ok(view(page, shown, held.limits(), found, entries.orElse(null)))))));
    }

    private static KeyView view(
            PageContext page,
            KeyReading.Shown shown,
            List<KeyLimits> limits,
            List<Receipt> found,
            @Nullable List<KeyView.Entry> entries) {
        return new KeyView(
                KeyFacts.of(shown, page),
                shown.key().organizationId(),
                limits,
                shown.key().terms().rights().role() == KeyRole.ORG_SUPER,
                PermissionGroup.of(shown.key().permissions()),
                KeyCalls.of(shown.usage(), page.now()),
                entries,
                found.stream()
                        .limit(RECEIPTS_MAX)
                        .map(each -> ReceiptWords.of(each, KeyLinks.of(shown.key(), page), page.now()))
                        .toList(),
                page.done(DONE));
    }

    /** Returns the latest entries about the key; none for callers that may not read the activity. */
    private Future<Optional<List<KeyView.Entry>>> activity(PageContext page, ApiKey key) {
        if (!page.holds(Permissions.ACTIVITY_READ)) {
            return Future.succeededFuture(Optional.empty());
        }
        ActivityFilter filter = new ActivityFilter(
                Optional.of(key.organizationId()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(key.id()),
                Optional.empty(),
                Long.MAX_VALUE,
                ACTIVITY_MAX);
        return activity.list(page.caller(), filter)
                .map(entries -> Optional.of(entries.stream()
                        .limit(ACTIVITY_MAX)
                        .map(entry -> entry(entry, page.now()))
                        .toList()));
    }

    private static KeyView.Entry entry(JsonObject entry, ZonedDateTime now) {
        JsonObject actor = entry.getJsonObject("actor");
        return new KeyView.Entry(
                ActivityAction.words(entry.getString("action")),
                actor.getString("name"),
                ActorInWords.through(actor),
                TimeInWords.of(Instant.parse(entry.getString("at")), now));
    }

    private Future<PageResponse> receipt(PageContext page) {
        return keys.read(page.caller(), page.pathUuid("id"))
                .compose(shown -> receipts.read(page.caller(), shown.key().id(), page.pathUuid("receipt"))
                        .map(receipt -> PageResponse.ok(ReceiptView.of(KeyFacts.of(shown, page), receipt, page))));
    }
}
