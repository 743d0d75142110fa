/** Where a request's key is read from, and when what was sent cannot be one. */
@NullMarked
package com.raptorcomply.gateway.credential;

import org.jspecify.annotations.NullMarked;
