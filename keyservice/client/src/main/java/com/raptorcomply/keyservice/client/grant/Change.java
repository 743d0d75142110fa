package com.raptorcomply.keyservice.client.grant;

/**
 * One entry of the change log. From {@code sequence} on, verifications that rest on {@code subject} may have another
 * result.
 *
 * @param sequence from 1, without gaps, in commit order (Revocation: One order)
 */
public record Change(long sequence, Subject subject) {}
