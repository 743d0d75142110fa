package com.raptorcomply.chassis.settings;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/** Reads a secret as written or from the file that is named for it. No error shows the secret. */
final class SecretValue {
    private static final long FILE_BYTES_MAX = 64 * 1024;

    private SecretValue() {}

    /**
     * @param written places that hold the secret itself, strongest first
     * @param files places that name a file; at least one if nothing is written
     */
    static Secret of(List<SettingNode.Scalar> written, List<SettingNode.Scalar> files, String name) {
        if (!written.isEmpty() && !files.isEmpty() && !written.get(0).origin().startsWith("handed in")) {
            throw new SettingsException(
                    "Setting '" + name + "' is given at " + written.get(0).origin() + " and as a file at "
                            + files.get(0).origin() + ": choose one");
        }
        if (!written.isEmpty()) {
            return Secret.of(
                    notEmpty(written.get(0).value(), name, written.get(0).origin()));
        }
        return fromFile(files.get(0), name);
    }

    /** The places that are not empty variables. */
    static List<SettingNode.Scalar> given(List<SettingNode.Scalar> places) {
        return places.stream()
                .filter(place -> !place.value().isEmpty() || !place.origin().startsWith("environment variable"))
                .toList();
    }

    private static Secret fromFile(SettingNode.Scalar file, String name) {
        String origin = file.origin() + " (file '" + file.value() + "')";
        try {
            Path path = Path.of(file.value());
            if (Files.size(path) > FILE_BYTES_MAX) {
                throw new SettingsException("Setting '" + name + "' at " + origin + ": larger than " + FILE_BYTES_MAX);
            }
            String content = Files.readString(path, StandardCharsets.UTF_8);
            return Secret.of(notEmpty(content.replaceFirst("\\R$", ""), name, origin));
        } catch (IOException | InvalidPathException e) {
            throw new SettingsException("Setting '" + name + "' at " + origin + ": the file cannot be read");
        }
    }

    private static String notEmpty(String secret, String name, String origin) {
        if (secret.isBlank()) {
            throw new SettingsException("Setting '" + name + "' at " + origin + " is empty");
        }
        return secret;
    }
}
