package com.raptorcomply.keyservice.admin.key;

import com.raptorcomply.chassis.http.request.IfMatch;
import com.raptorcomply.chassis.problem.Problem;
import com.raptorcomply.chassis.problem.ProblemException;
import com.raptorcomply.keyservice.admin.AdminRouter;
import com.raptorcomply.keyservice.admin.PageContext;
import com.raptorcomply.keyservice.admin.PageGroup;
import com.raptorcomply.keyservice.admin.PageResponse;
import com.raptorcomply.keyservice.http.Uuids;
import com.raptorcomply.keyservice.key.KeyReading;
import com.raptorcomply.keyservice.key.KeyReceipts;
import com.raptorcomply.keyservice.key.RevokeKey;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** The pages that ask before several keys are revoked, and then tell what became of each. They keep the query of the list. */
public final class KeysRevocationPages implements PageGroup {
    private static final String ASK = KeyListQuery.PATH + "/revoke";
    private static final String DONE = KeyListQuery.PATH + "/revoked";

    /** The most keys of one form: a page of the list. */
    private static final int KEYS_MAX = 50;

    private final KeyReading keys;
    private final RevokeKey revocation;
    private final KeyReceipts receipts;

    public KeysRevocationPages(KeyReading keys, RevokeKey revocation, KeyReceipts receipts) {
        this.keys = keys;
        this.revocation = revocation;
        this.receipts = receipts;
    }

    @Override
    public void mount(AdminRouter router) {
        router.get(ASK, this::ask);
        router.post(ASK, this::revoke);
        router.get(DONE, this::outcomes);
    }

    private Future<PageResponse> ask(PageContext page) {
        List<UUID> ids = ids(page.request().params().getAll("key"));
        KeyListQuery list = KeyListQuery.of(page);
        if (ids.isEmpty()) {
            return Future.succeededFuture(PageResponse.seeOther(list.address(KeyListQuery.PATH, "done=none")));
        }
        return each(ids, id -> keys.read(page.caller(), id)
                        .map(shown -> new KeysRevocationView.Line(
                                KeyFacts.of(shown, page), KeyCalls.of(shown.usage(), page.now()))))
                .map(lines -> PageResponse.ok(
                        new KeysRevocationView(lines, list.address(ASK), list.address(KeyListQuery.PATH))));
    }

    /**
     * Revokes each key by itself, so that each has a receipt and one that is refused leaves the others revoked. If all are
     * refused, so is the form.
     */
    private Future<PageResponse> revoke(PageContext page) {
        List<UUID> ids = ids(page.form().texts("key"));
        List<ProblemException> refusals = new ArrayList<>();
        return each(ids, id -> revocation
                        .revokeKey(page.caller(), page.author(), id, IfMatch.NONE, Duration.ZERO)
                        .<Void>mapEmpty()
                        .recover(failure -> {
                            if (failure instanceof ProblemException refusal) {
                                refusals.add(refusal);
                                return Future.succeededFuture();
                            }
                            return Future.failedFuture(failure);
                        }))
                .map(done -> {
                    if (!ids.isEmpty() && refusals.size() == ids.size()) {
                        throw refusals.get(0);
                    }
                    return PageResponse.seeOther(KeyListQuery.of(page).address(DONE, chosen(ids)));
                });
    }

    private Future<PageResponse> outcomes(PageContext page) {
        List<UUID> ids = ids(page.request().params().getAll("key"));
        KeyListQuery list = KeyListQuery.of(page);
        return each(ids, id -> outcome(page, id)).map(outcomes -> {
            String[] left = chosen(outcomes.stream()
                    .filter(KeysRevokedView.Outcome::isRevocable)
                    .map(KeysRevokedView.Outcome::id)
                    .toList());
            return PageResponse.ok(new KeysRevokedView(
                    outcomes, left.length == 0 ? null : list.address(ASK, left), list.address(KeyListQuery.PATH)));
        });
    }

    private Future<KeysRevokedView.Outcome> outcome(PageContext page, UUID id) {
        return keys.read(page.caller(), id)
                .compose(shown -> receipts.list(page.caller(), id)
                        .map(all -> KeysRevokedView.Outcome.of(
                                KeyFacts.of(shown, page),
                                all.stream()
                                        .findFirst()
                                        .map(each -> ReceiptWords.of(each, KeyLinks.of(id, page), page.now()))
                                        .orElse(null))))
                .recover(failure -> isUnknown(failure)
                        ? Future.succeededFuture(KeysRevokedView.Outcome.ofUnknown(id))
                        : Future.failedFuture(failure));
    }

    private static boolean isUnknown(Throwable failure) {
        return failure instanceof ProblemException known && known.problem().status() == 404;
    }

    /** Does the work for one key after the other. */
    private static <T> Future<List<T>> each(List<UUID> ids, Function<UUID, Future<T>> work) {
        Future<List<T>> all = Future.succeededFuture(new ArrayList<>());
        for (UUID id : ids) {
            all = all.compose(done -> work.apply(id).map(one -> {
                done.add(one);
                return done;
            }));
        }
        return all;
    }

    private static String[] chosen(List<UUID> ids) {
        return ids.stream().map(id -> "key=" + id).toArray(String[]::new);
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
