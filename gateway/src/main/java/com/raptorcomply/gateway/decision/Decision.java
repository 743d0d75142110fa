package com.raptorcomply.gateway.decision;

/** What became of a credential. */
public sealed interface Decision permits Permit, Denial {}
