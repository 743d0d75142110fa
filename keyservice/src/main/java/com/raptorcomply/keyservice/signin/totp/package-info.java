/** The optional second factor at sign-in: codes of an authenticator app (RFC 6238), and recovery codes. */
@org.jspecify.annotations.NullMarked
package com.raptorcomply.keyservice.signin.totp;
