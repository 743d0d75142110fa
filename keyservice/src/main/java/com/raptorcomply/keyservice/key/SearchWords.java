package com.raptorcomply.keyservice.key;

import java.text.Normalizer;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The words of a search. A name matches if each of them begins a word of it, whatever the case. Words end at blanks and
 * ASCII punctuation, as in the SQL function {@code key_words}.
 *
 * @param words the longest first, because it finds the fewest names
 */
record SearchWords(List<String> words) {
    private static final int WORDS_MAX = 8;
    private static final String BETWEEN_IN_SQL = "[\\u0001-\\u002f\\u003a-\\u0040\\u005b-\\u0060\\u007b-\\u007f]+";
    private static final Pattern BETWEEN = Pattern.compile(BETWEEN_IN_SQL);

    /** The condition that a name matches one word. The first half costs less, so it spares most names the second. */
    static final String MATCHES =
            "strpos(lower(k.name), lower(?)) > 0 AND strpos(' ' || regexp_replace(lower(k.name), '" + BETWEEN_IN_SQL
                    + "', ' ', 'g'), ' ' || lower(?)) > 0";

    SearchWords {
        words = List.copyOf(words);
    }

    /** Splits the text and takes its first {@value #WORDS_MAX} words. */
    static SearchWords of(String text) {
        return new SearchWords(BETWEEN.splitAsStream(Normalizer.normalize(text, Normalizer.Form.NFC))
                .filter(word -> !word.isEmpty())
                .limit(WORDS_MAX)
                .sorted(Comparator.comparing(String::length).reversed())
                .toList());
    }
}
