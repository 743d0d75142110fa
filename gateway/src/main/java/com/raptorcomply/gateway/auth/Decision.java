package com.raptorcomply.gateway.auth;

/** The result of authenticating a credential: a {@link Permit} or a {@link Denial}. */
public sealed interface Decision permits Permit, Denial {}
