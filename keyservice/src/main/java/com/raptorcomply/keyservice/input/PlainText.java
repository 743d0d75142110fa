package com.raptorcomply.keyservice.input;

import java.util.Optional;

/**
 * Text that looks to its reader like what it is: no control characters, no line or paragraph separators, nothing that
 * turns the direction of what follows, nothing invisible but the joiners that scripts and emoji need. It is stored and
 * shown as it came, so markup and SQL in it are only characters.
 */
public final class PlainText {
    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int ZERO_WIDTH_JOINER = 0x200D;
    private static final int TAG_FIRST = 0xE0020;
    private static final int TAG_LAST = 0xE007F;

    private PlainText() {}

    /**
     * Why the text is refused, as the end of a sentence that starts with the field's name, or empty.
     *
     * @param charactersMax in code points
     */
    public static Optional<String> objection(String text, int charactersMax) {
        if (text.isBlank()) {
            return Optional.of("must not be blank");
        }
        if (text.length() > 2 * charactersMax || text.codePointCount(0, text.length()) > charactersMax) {
            return Optional.of("must have at most " + charactersMax + " characters");
        }
        if (text.codePoints().anyMatch(PlainText::misleads)) {
            return Optional.of("must not contain control characters or invisible formatting");
        }
        return Optional.empty();
    }

    private static boolean misleads(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> true;
            case Character.FORMAT -> !joins(codePoint);
            default -> false;
        };
    }

    private static boolean joins(int codePoint) {
        return codePoint == ZERO_WIDTH_NON_JOINER
                || codePoint == ZERO_WIDTH_JOINER
                || (codePoint >= TAG_FIRST && codePoint <= TAG_LAST);
    }
}
