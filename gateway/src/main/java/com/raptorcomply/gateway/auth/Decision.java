package com.raptorcomply.gateway.auth;

/** What became of a credential. */
public sealed interface Decision permits Permit, Denial {}
