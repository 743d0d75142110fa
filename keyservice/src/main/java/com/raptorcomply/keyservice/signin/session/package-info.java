/** Signing in with e-mail and password, and the sessions that people then have. */
@NullMarked
package com.raptorcomply.keyservice.signin.session;

import org.jspecify.annotations.NullMarked;
