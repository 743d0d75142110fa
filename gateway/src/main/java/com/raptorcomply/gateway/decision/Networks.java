package com.raptorcomply.gateway.decision;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The networks that a key may be used from. Immutable. */
final class Networks {
    private final List<Network> allowed;

    private Networks(List<Network> allowed) {
        this.allowed = allowed;
    }

    /** Null when there is no limit. A network that cannot be read admits nobody. */
    static @Nullable Networks of(List<String> cidrs) {
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

    boolean contain(InetAddress client) {
        return allowed.stream().anyMatch(network -> network.contains(client));
    }
}
