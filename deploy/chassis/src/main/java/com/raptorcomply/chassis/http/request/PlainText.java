package com.raptorcomply.chassis.http.request;

import java.text.Normalizer;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * Tells text that looks to its reader like what it is from text that does not. Such text has no control characters, no
 * line or paragraph separators, nothing that turns the direction of what follows and nothing invisible. It is stored and
 * shown as it came, so markup and SQL in it are only characters. The objections are ends of sentences that start with the
 * field's name.
 */
public final class PlainText {
    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int ZERO_WIDTH_JOINER = 0x200D;
    private static final int TAG_FIRST = 0xE0020;
    private static final int TAG_LAST = 0xE007F;
    /** Letters and marks that show nothing: joiner and fillers of Unicode's Default_Ignorable_Code_Point, Braille's blank. */
    private static final String UNSEEN = "\u034F\u115F\u1160\u17B4\u17B5\u2800\u3164\uFFA0";

    private PlainText() {}

    /**
     * Why the text is refused. Joiners that scripts and emoji need are let through.
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
     * Why the text is refused as the name of something: as {@link #objection}, and it has to be in Unicode's normalization
     * form C without white space at its ends, because two names that look alike would else be different.
     */
    public static Optional<String> nameObjection(String text, int charactersMax) {
        return objection(text, charactersMax).or(() -> edgesOrForm(text));
    }

    /**
     * Why the text is refused as a code or tag: as {@link #nameObjection}, and it holds no format character at all and no
     * white space but U+0020, because people and systems must be able to type what they match by.
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
        return text.codePoints().allMatch(PlainText::isSpace);
    }

    private static boolean any(String text, IntPredicate isBad) {
        return text.codePoints().anyMatch(isBad);
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
            default -> UNSEEN.indexOf(codePoint) >= 0;
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
