/**
 * The revocation protocol between gateways and the key service: its messages, and the gateway's side as plain classes
 * without I/O, clock or threads of their own. Class comments name the clause of the protocol that they implement.
 */
@org.jspecify.annotations.NullMarked
package com.raptorcomply.keyservice.client.protocol;
