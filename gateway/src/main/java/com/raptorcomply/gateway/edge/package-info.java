/** The HTTP boundary: what a well-formed request is, and which fields may cross the gateway in either direction. */
@NullMarked
package com.raptorcomply.gateway.edge;

import org.jspecify.annotations.NullMarked;
