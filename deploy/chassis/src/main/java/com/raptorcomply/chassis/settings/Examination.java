package com.raptorcomply.chassis.settings;

import java.util.List;
import java.util.SortedMap;

/**
 * The settings of a service, read to their end.
 *
 * @param faults sentences that each name a setting and where it is from; empty when all is well
 * @param inForce the values by name, each with its origin; secrets are masked
 */
public record Examination(List<String> faults, SortedMap<String, String> inForce) {}
