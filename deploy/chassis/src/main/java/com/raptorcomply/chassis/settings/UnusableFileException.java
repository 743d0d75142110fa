package com.raptorcomply.chassis.settings;

import java.nio.file.Path;

/** A file that a setting names and that cannot be used. */
public final class UnusableFileException extends Exception {
    private static final long serialVersionUID = 1;

    private final String setting;

    /**
     * @param setting its name below the record
     * @param why the end of a sentence about the file, such as "it is empty"
     */
    public UnusableFileException(String setting, Path file, String why) {
        super("'" + file + "' cannot be used: " + why);
        this.setting = setting;
    }

    /** Returns the name of the setting below the record. */
    String setting() {
        return setting;
    }

    /** Returns a sentence for an operator. */
    public String sentence() {
        return "Setting '" + setting + "': " + getMessage();
    }
}
