package com.raptorcomply.keyservice.signin.session;

import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The place of a sign-in as a person would name it: a network and a browser. It is coarser than a {@link SignInSource},
 * so that neither another address of the same provider nor an update of the browser makes it new.
 *
 * @param network the IPv4 network of 24 bits or the IPv6 network of 48 bits
 * @param agent the User-Agent field without its numbers; empty without the field
 */
record SignInPlace(String network, String agent) {
    private static final Pattern IPV4_HOST = Pattern.compile("\\.[0-9]+$");
    private static final Pattern IPV6_NETWORK = Pattern.compile("^([0-9a-f]+:[0-9a-f]+:[0-9a-f]+):");
    private static final Pattern VERSION = Pattern.compile("[0-9][0-9._]*");

    static SignInPlace of(SignInSource source) {
        return new SignInPlace(network(source.address()), agent(source.userAgent()));
    }

    private static String network(String address) {
        Matcher ipv6 = IPV6_NETWORK.matcher(address);
        return ipv6.find()
                ? ipv6.group(1) + "::/48"
                : IPV4_HOST.matcher(address).replaceFirst(".0/24");
    }

    private static String agent(@Nullable String userAgent) {
        return VERSION.matcher(Objects.requireNonNullElse(userAgent, "")).replaceAll("");
    }
}
