package com.raptorcomply.chassis.log;

import java.util.Locale;

/** Writes an enum constant as logs, metrics and traces show it: {@code KEY_SERVICE_TIMEOUT} is {@code key-service-timeout}. */
public final class EnumLabel {
    private EnumLabel() {}

    public static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
