package com.raptorcomply.keyservice.admin;

/** The content of a page, for its template. The template has the parameters {@code frame}, a {@link PageFrame}, and {@code view}, this. */
public interface View {
    /** Returns the template's path below {@code src/main/jte}. */
    String template();

    /**
     * Returns true if the page may be loaded again by itself: it shows nothing only once and holds no input that would be
     * lost.
     */
    default boolean mayReload() {
        return false;
    }
}
