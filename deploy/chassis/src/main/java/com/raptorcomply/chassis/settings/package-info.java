/**
 * The settings of a service: YAML and environment variables, bound by Jackson into records that check themselves, with
 * sentences that name the setting and where it is from.
 */
@NullMarked
package com.raptorcomply.chassis.settings;

import org.jspecify.annotations.NullMarked;
