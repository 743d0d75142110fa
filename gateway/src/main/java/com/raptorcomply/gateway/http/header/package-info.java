/** Classifies and visits header fields. */
@NullMarked
package com.raptorcomply.gateway.http.header;

import org.jspecify.annotations.NullMarked;
