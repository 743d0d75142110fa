package com.raptorcomply.chassis.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Finds secrets in the sources, or in the file that {@code …File} or {@code …_FILE} names. Messages never show one. */
final class SecretSource {
    private static final long FILE_BYTES_MAX = 64 * 1024;
    private static final String FILE = "File";
    private static final String BYTE_ORDER_MARK = "\ufeff";

    private final SettingFaults faults;
    private final Variables variables;

    SecretSource(SettingFaults faults, Variables variables) {
        this.faults = faults;
        this.variables = variables;
    }

    /** Returns the name of the secret for either name. */
    static String name(String secretOrFile) {
        return secretOrFile.replaceFirst("(?<=.)" + FILE + "$", "");
    }

    /**
     * Replaces both names by the secret, or by null if it is invalid.
     *
     * @return false without a secret
     */
    boolean put(ObjectNode into, String name, String path) {
        Written written = find(into.get(name), path);
        Written file = find(into.remove(name + FILE), path + FILE);
        into.putNull(name);
        if (written == null && file == null) {
            return false;
        }
        String origin = written != null ? Written.origin(written) : place(file);
        faults.seen(path, new Written(SettingFaults.UNSHOWN, origin));
        if (written != null && file != null && !origin.equals(Written.HANDED_IN)) {
            String both = "' is given" + faults.place(path) + " and as a file at " + Written.origin(file);
            faults.say(path, "Setting '" + path + both + ": choose one");
            return true;
        }
        String secret = written != null ? written.textValue() : content(path, file);
        if (secret == null || secret.isBlank()) {
            faults.empty(path);
        } else {
            into.put(name, secret);
        }
        return true;
    }

    /** Treats an empty variable as absent, because Compose and unit files create such ones. */
    private @Nullable Written find(@Nullable JsonNode given, String path) {
        Written variable = variables.value(path);
        boolean isHandedIn = given != null && Written.origin(given).equals(Written.HANDED_IN);
        if (variable != null && !variable.textValue().isEmpty() && !isHandedIn) {
            return variable;
        }
        if (given != null && !(given instanceof Written)) {
            faults.refuse(path, "", "one value");
        }
        return given instanceof Written written ? written : null;
    }

    private @Nullable String content(String path, @Nullable Written file) {
        try {
            Path place = Path.of(file == null ? "" : file.textValue());
            if (Files.size(place) > FILE_BYTES_MAX) {
                return refuse(path, "larger than " + FILE_BYTES_MAX);
            }
            String content = Files.readString(place, StandardCharsets.UTF_8);
            return content.startsWith(BYTE_ORDER_MARK)
                    ? refuse(path, "the file begins with a byte order mark, which no secret has")
                    : content.replaceFirst("\\R$", "");
        } catch (IOException | InvalidPathException e) {
            return refuse(path, "the file cannot be read");
        }
    }

    private @Nullable String refuse(String path, String objection) {
        faults.say(path, "Setting '" + path + "'" + faults.place(path) + ": " + objection);
        return null;
    }

    private static String place(@Nullable Written file) {
        return file == null ? "" : Written.origin(file) + " (file '" + file.textValue() + "')";
    }
}
