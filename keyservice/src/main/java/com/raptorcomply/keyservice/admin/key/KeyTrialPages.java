package com.raptorcomply.keyservice.admin.key;

import com.raptorcomply.keyservice.admin.AdminRouter;
import com.raptorcomply.keyservice.admin.PageContext;
import com.raptorcomply.keyservice.admin.PageGroup;
import com.raptorcomply.keyservice.admin.PageResponse;
import com.raptorcomply.keyservice.key.KeyTrial;
import io.vertx.core.Future;

/** Tries a new key at a gateway, for the button of the page that shows it. */
public final class KeyTrialPages implements PageGroup {
    static final String PATH = KeyListQuery.PATH + "/try";

    private final KeyTrial trial;

    public KeyTrialPages(KeyTrial trial) {
        this.trial = trial;
    }

    @Override
    public void mount(AdminRouter router) {
        router.post(PATH, this::run);
    }

    private Future<PageResponse> run(PageContext page) {
        return trial.run(page.form().text("key").orElse(""))
                .map(outcome -> PageResponse.ok(new KeyTrialView(outcome.isLetIn(), words(outcome))));
    }

    private static String words(KeyTrial.Outcome outcome) {
        if (outcome.isLetIn()) {
            return "The gateway lets it in as “" + outcome.text() + "”, after "
                    + outcome.duration().toMillis() + " ms.";
        }
        return outcome.status() == 0
                ? "The gateway did not respond. Try the line above from where the key will be used."
                : "The gateway refuses it with " + outcome.status() + ": " + outcome.text();
    }
}
