package com.raptorcomply.keyservice.client.grant;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/** A sorted set of permissions {@code resource:action}. Immutable. Equal sets are usually one object. */
public final class Permissions {
    private static final int SHARED_MAX = 10_000;
    private static final Interner<Permissions> SHARED = new Interner<>(SHARED_MAX);

    public static final Permissions NONE = of(List.of());

    private final String[] sorted;

    private Permissions(String[] sorted) {
        this.sorted = sorted;
    }

    public static Permissions of(Collection<String> permissions) {
        String[] sorted =
                new TreeSet<>(permissions).stream().map(String::intern).toArray(String[]::new);
        return SHARED.of(new Permissions(sorted));
    }

    public boolean contains(String permission) {
        return Arrays.binarySearch(sorted, permission) >= 0;
    }

    /** Returns the permissions in both sets. A key that acts as a user has these. */
    public Permissions and(Permissions other) {
        return of(Arrays.stream(sorted).filter(other::contains).toList());
    }

    /** Returns the permissions in natural order. */
    public List<String> asList() {
        return List.of(sorted);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Permissions permissions && Arrays.equals(sorted, permissions.sorted);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(sorted);
    }

    @Override
    public String toString() {
        return Arrays.toString(sorted);
    }
}
