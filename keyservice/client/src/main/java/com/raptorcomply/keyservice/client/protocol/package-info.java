/**
 * The revocation protocol between gateways and the key service: its messages and the gateway's side. Plain classes
 * without I/O, clocks or threads. Class comments name the clause of the protocol that they implement.
 */
@org.jspecify.annotations.NullMarked
package com.raptorcomply.keyservice.client.protocol;
