package com.raptorcomply.keyservice.client.grant;

import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * Computes the permissions that a principal can use: its own, less those that a restriction removes on every record.
 * Any thread. A restriction to places removes no permission, because the permission still applies to records in those
 * places.
 */
public final class EffectivePermissions {
    /** The resources whose permissions a restriction's operations can remove. Other permissions stay. */
    private static final Set<String> COMPLIANCE_DATA = Set.of(
            "facilities",
            "control-centers",
            "cyber-systems",
            "cyber-assets",
            "physical-areas",
            "evidence",
            "files",
            "tasks",
            "training",
            "policy-documents",
            "cip-senior-managers",
            "personnel-risk-assessments",
            "links");

    private EffectivePermissions() {}

    /**
     * Returns the remaining permissions, in the order of {@code held}.
     *
     * @param operations of each restriction; all restrictions apply, and an empty one allows every operation
     */
    public static List<String> of(Collection<String> held, Collection<? extends Collection<String>> operations) {
        return held.stream()
                .filter(permission -> isLeft(permission, operations))
                .toList();
    }

    /** Returns the permissions of a grant that its restrictions leave. */
    public static List<String> of(Grant grant) {
        return of(
                grant.permissions().asList(),
                grant.bounds().restrictions().stream()
                        .map(Restriction::operations)
                        .toList());
    }

    /**
     * Returns true if a principal with the permission can use it on some record.
     *
     * @param operations of each restriction, as in {@link #of(Collection, Collection)}
     */
    public static boolean isLeft(String permission, Collection<? extends Collection<String>> operations) {
        int colon = permission.indexOf(':');
        if (colon < 0 || !COMPLIANCE_DATA.contains(permission.substring(0, colon))) {
            return true;
        }
        String action = permission.substring(colon + 1);
        return operations.stream()
                .allMatch(each -> each.isEmpty() || each.contains(permission) || each.contains(action));
    }
}
