package com.raptorcomply.chassis.settings;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Sets the value of a setting that no source has, as a settings file would write it. On a group it replaces the default
 * of one of its settings: {@code @Default("port: 9080")}. A component without it is required, unless it is nullable or
 * {@link Computed}.
 */
@Documented
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.RUNTIME)
public @interface Default {
    /** Returns the text; empty for an empty list. */
    String value();
}
