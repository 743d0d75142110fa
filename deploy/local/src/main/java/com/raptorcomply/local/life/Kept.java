package com.raptorcomply.local.life;

import com.raptorcomply.local.life.Ledger.Kind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Counts what of a ledger is still true, and how old the oldest answers are that are not. One thread. */
final class Kept implements Traffic.Witness {
    private static final double MILLIS = 1_000;

    private final Tally tally;
    private final boolean lossIsAllowed;
    private final Map<Kind, Integer> kept = new EnumMap<>(Kind.class);
    private final Map<Kind, Integer> lost = new EnumMap<>(Kind.class);
    private final List<Ledger.Entry> gone = new ArrayList<>();
    private long lastMillis;

    /** @param lossIsAllowed true after a restore: what was answered after the backup may be gone. A revocation never */
    Kept(Tally tally, boolean lossIsAllowed) {
        this.tally = tally;
        this.lossIsAllowed = lossIsAllowed;
    }

    @Override
    public Void tell(Ledger.Entry entry, boolean isTrue) {
        lastMillis = Math.max(lastMillis, entry.atMillis());
        (isTrue ? kept : lost).merge(entry.kind(), 1, Integer::sum);
        if (!isTrue) {
            gone.add(entry);
            if (entry.kind() == Kind.REVOKED || !lossIsAllowed) {
                tally.wrong("an answer of kind " + entry.kind() + " is not true any more");
            }
        }
        return null;
    }

    /** Returns the entries that are not true any more. */
    List<Ledger.Entry> gone() {
        return gone;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        line(text, Kind.REVOKED, "revoked keys", "refused", "served again");
        line(text, Kind.MADE, "other keys", "served", "lost");
        line(text, Kind.ADDED, "records and files", "there", "lost");
        oldest(text, "record", false);
        oldest(text, "file", true);
        return text.toString();
    }

    /** Tells files from the rest, because a restore brings them back as of another time. */
    private void oldest(StringBuilder text, String what, boolean files) {
        gone.stream()
                .filter(entry -> entry.text().startsWith("/files/") == files)
                .mapToLong(Ledger.Entry::atMillis)
                .min()
                .ifPresent(first -> text.append(String.format(
                        Locale.ROOT,
                        "the oldest lost %s came %.1f s before the last answer of all%n",
                        what,
                        (lastMillis - first) / MILLIS)));
    }

    private void line(StringBuilder text, Kind kind, String what, String good, String bad) {
        text.append(String.format(
                Locale.ROOT,
                "%-20s %6d %s, %d %s%n",
                what + ":",
                kept.getOrDefault(kind, 0),
                good,
                lost.getOrDefault(kind, 0),
                bad));
    }
}
