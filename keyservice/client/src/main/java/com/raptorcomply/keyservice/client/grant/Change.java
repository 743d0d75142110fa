package com.raptorcomply.keyservice.client.grant;

/**
 * One entry of the change log: from {@code sequence} on, verifications that rest on {@code subject} may answer otherwise.
 *
 * @param sequence from 1, without gaps, in commit order (Revocation: One order)
 */
public record Change(long sequence, Subject subject) {}
