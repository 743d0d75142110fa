package com.raptorcomply.keyservice.admin.key;

import com.raptorcomply.keyservice.admin.FormState;
import com.raptorcomply.keyservice.admin.View;
import com.raptorcomply.keyservice.admin.component.Badge;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The four steps of a rotation, each with its state.
 *
 * @param quiet how long the old secret has been quiet, in words; null while it is in use or before the rotation
 */
public record KeyRotationView(
        FormState form,
        String formId,
        KeyFacts key,
        @Nullable String quiet) implements View {
    private static final int WHILE_ROTATED = 2;

    /** The choices of the time that the old secret lives on, as the API takes it. */
    private static final Map<String, String> OVERLAPS = overlaps();

    private static Map<String, String> overlaps() {
        Map<String, String> words = new LinkedHashMap<>();
        words.put("", "Until I revoke it");
        words.put("PT1H", "1 hour");
        words.put("PT24H", "1 day");
        words.put("P7D", "7 days");
        words.put("P30D", "30 days");
        return words;
    }

    public Map<String, String> choices() {
        return OVERLAPS;
    }

    /** Returns true between the making of the new secret and the end of the old one. */
    public boolean rotating() {
        return key.live().size() >= WHILE_ROTATED;
    }

    /** Returns the newest live secret. */
    public @Nullable SecretRow newest() {
        List<SecretRow> live = key.live();
        return live.isEmpty() ? null : live.get(0);
    }

    /** Returns the secret to be revoked at last; null unless two are live. */
    public @Nullable SecretRow old() {
        return rotating() ? key.live().get(1) : null;
    }

    public boolean isSwitched() {
        SecretRow newest = newest();
        return rotating() && newest != null && newest.lastUsed() != null;
    }

    /** Returns the state of a step, from 1 to 4. */
    public Badge state(int step) {
        Badge later = Badge.neutral("Later");
        Badge now = new Badge("Now", Badge.Tone.ACCENT);
        Badge done = new Badge("Done", Badge.Tone.GOOD);
        if (!rotating()) {
            return step == 1 ? now : later;
        }
        return switch (step) {
            case 1 -> done;
            case 2 -> isSwitched() ? done : now;
            case 3 -> !isSwitched() ? later : quiet == null ? now : done;
            default -> isSwitched() && quiet != null ? now : later;
        };
    }

    @Override
    public String template() {
        return "key/rotate.jte";
    }
}
