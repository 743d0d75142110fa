/**
 * Reads the settings of a service: Jackson binds YAML and environment variables into records that validate themselves,
 * and each message names the setting and its origin.
 */
@NullMarked
package com.raptorcomply.chassis.settings;

import org.jspecify.annotations.NullMarked;
