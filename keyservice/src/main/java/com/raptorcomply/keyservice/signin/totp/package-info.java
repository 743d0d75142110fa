/** A second step at sign-in, for people who want one: codes of an authenticator app (RFC 6238), and recovery codes. */
@org.jspecify.annotations.NullMarked
package com.raptorcomply.keyservice.signin.totp;
