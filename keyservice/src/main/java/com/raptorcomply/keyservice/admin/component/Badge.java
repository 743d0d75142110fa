package com.raptorcomply.keyservice.admin.component;

import java.util.Locale;

/** A word with a color. The word alone says it, too, because not everybody sees the color. */
public record Badge(String text, Tone tone) {

    /** Color by meaning. */
    public enum Tone {
        NEUTRAL,
        GOOD,
        WARNING,
        DANGER,
        ACCENT;

        /** Returns the class in the style sheet. */
        public String cssClass() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public static Badge neutral(String text) {
        return new Badge(text, Tone.NEUTRAL);
    }
}
