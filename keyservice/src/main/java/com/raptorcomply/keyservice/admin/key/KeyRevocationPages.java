package com.raptorcomply.keyservice.admin.key;

import com.raptorcomply.chassis.http.request.IfMatch;
import com.raptorcomply.chassis.problem.Problem;
import com.raptorcomply.keyservice.admin.AdminRouter;
import com.raptorcomply.keyservice.admin.FormState;
import com.raptorcomply.keyservice.admin.PageContext;
import com.raptorcomply.keyservice.admin.PageGroup;
import com.raptorcomply.keyservice.admin.PageResponse;
import com.raptorcomply.keyservice.http.Uuids;
import com.raptorcomply.keyservice.key.KeyReading;
import com.raptorcomply.keyservice.key.KeyReceipts;
import com.raptorcomply.keyservice.key.RevokeKey;
import com.raptorcomply.keyservice.revocation.Receipt;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The pages that ask before a revocation, and then show its receipt. */
public final class KeyRevocationPages implements PageGroup {
    private static final String KEY = KeyListQuery.PATH + "/:id";
    private static final String SECRET = KEY + "/secrets/:secret/revoke";
    private static final String MANY = KeyListQuery.PATH + "/revoke";
    private static final String REVOKED = KeyListQuery.PATH + "/revoked";

    /** The most keys of one form: a page of the list. */
    private static final int KEYS_MAX = 50;

    /** The longest wait for the gateways. After it the page shows the receipt as pending. */
    private static final Duration WAIT = Duration.ofSeconds(1);

    private final KeyReading keys;
    private final RevokeKey revocation;
    private final KeyReceipts receipts;

    public KeyRevocationPages(KeyReading keys, RevokeKey revocation, KeyReceipts receipts) {
        this.keys = keys;
        this.revocation = revocation;
        this.receipts = receipts;
    }

    @Override
    public void mount(AdminRouter router) {
        router.get(MANY, page -> lines(page, page.request().params().getAll("key"), false)
                .map(lines -> lines.isEmpty()
                        ? PageResponse.seeOther(KeyListQuery.PATH + "?done=none")
                        : PageResponse.ok(new KeysRevocationView(FormState.empty(), lines, false))));
        router.post(MANY, this::revokeMany);
        router.get(REVOKED, page -> lines(page, page.request().params().getAll("key"), true)
                .map(lines -> PageResponse.ok(new KeysRevocationView(FormState.empty(), lines, true))));
        router.get(KEY + "/revoke", page -> ask(page, FormState.empty()).map(PageResponse::ok));
        router.post(KEY + "/revoke", this::revoke);
        router.get(SECRET, page -> ask(page, FormState.empty()).map(PageResponse::ok));
        router.post(SECRET, this::revoke);
    }

    private Future<KeyRevocationView> ask(PageContext page, FormState state) {
        Optional<String> secretId = Optional.ofNullable(page.routing().pathParam("secret"));
        return keys.read(page.caller(), page.pathUuid("id")).map(shown -> {
            KeyFacts facts = KeyFacts.of(shown, page);
            Optional<SecretRow> secret = secretId.map(id -> facts.secrets().stream()
                    .filter(each -> each.id().equals(id))
                    .findFirst()
                    .orElseThrow(() -> Problem.notFound().exception()));
            return new KeyRevocationView(state, facts, KeyCalls.of(shown.usage(), page.now()), secret.orElse(null));
        });
    }

    private Future<PageResponse> revoke(PageContext page) {
        UUID id = page.pathUuid("id");
        String secretId = page.routing().pathParam("secret");
        Future<Receipt> receipt = secretId == null
                ? revocation.revokeKey(page.caller(), page.author(), id, IfMatch.NONE, WAIT)
                : revocation.revokeSecret(page.caller(), page.author(), id, secretId, IfMatch.NONE, WAIT);
        return receipt.map(made -> PageResponse.seeOther(KeyListQuery.PATH + "/" + id + "/receipts/" + made.id()))
                .recover(page.form().again(state -> ask(page, state)));
    }

    /** Revokes each key by itself, so that each has a receipt and one that fails leaves the others revoked. */
    private Future<PageResponse> revokeMany(PageContext page) {
        List<UUID> ids = ids(page.form().texts("key"));
        Future<Void> done = Future.succeededFuture();
        for (UUID id : ids) {
            done = done.compose(before -> revocation
                    .revokeKey(page.caller(), page.author(), id, IfMatch.NONE, Duration.ZERO)
                    .mapEmpty());
        }
        StringBuilder query = new StringBuilder();
        ids.forEach(id -> query.append(query.isEmpty() ? "?key=" : "&key=").append(id));
        return done.map(all -> PageResponse.seeOther(ids.isEmpty() ? KeyListQuery.PATH : REVOKED + query));
    }

    private Future<List<KeysRevocationView.Line>> lines(PageContext page, List<String> texts, boolean withReceipts) {
        Future<List<KeysRevocationView.Line>> lines = Future.succeededFuture(new ArrayList<>());
        for (UUID id : ids(texts)) {
            lines = lines.compose(found -> line(page, id, withReceipts).map(line -> {
                found.add(line);
                return found;
            }));
        }
        return lines;
    }

    private Future<KeysRevocationView.Line> line(PageContext page, UUID id, boolean withReceipt) {
        return keys.read(page.caller(), id).compose(shown -> {
            Future<List<Receipt>> found =
                    withReceipt ? receipts.list(page.caller(), id) : Future.succeededFuture(List.of());
            return found.map(all -> new KeysRevocationView.Line(
                    KeyFacts.of(shown, page),
                    KeyCalls.of(shown.usage(), page.now()),
                    all.stream()
                            .findFirst()
                            .map(each -> ReceiptWords.of(each, id, page.now()))
                            .orElse(null)));
        });
    }

    private static List<UUID> ids(List<String> texts) {
        return texts.stream()
                .map(text ->
                        Uuids.parse(text).orElseThrow(() -> Problem.notFound().exception()))
                .distinct()
                .limit(KEYS_MAX)
                .toList();
    }
}
