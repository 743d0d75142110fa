package com.raptorcomply.keyservice.admin;

import com.raptorcomply.keyservice.admin.component.TimeInWords;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The part that every page shows around its own content.
 *
 * @param who null without a session
 * @param csrfToken goes into every form; empty without a session
 * @param path of the page, for the navigation
 * @param requestId names the request in errors
 */
public record PageFrame(
        Assets assets,
        @Nullable Who who,
        String csrfToken,
        List<Link> navigation,
        String path,
        String requestId,
        Instant now) {
    public PageFrame {
        navigation = List.copyOf(navigation);
    }

    /** The signed-in user. */
    public record Who(String name, String organization, boolean platformAdmin) {}

    /** @param isCurrent true if the page is the link's, or below it */
    public record Link(String label, String path, boolean isCurrent) {}

    /** Returns the words for a time, seen from now. */
    public TimeInWords time(Instant time) {
        return TimeInWords.of(time, now);
    }
}
