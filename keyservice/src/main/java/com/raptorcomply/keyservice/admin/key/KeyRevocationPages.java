package com.raptorcomply.keyservice.admin.key;

import com.raptorcomply.chassis.http.request.IfMatch;
import com.raptorcomply.chassis.problem.Problem;
import com.raptorcomply.keyservice.admin.AdminRouter;
import com.raptorcomply.keyservice.admin.FormState;
import com.raptorcomply.keyservice.admin.PageContext;
import com.raptorcomply.keyservice.admin.PageGroup;
import com.raptorcomply.keyservice.admin.PageResponse;
import com.raptorcomply.keyservice.key.KeyReading;
import com.raptorcomply.keyservice.key.RevokeKey;
import com.raptorcomply.keyservice.revocation.Receipt;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** The pages that ask before the revocation of a key or a secret. They keep the query of the list that led to them. */
public final class KeyRevocationPages implements PageGroup {
    private static final String KEY = KeyListQuery.PATH + "/:id";
    private static final String SECRET = KEY + "/secrets/:secret/revoke";

    /** The longest wait for the gateways. After it the page shows the receipt as pending. */
    private static final Duration WAIT = Duration.ofSeconds(1);

    private final KeyReading keys;
    private final RevokeKey revocation;

    public KeyRevocationPages(KeyReading keys, RevokeKey revocation) {
        this.keys = keys;
        this.revocation = revocation;
    }

    @Override
    public void mount(AdminRouter router) {
        router.get(KEY + "/revoke", this::open);
        router.post(KEY + "/revoke", this::revoke);
        router.get(SECRET, this::open);
        router.post(SECRET, this::revoke);
    }

    private Future<PageResponse> open(PageContext page) {
        return ask(page, FormState.empty())
                .map(view -> view.isOver()
                        ? PageResponse.seeOther(view.key().links().key("done=over"))
                        : PageResponse.ok(view));
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
        return receipt.map(made -> PageResponse.seeOther(KeyLinks.of(id, page).at("/receipts/" + made.id())))
                .recover(page.form().again(state -> ask(page, state)));
    }
}
