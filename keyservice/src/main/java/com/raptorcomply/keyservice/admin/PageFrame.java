package com.raptorcomply.keyservice.admin;

import com.raptorcomply.keyservice.admin.component.TimeInWords;
import com.raptorcomply.keyservice.revocation.ReceiptListing;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The part that every page shows around its own content.
 *
 * @param who null without a session
 * @param csrfToken goes into every form; empty without a session
 * @param path of the page, for the navigation
 * @param pending null if every gateway knows all changes
 * @param requestId names the request in errors
 */
public record PageFrame(
        Assets assets,
        @Nullable Who who,
        String csrfToken,
        List<Link> navigation,
        String path,
        @Nullable Pending pending,
        String requestId,
        ZonedDateTime now) {
    public PageFrame {
        navigation = List.copyOf(navigation);
    }

    /** The signed-in user. */
    public record Who(String name, String organization, boolean platformAdmin) {}

    /** @param isCurrent true if the page is the link's, or below it */
    public record Link(String label, String path, boolean isCurrent) {}

    /**
     * The changes that some gateway has not confirmed yet.
     *
     * @param mayReload true if the page may be loaded again by itself
     */
    public record Pending(int changes, boolean mayReload) {
        /** The page that lists them. */
        public static final String PATH = "/admin/pending";

        public String sentence() {
            String number = changes > ReceiptListing.RECEIPTS_MAX
                    ? "More than " + ReceiptListing.RECEIPTS_MAX
                    : String.valueOf(changes);
            return number + (changes == 1 ? " change is" : " changes are") + " still being confirmed by the gateways.";
        }
    }

    /** Returns the name of the time zone in which the page shows times and takes days. */
    public String zone() {
        return TimeInWords.isUtc(now.getZone()) ? "UTC" : now.getZone().getId();
    }

    /** Returns the words for a time, seen from now. */
    public TimeInWords time(Instant time) {
        return TimeInWords.of(time, now);
    }
}
