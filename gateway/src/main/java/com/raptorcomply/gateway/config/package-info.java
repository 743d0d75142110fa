/** Composes the settings of the gateway and reads the routes file again when it changes. */
@NullMarked
package com.raptorcomply.gateway.config;

import org.jspecify.annotations.NullMarked;
