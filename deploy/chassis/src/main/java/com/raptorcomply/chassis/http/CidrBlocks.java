package com.raptorcomply.chassis.http;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A list of networks, such as those that a key may be used from or that are trusted. Immutable; any thread. */
public final class CidrBlocks {
    private final List<CidrBlock> allowed;

    private CidrBlocks(List<CidrBlock> allowed) {
        this.allowed = allowed;
    }

    /**
     * Parses networks. A text that is not a network matches no address.
     *
     * @return null if the list is empty, which means no limit
     */
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

    /** Returns true if the text is a network. */
    public static boolean isNetwork(String cidr) {
        return CidrBlock.of(cidr) != null;
    }

    public boolean contain(InetAddress client) {
        return allowed.stream().anyMatch(network -> network.contains(client));
    }
}
