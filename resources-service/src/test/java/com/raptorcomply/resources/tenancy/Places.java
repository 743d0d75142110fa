package com.raptorcomply.resources.tenancy;

import com.raptorcomply.keyservice.stamp.Stamp.Restriction;
import java.util.List;
import java.util.UUID;

/** Restrictions to one kind of place. */
public final class Places {
    private Places() {}

    public static Restriction facilities(UUID... facilities) {
        return new Restriction(List.of(facilities), List.of(), List.of(), List.of());
    }

    public static Restriction controlCenters(UUID... centers) {
        return new Restriction(List.of(), List.of(centers), List.of(), List.of());
    }

    public static Restriction cyberSystems(UUID... systems) {
        return new Restriction(List.of(), List.of(), List.of(systems), List.of());
    }
}
