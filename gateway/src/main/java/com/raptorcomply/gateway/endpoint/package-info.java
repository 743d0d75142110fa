/** The endpoints that the gateway serves itself. */
@NullMarked
package com.raptorcomply.gateway.endpoint;

import org.jspecify.annotations.NullMarked;
