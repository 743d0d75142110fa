package com.raptorcomply.keyservice.webhook.delivery;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The URL of a webhook's receiver. Its host is a name or an address in the one usual form: other spellings of addresses
 * (decimal, octal, hexadecimal, shortened) are refused, because two readers of them see two hosts.
 *
 * @param host in lower case, an IPv6 address without brackets
 * @param target the path and the query
 * @param literal the address, if the host is one; null: the host is a name
 */
public record ReceiverUrl(
        boolean tls,
        String host,
        int port,
        String target,
        @Nullable InetAddress literal) {
    public static final int LENGTH_MAX = 2_048;

    private static final int HOST_LENGTH_MAX = 253;
    private static final int HTTPS_PORT = 443;
    private static final int HTTP_PORT = 80;
    private static final int PORT_MAX = 65_535;
    private static final Pattern IPV4 = Pattern.compile("(?:(?:0|[1-9][0-9]{0,2})\\.){3}(?:0|[1-9][0-9]{0,2})");

    /** The last label begins with a letter, so that nobody reads the name as an address. */
    private static final Pattern NAME =
            Pattern.compile("(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)*[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?");

    /** Parses a URL; empty if it has another form. */
    public static Optional<ReceiverUrl> parse(String text) {
        if (text.length() > LENGTH_MAX || !text.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            return Optional.empty();
        }
        try {
            return of(new URI(text));
        } catch (URISyntaxException notOne) {
            return Optional.empty();
        }
    }

    private static Optional<ReceiverUrl> of(URI uri) {
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        String host = uri.getHost();
        boolean isTls = scheme.equals("https");
        int port = uri.getPort() == -1 ? isTls ? HTTPS_PORT : HTTP_PORT : uri.getPort();
        boolean isPlain = uri.getRawUserInfo() == null && uri.getRawFragment() == null;
        if (host == null || !isPlain || !(isTls || scheme.equals("http")) || port < 1 || port > PORT_MAX) {
            return Optional.empty();
        }
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        String target = uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
        String name = host.toLowerCase(Locale.ROOT);
        if (name.length() <= HOST_LENGTH_MAX && NAME.matcher(name).matches()) {
            return Optional.of(new ReceiverUrl(isTls, name, port, target, null));
        }
        return address(name)
                .map(address -> new ReceiverUrl(isTls, NetUtil.toAddressString(address), port, target, address));
    }

    private static Optional<InetAddress> address(String host) {
        boolean isIpv6 = host.startsWith("[") && host.endsWith("]") && host.indexOf('%') < 0;
        if (!isIpv6 && !IPV4.matcher(host).matches()) {
            return Optional.empty();
        }
        byte[] bytes = NetUtil.createByteArrayFromIpAddressString(isIpv6 ? host.substring(1, host.length() - 1) : host);
        try {
            return bytes == null ? Optional.empty() : Optional.of(InetAddress.getByAddress(bytes));
        } catch (UnknownHostException wrongLength) {
            return Optional.empty();
        }
    }

    /** Returns scheme, host and port, which are no secret as the path may be. */
    public String origin() {
        String shown = host.indexOf(':') < 0 ? host : "[" + host + "]";
        return (tls ? "https://" : "http://") + shown + ":" + port;
    }

    /** Returns true if a webhook may have this URL, as far as that can be told without resolving its name. */
    public boolean isAllowed(AllowedAddresses addresses) {
        if (literal == null) {
            return tls || addresses.anyNamed();
        }
        return isAllowed(literal, addresses);
    }

    /** Returns true if the receiver may be reached at this address of its name. */
    boolean isAllowed(InetAddress address, AllowedAddresses addresses) {
        return tls ? addresses.allows(address) : addresses.isNamed(address);
    }
}
