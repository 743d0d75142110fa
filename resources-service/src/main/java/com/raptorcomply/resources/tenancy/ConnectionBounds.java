package com.raptorcomply.resources.tenancy;

import com.raptorcomply.chassis.postgres.PostgresConfig;
import com.raptorcomply.resources.config.FairnessConfig;
import java.time.Duration;

/**
 * The bounds of a {@link FairConnectionQueue}.
 *
 * @param places connections in use at most
 * @param organizationPlaces the same of one organization
 * @param listPlaces the same for lists
 * @param organizationListPlaces the same for lists of one organization
 * @param waitingMax requests that wait at most
 * @param organizationWaitingMax the same of one organization
 * @param waitMax the time after which a waiting request is refused
 */
record ConnectionBounds(
        int places,
        int organizationPlaces,
        int listPlaces,
        int organizationListPlaces,
        int waitingMax,
        int organizationWaitingMax,
        Duration waitMax) {

    static ConnectionBounds of(PostgresConfig database, FairnessConfig shares) {
        int places = database.poolSize();
        int waitingMax = database.waitQueueMax();
        return new ConnectionBounds(
                places,
                part(shares.organizationShare(), places),
                part(shares.listShare(), places),
                part(shares.organizationListShare(), places),
                waitingMax,
                part(shares.organizationWaitingShare(), waitingMax),
                database.acquireTimeout());
    }

    private static int part(double share, int whole) {
        return Math.max(1, (int) (share * whole));
    }
}
