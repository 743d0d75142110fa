package com.raptorcomply.resources.config;

import com.raptorcomply.chassis.settings.Default;

/**
 * The settings {@code fairness}: shares of the database connections, and of the queue before them, that leave room for
 * other organizations. A share is one connection or request at least.
 *
 * @param organizationShare of the connections, for one organization
 * @param organizationChangeShare of the connections, for the changes of one organization, which wait for each other, so that
 *     its reads find one free
 * @param listShare of the connections, for the whole lists of all organizations
 * @param organizationListShare of the connections, for the whole lists of one organization
 * @param organizationWaitingShare of the queue, for one organization
 */
public record FairnessConfig(
        @Default("0.75") double organizationShare,
        @Default("0.5") double organizationChangeShare,
        @Default("0.5") double listShare,
        @Default("0.25") double organizationListShare,
        @Default("0.75") double organizationWaitingShare) {}
