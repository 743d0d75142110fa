package com.raptorcomply.resources.tenancy;

import com.raptorcomply.resources.tenancy.FairConnectionQueue.Place;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** The requests of one organization in a {@link FairConnectionQueue}, which guards them by its lock. */
final class OrganizationLanes {
    private final String organization;
    private final Lane records = new Lane(this, ConnectionUse.RECORD);
    private final Lane lists = new Lane(this, ConnectionUse.LIST);

    OrganizationLanes(String organization) {
        this.organization = organization;
    }

    String organization() {
        return organization;
    }

    Lane of(ConnectionUse use) {
        return use == ConnectionUse.LIST ? lists : records;
    }

    int held() {
        return records.held + lists.held;
    }

    int waiting() {
        return records.waiting.size() + lists.waiting.size();
    }

    /** Returns the last place of the longer lane, but for those whose responses have begun. */
    @Nullable
    Place lastNotBegun() {
        Lane longer = records.waiting.size() > lists.waiting.size() ? records : lists;
        Iterator<Place> fromLast = longer.waiting.descendingIterator();
        while (fromLast.hasNext()) {
            Place place = fromLast.next();
            if (!place.isBegun()) {
                return place;
            }
        }
        return null;
    }

    /** The requests of one use. */
    static final class Lane {
        final OrganizationLanes owner;
        final ConnectionUse use;
        /** In order of arrival. */
        final Deque<Place> waiting = new ArrayDeque<>(1);

        int held;

        Lane(OrganizationLanes owner, ConnectionUse use) {
            this.owner = owner;
            this.use = use;
        }
    }
}
