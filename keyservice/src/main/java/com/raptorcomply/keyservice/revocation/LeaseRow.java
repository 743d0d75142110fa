package com.raptorcomply.keyservice.revocation;

/**
 * An open row of {@code gateway_lease}, as one read saw it.
 *
 * @param waitMillis L + g + m of the row, in milliseconds
 */
public record LeaseRow(String session, long renewals, long applied, long waitMillis) {}
