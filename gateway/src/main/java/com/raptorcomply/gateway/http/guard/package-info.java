/** Protects the gateway from slow, flooding and unread connections. */
@NullMarked
package com.raptorcomply.gateway.http.guard;

import org.jspecify.annotations.NullMarked;
