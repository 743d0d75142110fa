package com.raptorcomply.keyservice.webhook.delivery;

import com.raptorcomply.chassis.http.CidrBlocks;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides which addresses a webhook may reach: public unicast ones, and networks that a setting names. Everything else of
 * IANA's special-purpose registries (RFC 6890) is refused, because a request to it would come from inside: loopback,
 * private and link-local networks, the metadata services of clouds. Immutable.
 */
public final class AllowedAddresses {
    private static final CidrBlocks SPECIAL = blocks(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.31.196.0/24",
            "192.52.193.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "192.175.48.0/24",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/3",
            // The metadata service of Azure has a public address.
            "168.63.129.16/32",
            // Of IPv6 only global unicast remains: below, the parts of it that are not.
            "2001::/23",
            "2001:db8::/32",
            "2002::/16",
            "3fff::/20");

    private static final CidrBlocks GLOBAL_UNICAST = blocks("2000::/3");

    /** NAT64 leads to the IPv4 address in the last four bytes (RFC 6052). */
    private static final CidrBlocks NAT64 = blocks("64:ff9b::/96");

    private final @Nullable CidrBlocks named;

    /** @param networks further networks that may be reached */
    public AllowedAddresses(List<String> networks) {
        this.named = CidrBlocks.of(networks);
    }

    private static CidrBlocks blocks(String... networks) {
        CidrBlocks blocks = CidrBlocks.of(List.of(networks));
        if (blocks == null) {
            throw new IllegalArgumentException("no networks");
        }
        return blocks;
    }

    /** Returns true if a setting names networks at all, which may be reached without TLS, too. */
    public boolean anyNamed() {
        return named != null;
    }

    /** Returns true if a setting names a network of this address. */
    public boolean isNamed(InetAddress address) {
        return named != null && named.contain(address);
    }

    /** Returns true if a webhook may reach the address over TLS. */
    public boolean allows(InetAddress address) {
        return isNamed(address) || isPublic(address);
    }

    private static boolean isPublic(InetAddress address) {
        if (address instanceof Inet4Address) {
            return !SPECIAL.contain(address);
        }
        return NAT64.contain(address)
                ? isPublic(embedded(address))
                : GLOBAL_UNICAST.contain(address) && !SPECIAL.contain(address);
    }

    private static InetAddress embedded(InetAddress nat64) {
        byte[] bytes = nat64.getAddress();
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(bytes, bytes.length - Integer.BYTES, bytes.length));
        } catch (UnknownHostException notFourBytes) {
            throw new IllegalStateException(notFourBytes);
        }
    }
}
