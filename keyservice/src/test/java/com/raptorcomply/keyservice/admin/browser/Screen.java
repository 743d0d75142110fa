package com.raptorcomply.keyservice.admin.browser;

import java.util.List;

/** A size and a theme in which people see the pages. */
public enum Screen {
    PHONE_LIGHT(360, 740, false),
    PHONE_DARK(360, 740, true),
    DESKTOP_LIGHT(1280, 800, false),
    DESKTOP_DARK(1280, 800, true);

    private final int width;
    private final int height;
    private final boolean dark;

    Screen(int width, int height, boolean dark) {
        this.width = width;
        this.height = height;
        this.dark = dark;
    }

    public static List<Screen> all() {
        return List.of(values());
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    boolean dark() {
        return dark;
    }

    /** Returns the end of a screenshot's name. */
    String label() {
        return width + (dark ? "-dark" : "-light");
    }
}
