/** The resource service's settings. */
@NullMarked
package com.raptorcomply.resources.config;

import org.jspecify.annotations.NullMarked;
