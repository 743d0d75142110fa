package com.raptorcomply.chassis.http.request;

import java.text.Normalizer;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * Checks that a text looks like what it is. Such a text has no control characters, no line or paragraph separators, no
 * direction overrides and nothing invisible. Markup and SQL are only characters, because services store and show texts
 * unchanged. Objections are ends of sentences that start with the field's name.
 */
public final class PlainText {
    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int ZERO_WIDTH_JOINER = 0x200D;
    private static final int TAG_FIRST = 0xE0020;
    private static final int TAG_LAST = 0xE007F;
    /** Invisible letters and marks: joiner and fillers of Unicode's Default_Ignorable_Code_Point, Braille's blank. */
    private static final String INVISIBLE = "\u034F\u115F\u1160\u17B4\u17B5\u2800\u3164\uFFA0";

    private PlainText() {}

    /**
     * Returns the reason to refuse a text; empty if it is accepted. Accepts the joiners that scripts and emoji need.
     *
     * @param charactersMax in code points
     */
    public static Optional<String> objection(String text, int charactersMax) {
        if (isBlank(text)) {
            return Optional.of("must not be blank");
        }
        if (text.length() > 2 * charactersMax || text.codePointCount(0, text.length()) > charactersMax) {
            return Optional.of("must have at most " + charactersMax + " characters");
        }
        if (any(text, PlainText::misleads)) {
            return Optional.of("must not contain control characters or invisible formatting");
        }
        return Optional.empty();
    }

    /**
     * Returns the reason to refuse a name; empty if it is accepted. Besides {@link #objection}, a name must be in
     * Unicode normalization form C without white space at its ends, because two equal-looking names would differ
     * otherwise.
     */
    public static Optional<String> nameObjection(String text, int charactersMax) {
        return objection(text, charactersMax).or(() -> edgesOrForm(text));
    }

    /**
     * Returns the reason to refuse a code or tag; empty if it is accepted. Besides {@link #nameObjection}, it must have
     * no format character and no white space but U+0020, because people and systems must be able to type it.
     */
    public static Optional<String> codeObjection(String text, int charactersMax) {
        return nameObjection(text, charactersMax)
                .or(() -> any(text, PlainText::cannotBeTyped)
                        ? Optional.of("must not contain invisible characters or white space other than spaces")
                        : Optional.empty());
    }

    private static Optional<String> edgesOrForm(String text) {
        if (isSpace(text.codePointAt(0)) || isSpace(text.codePointBefore(text.length()))) {
            return Optional.of("must not begin or end with white space");
        }
        return Normalizer.isNormalized(text, Normalizer.Form.NFC)
                ? Optional.empty()
                : Optional.of("must be in Unicode normalization form C (NFC)");
    }

    private static boolean isBlank(String text) {
        return !any(text, codePoint -> !isSpace(codePoint));
    }

    /** A loop, because a stream costs several times as much, and an import of 100,000 rows checks a million texts. */
    private static boolean any(String text, IntPredicate isSuch) {
        for (int i = 0; i < text.length(); ) {
            int codePoint = text.codePointAt(i);
            if (isSuch.test(codePoint)) {
                return true;
            }
            i += Character.charCount(codePoint);
        }
        return false;
    }

    private static boolean isSpace(int codePoint) {
        return Character.isWhitespace(codePoint) || Character.isSpaceChar(codePoint);
    }

    private static boolean misleads(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> true;
            case Character.FORMAT -> !joins(codePoint);
            default -> INVISIBLE.indexOf(codePoint) >= 0;
        };
    }

    private static boolean joins(int codePoint) {
        return codePoint == ZERO_WIDTH_NON_JOINER
                || codePoint == ZERO_WIDTH_JOINER
                || (codePoint >= TAG_FIRST && codePoint <= TAG_LAST);
    }

    private static boolean cannotBeTyped(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.FORMAT, Character.PRIVATE_USE -> true;
            case Character.NON_SPACING_MARK -> isVariationSelector(codePoint);
            default -> codePoint != ' ' && isSpace(codePoint);
        };
    }

    private static boolean isVariationSelector(int codePoint) {
        return (codePoint >= 0xFE00 && codePoint <= 0xFE0F) || (codePoint >= 0xE0100 && codePoint <= 0xE01EF);
    }
}
