package com.raptorcomply.chassis.http;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Networks that a key may be used from, or that are trusted. Immutable, any thread. */
public final class CidrBlocks {
    private final List<CidrBlock> allowed;

    private CidrBlocks(List<CidrBlock> allowed) {
        this.allowed = allowed;
    }

    /** Null when there is no limit. A network that cannot be read admits nobody. */
    public static @Nullable CidrBlocks of(List<String> cidrs) {
        if (cidrs.isEmpty()) {
            return null;
        }
        List<CidrBlock> allowed = new ArrayList<>();
        for (String cidr : cidrs) {
            CidrBlock network = CidrBlock.of(cidr);
            if (network != null) {
                allowed.add(network);
            }
        }
        return new CidrBlocks(allowed);
    }

    /** Whether it is written as one. */
    public static boolean isNetwork(String cidr) {
        return CidrBlock.of(cidr) != null;
    }

    public boolean contain(InetAddress client) {
        return allowed.stream().anyMatch(network -> network.contains(client));
    }
}
