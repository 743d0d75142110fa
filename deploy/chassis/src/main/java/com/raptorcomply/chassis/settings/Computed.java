package com.raptorcomply.chassis.settings;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The reader passes null for this setting when no source has it, and a compact constructor computes the value. */
@Documented
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.RUNTIME)
public @interface Computed {
    /** Returns the rule in words, for the reference of settings. */
    String value();
}
