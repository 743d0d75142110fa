/** Signing in with e-mail and password, and users' sessions. */
@NullMarked
package com.raptorcomply.keyservice.signin.session;

import org.jspecify.annotations.NullMarked;
