package com.raptorcomply.chassis.breaker;

/** The states of a {@link CircuitBreaker}, as metrics show them. */
public enum CircuitState {
    CLOSED,
    HALF_OPEN,
    OPEN
}
