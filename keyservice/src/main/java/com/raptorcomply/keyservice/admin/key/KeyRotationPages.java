package com.raptorcomply.keyservice.admin.key;

import com.raptorcomply.keyservice.admin.AdminRouter;
import com.raptorcomply.keyservice.admin.FormOnce;
import com.raptorcomply.keyservice.admin.FormState;
import com.raptorcomply.keyservice.admin.PageContext;
import com.raptorcomply.keyservice.admin.PageGroup;
import com.raptorcomply.keyservice.admin.PageResponse;
import com.raptorcomply.keyservice.http.JsonFields;
import com.raptorcomply.keyservice.idempotency.Idempotency;
import com.raptorcomply.keyservice.key.CreatedKey;
import com.raptorcomply.keyservice.key.KeyReading;
import com.raptorcomply.keyservice.key.KeySecret;
import com.raptorcomply.keyservice.key.KeyTrial;
import com.raptorcomply.keyservice.key.Overlap;
import com.raptorcomply.keyservice.key.RotateKey;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The page that leads through a rotation: make, switch, watch the old secret go quiet, revoke. */
public final class KeyRotationPages implements PageGroup {
    private static final String PATH = KeyListQuery.PATH + "/:id/rotate";

    private final KeyReading keys;
    private final RotateKey rotation;
    private final KeyTrial trial;

    public KeyRotationPages(KeyReading keys, RotateKey rotation, KeyTrial trial) {
        this.keys = keys;
        this.rotation = rotation;
        this.trial = trial;
    }

    @Override
    public void mount(AdminRouter router) {
        router.get(PATH, page -> steps(page, FormState.of(Map.of("overlap", List.of(""))))
                .map(PageResponse::ok));
        router.post(PATH, this::rotate);
    }

    private Future<KeyRotationView> steps(PageContext page, FormState state) {
        return keys.read(page.caller(), page.pathUuid("id"))
                .map(shown -> new KeyRotationView(
                        state, UUID.randomUUID().toString(), KeyFacts.of(shown, page), quiet(shown, page.now())));
    }

    /** Returns since when the old one of two live secrets is quiet, in words; null if it is not. */
    private static @Nullable String quiet(KeyReading.Shown shown, ZonedDateTime now) {
        Optional<KeySecret> old = shown.secrets().stream()
                .filter(secret -> secret.isLive(now.toInstant()))
                .min(Comparator.comparing(KeySecret::createdAt));
        Instant last = old.map(secret -> secret.use().lastAt()).orElse(null);
        if (last == null) {
            return "It was never used.";
        }
        Duration since = Duration.between(last, now.toInstant());
        return since.compareTo(SecretRow.QUIET) < 0 ? null : "Quiet for " + since.toHours() + " hours.";
    }

    private Future<PageResponse> rotate(PageContext page) {
        UUID id = page.pathUuid("id");
        return Future.succeededFuture()
                .compose(begun -> rotation.requireMayRotate(page.caller(), id))
                .compose(allowed -> {
                    JsonFields fields = page.form().json().text("overlap").fields();
                    Optional<Duration> overlap = Overlap.read(fields);
                    fields.requireValid();
                    Idempotency once = FormOnce.of(page);
                    return rotation.rotate(page.caller(), page.author(), id, overlap, once);
                })
                .map(created -> revealed(created, page))
                .recover(failure -> FormOnce.orBefore(
                        failure, () -> Future.succeededFuture(PageResponse.seeOther(address(id, page)))))
                .recover(page.form().again(state -> steps(page, state)));
    }

    private PageResponse revealed(CreatedKey created, PageContext page) {
        return PageResponse.ok(new KeyRevealView(
                created.key().terms().name(),
                created,
                address(created.key().id(), page),
                true,
                false,
                trial.address()));
    }

    private static String address(UUID id, PageContext page) {
        return KeyLinks.of(id, page).at("/rotate");
    }
}
