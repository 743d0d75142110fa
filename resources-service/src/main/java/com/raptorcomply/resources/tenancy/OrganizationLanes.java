package com.raptorcomply.resources.tenancy;

import com.raptorcomply.resources.tenancy.FairConnectionQueue.Place;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The requests of one organization in a {@link FairConnectionQueue}, which guards them by its lock. */
final class OrganizationLanes {
    private final String organization;
    private final Lane records = new Lane(this, ConnectionUse.RECORD);
    private final Lane changes = new Lane(this, ConnectionUse.CHANGE);
    private final Lane lists = new Lane(this, ConnectionUse.LIST);
    private final List<Lane> all = List.of(records, changes, lists);

    OrganizationLanes(String organization) {
        this.organization = organization;
    }

    String organization() {
        return organization;
    }

    Lane of(ConnectionUse use) {
        return switch (use) {
            case RECORD -> records;
            case CHANGE -> changes;
            case LIST -> lists;
        };
    }

    int held() {
        return all.stream().mapToInt(lane -> lane.held).sum();
    }

    int waiting() {
        return all.stream().mapToInt(lane -> lane.waiting.size()).sum();
    }

    /** Returns the last place of the longest lane, but for those whose responses have begun. */
    @Nullable
    Place lastNotBegun() {
        Lane longest = Collections.max(all, Comparator.comparingInt(lane -> lane.waiting.size()));
        Iterator<Place> fromLast = longest.waiting.descendingIterator();
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
