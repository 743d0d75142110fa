package com.raptorcomply.keyservice.user;

import java.text.Normalizer;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A search of users. Each of its parts between white space begins the address, or each word of the part begins a word of the
 * name. Words end at blanks and ASCII punctuation, as in the SQL function {@code key_words}.
 */
record UserSearch(List<String> parts) {
    private static final int PARTS_MAX = 8;
    private static final Pattern WHITE_SPACE = Pattern.compile("\\s+");
    private static final Pattern BETWEEN_WORDS =
            Pattern.compile("[\\u0001-\\u002f\\u003a-\\u0040\\u005b-\\u0060\\u007b-\\u007f]+");

    /** The condition on a user, with a place for {@link #query}. */
    static final String CONDITION = "user_words(name, email) @@ lower(?)::tsquery";

    UserSearch {
        parts = List.copyOf(parts);
    }

    /** Takes the first {@value #PARTS_MAX} parts of the text. */
    static UserSearch of(String text) {
        return new UserSearch(WHITE_SPACE
                .splitAsStream(Normalizer.normalize(text, Normalizer.Form.NFC))
                .filter(part -> !part.isEmpty())
                .limit(PARTS_MAX)
                .toList());
    }

    /** Returns the search as a {@code tsquery}. */
    String query() {
        return parts.stream().map(UserSearch::query).collect(Collectors.joining(" & "));
    }

    private static String query(String part) {
        List<String> words = words(part);
        String address = beginning(part);
        return words.isEmpty() ? address : "(" + address + " | " + String.join(" & ", words) + ")";
    }

    private static List<String> words(String part) {
        Stream<String> words = BETWEEN_WORDS.splitAsStream(part).filter(word -> !word.isEmpty());
        return words.limit(PARTS_MAX).map(UserSearch::beginning).toList();
    }

    private static String beginning(String word) {
        return "'" + word.replace("\\", "\\\\").replace("'", "''") + "':*";
    }
}
