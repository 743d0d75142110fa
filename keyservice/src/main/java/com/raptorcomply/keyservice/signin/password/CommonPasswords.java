package com.raptorcomply.keyservice.signin.password;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The bundled list of passwords that attackers try first. A long password counts as common if it is a listed word, up
 * to three listed words in a row, or such a text repeated, with or without digits and signs around it. Case and the
 * usual digits for letters change nothing. Longer phrases are accepted.
 */
final class CommonPasswords {
    private static final Set<String> WORDS = load();
    private static final int WORD_CHARACTERS_MIN = 3;
    private static final int PARTS_MAX = 3;
    private static final String SEQUENCES = "01234567890123456789 9876543210987654321 abcdefghijklmnopqrstuvwxyz "
            + "zyxwvutsrqponmlkjihgfedcba qwertyuiopasdfghjklzxcvbnm 1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p";

    private CommonPasswords() {}

    static boolean contains(String password) {
        String lower = password.toLowerCase(Locale.ROOT);
        return isMadeOfWords(core(lower)) || isMadeOfWords(core(plainLetters(lower)));
    }

    /** Returns the text without the digits, signs and spaces around and between its words. */
    private static String core(String lower) {
        String letters = lower.replaceAll("[^\\p{L}\\p{Nd}]", "");
        return WORDS.contains(letters) || SEQUENCES.contains(letters) ? letters : letters.replaceAll("^\\d+|\\d+$", "");
    }

    private static String plainLetters(String lower) {
        return lower.replace('0', 'o')
                .replace('1', 'i')
                .replace('3', 'e')
                .replace('4', 'a')
                .replace('5', 's')
                .replace('7', 't')
                .replace('@', 'a')
                .replace('$', 's');
    }

    /** Returns true if the text consists only of a few listed words and keyboard or number sequences. */
    private static boolean isMadeOfWords(String repeated) {
        String text = unit(repeated);
        int[] parts = new int[text.length() + 1];
        for (int end = 1; end <= text.length(); end++) {
            parts[end] = PARTS_MAX + 1;
            for (int start = 0; start <= end - WORD_CHARACTERS_MIN; start++) {
                if (parts[start] < parts[end] - 1 && isKnown(text.substring(start, end))) {
                    parts[end] = parts[start] + 1;
                }
            }
        }
        return parts[text.length()] <= PARTS_MAX;
    }

    /** Returns the shortest text whose repetition gives this one. */
    private static String unit(String text) {
        int second = (text + text).indexOf(text, 1);
        return second < 0 ? text : text.substring(0, second);
    }

    private static boolean isKnown(String part) {
        return WORDS.contains(part)
                || SEQUENCES.contains(part)
                || part.chars().distinct().count() == 1;
    }

    private static Set<String> load() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(CommonPasswords.class.getResourceAsStream("common-passwords.txt")),
                StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .flatMap(line -> Arrays.stream(line.strip().split("\\s+", -1)))
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
