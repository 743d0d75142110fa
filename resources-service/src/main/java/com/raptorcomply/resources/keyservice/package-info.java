/** Reads from the key service over HTTP. */
@NullMarked
package com.raptorcomply.resources.keyservice;

import org.jspecify.annotations.NullMarked;
