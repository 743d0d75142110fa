package com.raptorcomply.keyservice.admin.component;

/**
 * A number that is a link to what it counts.
 *
 * @param tone its color if the number is not zero
 */
public record Figure(String label, long number, String path, Badge.Tone tone, boolean isCurrent) {}
