package com.raptorcomply.keyservice.admin.browser;

import java.util.List;

/** A size and a theme in which people see the pages. */
public enum Screen {
    PHONE_LIGHT(360, 740, false),
    PHONE_DARK(360, 740, true),
    DESKTOP_LIGHT(1280, 800, false),
    DESKTOP_DARK(1280, 800, true),
    WIDE_LIGHT(1600, 900, false),
    WIDE_DARK(1600, 900, true);

    private final int width;
    private final int height;
    private final boolean dark;

    Screen(int width, int height, boolean dark) {
        this.width = width;
        this.height = height;
        this.dark = dark;
    }

    /**
     * Returns the screens that each page is tested on: each size and each theme once, or with {@code -Dpages.screens=all}
     * every size in every theme.
     */
    public static List<Screen> tested() {
        return areAllTested() ? List.of(values()) : List.of(PHONE_DARK, DESKTOP_LIGHT);
    }

    /** Returns true for the run that somebody looks at: it takes pictures. */
    static boolean areAllTested() {
        return "all".equals(System.getProperty("pages.screens"));
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
