package com.raptorcomply.keyservice.revocation;

/**
 * An open row of {@code gateway_lease}, as one reading saw it.
 *
 * @param waitMillis L + g + m of the row
 */
public record LeaseRow(String session, long renewals, long applied, long waitMillis) {}
