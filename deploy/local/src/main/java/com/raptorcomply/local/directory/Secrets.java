package com.raptorcomply.local.directory;

import com.raptorcomply.local.step.LocalRunException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Holds the secrets of one data directory. Generates each at random at its first use and keeps it in {@code secrets}
 * (mode 0600). Not thread-safe.
 */
public final class Secrets {
    private static final int SECRET_BYTES = 32;
    private static final int PASSWORD_CHARACTERS = 24;
    private static final String ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

    private final SecureRandom random = new SecureRandom();
    private final PrivateFile file;
    private final Map<String, String> values;

    private Secrets(PrivateFile file) {
        this.file = file;
        this.values = file.read();
    }

    public static Secrets of(DataDirectory directory) {
        return new Secrets(new PrivateFile(directory.resolve("secrets")));
    }

    /** Returns 32 random bytes in Base64. */
    public String bytes(String name) {
        return value(name, () -> {
            byte[] bytes = new byte[SECRET_BYTES];
            random.nextBytes(bytes);
            return Base64.getEncoder().encodeToString(bytes);
        });
    }

    /** Returns 24 random letters and digits (140 bits), without characters that are easily confused when typed. */
    public String password(String name) {
        return value(name, this::newPassword);
    }

    /** Makes such a password that is not kept here. */
    public String newPassword() {
        return random.ints(PASSWORD_CHARACTERS, 0, ALPHABET.length())
                .collect(StringBuilder::new, (text, i) -> text.append(ALPHABET.charAt(i)), StringBuilder::append)
                .toString();
    }

    /** Returns eight random hexadecimal digits: part of a name, not secret. */
    public String name(String name) {
        return value(name, () -> HexFormat.of().toHexDigits(random.nextInt()));
    }

    /** Stores secrets that were generated elsewhere. */
    public void keep(Map<String, String> made) {
        values.putAll(made);
        save();
    }

    public boolean has(String name) {
        return values.containsKey(name);
    }

    /**
     * Returns a stored secret.
     *
     * @throws LocalRunException if it is missing
     */
    public String kept(String name) {
        String value = values.get(name);
        if (value == null) {
            throw new LocalRunException(
                    "The file " + file.path() + " has no " + name + ". Start with an empty data directory: --data DIR");
        }
        return value;
    }

    private String value(String name, java.util.function.Supplier<String> maker) {
        String value = values.get(name);
        if (value == null) {
            value = maker.get();
            keep(Map.of(name, value));
        }
        return value;
    }

    private void save() {
        file.write("Secrets of this local run. They give access to all of its data.", new LinkedHashMap<>(values));
    }

    @Override
    public String toString() {
        return "[secrets of " + file.path() + "]";
    }
}
