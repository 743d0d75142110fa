package com.raptorcomply.keyservice.cli.rc;

/** Runs {@code rc} as a process. */
public final class RcMain {
    private RcMain() {}

    public static void main(String... arguments) {
        // Only errors are logged, because the caller reads the command's own output.
        System.setProperty("LOG_LEVEL", "ERROR");
        System.exit(new Rc(System.getenv(), System.in, System.out, System.err).run(arguments));
    }
}
