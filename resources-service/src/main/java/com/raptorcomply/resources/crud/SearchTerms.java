package com.raptorcomply.resources.crud;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Splits the text of {@code q} into terms exactly as the SQL function {@code search_words} splits a record's texts into
 * words: compatibility decomposition without accents (Unicode normalization form KD) and vowel signs of Arabic, lower case
 * with one letter for sigma, runs of letters and digits. A search for "Bâtiment 4" finds "batiment-42".
 */
final class SearchTerms {
    /** More would make a query that the planner considers for longer than the search takes. */
    static final int COUNT_MAX = 5;

    private static final int CHARACTERS_MAX = 64;
    private static final Pattern SIGNS = Pattern.compile("[\\u0300-\\u036f\\u064b-\\u0657\\u0659-\\u065f\\u0670]");
    private static final char SIGMA = 'σ';
    private static final char FINAL_SIGMA = 'ς';
    private static final Pattern BETWEEN = Pattern.compile("[^\\p{IsAlphabetic}0-9]+");

    private static final Comparator<String> RAREST_FIRST =
            Comparator.comparing(term -> term.chars().noneMatch(Character::isDigit));

    private SearchTerms() {}

    /** Returns the distinct terms. Those with a digit come first, because numbers and tags are rarer than words of a language. */
    static List<String> of(String text) {
        String plain = SIGNS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD))
                .replaceAll("")
                .replace(FINAL_SIGMA, SIGMA);
        StringBuilder lower = new StringBuilder(plain.length());
        plain.codePoints().map(Character::toLowerCase).forEach(lower::appendCodePoint);
        return Arrays.stream(BETWEEN.split(lower))
                .filter(term -> !term.isEmpty())
                .map(SearchTerms::beginning)
                .distinct()
                .sorted(RAREST_FIRST)
                .toList();
    }

    private static String beginning(String term) {
        return term.codePointCount(0, term.length()) <= CHARACTERS_MAX
                ? term
                : term.substring(0, term.offsetByCodePoints(0, CHARACTERS_MAX));
    }
}
