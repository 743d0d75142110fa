package com.raptorcomply.resources.evidencepackage;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Makes names of files that Windows, macOS and Linux can extract. One name that a system does not take can end the
 * extraction of the whole package there. The evidence tells the names under which files were uploaded.
 */
final class PortableName {
    /** A Windows path has 260 characters, of which the folders of the entry and of the auditor need about half. */
    private static final int CHARACTERS_MAX = 120;

    /** Linux and macOS take 255. */
    private static final int BYTES_MAX = 240;

    private static final int EXTENSION_MAX = 16;
    private static final Pattern REFUSED = Pattern.compile("[<>:\"/\\\\|?*\\p{Cntrl}]");
    private static final Pattern REFUSED_END = Pattern.compile("[. ]+$");
    private static final Pattern DEVICE = Pattern.compile(
            "(CON|PRN|AUX|NUL|CONIN\\$|CONOUT\\$|(COM|LPT)[0-9¹²³]) *(\\..*)?", Pattern.CASE_INSENSITIVE);

    private PortableName() {}

    /** Returns the name, with other characters where a system would refuse them, and not too long. */
    static String of(String name) {
        String plain = REFUSED.matcher(name).replaceAll("_");
        int dot = plain.lastIndexOf('.');
        int extension = dot > 0 && plain.length() - dot <= EXTENSION_MAX ? dot : plain.length();
        String stem = plain.substring(0, extension);
        while (!fits(stem + plain.substring(extension))) {
            stem = stem.substring(0, stem.offsetByCodePoints(stem.length(), -1));
        }
        String whole = REFUSED_END.matcher(stem + plain.substring(extension)).replaceFirst("");
        return whole.isEmpty() || DEVICE.matcher(whole).matches() ? "_" + whole : whole;
    }

    private static boolean fits(String name) {
        return name.length() <= CHARACTERS_MAX && name.getBytes(StandardCharsets.UTF_8).length <= BYTES_MAX;
    }
}
