package com.raptorcomply.keyservice.cli.rc;

import java.io.Console;
import org.jspecify.annotations.Nullable;

/** Finds the terminal of a person. */
final class Terminal {
    private Terminal() {}

    /** Returns null if input comes from a file or a program. */
    @SuppressWarnings("SystemConsoleNull") // the method below tells in later versions of Java
    static @Nullable Console find() {
        Console console = System.console();
        if (console == null) {
            return null;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console) ? console : null;
        } catch (ReflectiveOperationException beforeJava22) {
            return console;
        }
    }
}
