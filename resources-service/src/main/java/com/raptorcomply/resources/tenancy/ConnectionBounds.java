package com.raptorcomply.resources.tenancy;

import com.raptorcomply.chassis.postgres.PostgresConfig;
import com.raptorcomply.resources.config.FairnessConfig;
import java.time.Duration;

/**
 * The bounds of a {@link FairConnectionQueue}.
 *
 * @param places connections in use at most
 * @param organizationPlaces the same of one organization
 * @param organizationChangePlaces the same for changes of one organization
 * @param listPlaces the same for lists
 * @param organizationListPlaces the same for lists of one organization
 * @param waitingMax requests that wait at most
 * @param organizationWaitingMax the same of one organization
 * @param waitMax the time after which a waiting request is refused
 * @param changeWaitMax the same for changes
 */
record ConnectionBounds(
        int places,
        int organizationPlaces,
        int organizationChangePlaces,
        int listPlaces,
        int organizationListPlaces,
        int waitingMax,
        int organizationWaitingMax,
        Duration waitMax,
        Duration changeWaitMax) {

    static ConnectionBounds of(PostgresConfig database, FairnessConfig shares) {
        int places = database.poolSize();
        int waitingMax = database.waitQueueMax();
        return new ConnectionBounds(
                places,
                part(shares.organizationShare(), places),
                part(shares.organizationChangeShare(), places),
                part(shares.listShare(), places),
                part(shares.organizationListShare(), places),
                waitingMax,
                part(shares.organizationWaitingShare(), waitingMax),
                database.acquireTimeout(),
                database.statementTimeout());
    }

    /** Returns the places that requests of one organization with this use may hold. */
    int organizationPlaces(ConnectionUse use) {
        return switch (use) {
            case RECORD -> organizationPlaces;
            case CHANGE -> organizationChangePlaces;
            case LIST -> organizationListPlaces;
        };
    }

    /** A change waits for a place as long as it may then wait for the changes before it. */
    Duration waitMax(ConnectionUse use) {
        return use == ConnectionUse.CHANGE ? changeWaitMax : waitMax;
    }

    private static int part(double share, int whole) {
        return Math.max(1, (int) (share * whole));
    }
}
