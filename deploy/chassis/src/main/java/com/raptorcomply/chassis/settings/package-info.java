/** Typed settings from overrides, environment and one YAML file, with errors that say where the value came from. */
@NullMarked
package com.raptorcomply.chassis.settings;

import org.jspecify.annotations.NullMarked;
