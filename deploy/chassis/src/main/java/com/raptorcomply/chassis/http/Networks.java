package com.raptorcomply.chassis.http;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Networks that a key may be used from, or that are trusted. Immutable, any thread. */
public final class Networks {
    private final List<Network> allowed;

    private Networks(List<Network> allowed) {
        this.allowed = allowed;
    }

    /** Null when there is no limit. A network that cannot be read admits nobody. */
    public static @Nullable Networks of(List<String> cidrs) {
        if (cidrs.isEmpty()) {
            return null;
        }
        List<Network> allowed = new ArrayList<>();
        for (String cidr : cidrs) {
            Network network = Network.of(cidr);
            if (network != null) {
                allowed.add(network);
            }
        }
        return new Networks(allowed);
    }

    /** Whether it is written as one. */
    public static boolean isNetwork(String cidr) {
        return Network.of(cidr) != null;
    }

    public boolean contain(InetAddress client) {
        return allowed.stream().anyMatch(network -> network.contains(client));
    }
}
