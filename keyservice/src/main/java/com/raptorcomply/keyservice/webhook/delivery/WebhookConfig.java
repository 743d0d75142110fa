package com.raptorcomply.keyservice.webhook.delivery;

import com.raptorcomply.chassis.http.CidrBlocks;
import com.raptorcomply.chassis.settings.Checks;
import com.raptorcomply.chassis.settings.Default;
import com.raptorcomply.chassis.settings.NamesFiles;
import com.raptorcomply.chassis.settings.Secret;
import com.raptorcomply.chassis.settings.UnusableFileException;
import com.raptorcomply.chassis.tls.TlsConfig;
import com.raptorcomply.keyservice.signin.totp.SecretCipher;
import io.netty.util.NetUtil;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The settings {@code webhooks}.
 *
 * @param secretKey encrypts the signing secrets; 32 bytes in base64; null: webhooks cannot be created
 * @param secretKeyPrevious decrypts secrets that were encrypted with it
 * @param allowedNetworks networks that webhooks may reach besides public addresses, also without TLS
 * @param nameServers resolve the names of receivers; empty: the system's
 * @param authorityFile the certificates to trust; null: the JVM's
 * @param timeout the time limit of one attempt
 * @param poll the time between two looks at the queue
 * @param retryAfter the wait after the first failure
 */
public record WebhookConfig(
        @Nullable Secret secretKey,
        @Nullable Secret secretKeyPrevious,
        @Default("") List<String> allowedNetworks,
        @Default("") List<String> nameServers,
        @Nullable Path authorityFile,
        @Default("10s") Duration timeout,
        @Default("1s") Duration poll,
        @Default("10s") Duration retryAfter)
        implements NamesFiles {
    private static final String KEY = "32 bytes in base64";
    private static final int LIST_MAX = 100;
    private static final int DNS_PORT = 53;
    private static final int PORT_MAX = 65_535;
    /** An address with a port: {@code 10.0.0.2:53} or {@code [2001:db8::2]:53}. */
    private static final Pattern WITH_PORT = Pattern.compile("([0-9.]+|\\[[0-9a-fA-F.:]+]):([0-9]{1,5})");

    public WebhookConfig {
        allowedNetworks = Checks.accepted(allowedNetworks);
        nameServers = Checks.accepted(nameServers);
        Checks checks = new Checks()
                .expectUnshown(secretKey == null || SecretCipher.isKey(secretKey), "secretKey", KEY)
                .expectUnshown(
                        secretKeyPrevious == null || SecretCipher.isKey(secretKeyPrevious), "secretKeyPrevious", KEY)
                .within("timeout", timeout, Duration.ofMillis(100), Duration.ofSeconds(30))
                .within("poll", poll, Duration.ofMillis(10), Duration.ofMinutes(1))
                .within("retryAfter", retryAfter, Duration.ofMillis(10), Duration.ofHours(1))
                .within("allowedNetworks", allowedNetworks.size(), 0, LIST_MAX)
                .within("nameServers", nameServers.size(), 0, LIST_MAX);
        for (String network : allowedNetworks) {
            checks.expect(CidrBlocks.isNetwork(network), "allowedNetworks", network, "a network such as 10.1.0.0/16");
        }
        for (String server : nameServers) {
            checks.expect(
                    address(server).isPresent(),
                    "nameServers",
                    server,
                    "an address such as 10.0.0.2, 10.0.0.2:53, 2001:db8::2 or [2001:db8::2]:53");
        }
        checks.done();
    }

    @Override
    public void requireUsableFiles(Vertx vertx) throws UnusableFileException {
        TlsConfig.requireAuthority(vertx, "authorityFile", authorityFile);
    }

    /** Returns the cipher of the signing secrets. */
    public SecretCipher cipher() {
        return SecretCipher.of(secretKey, secretKeyPrevious);
    }

    List<InetSocketAddress> resolvers() {
        return nameServers.stream()
                .map(WebhookConfig::address)
                .map(Optional::orElseThrow)
                .toList();
    }

    private static Optional<InetSocketAddress> address(String text) {
        Matcher matcher = WITH_PORT.matcher(text);
        boolean hasPort = matcher.matches();
        byte[] address = NetUtil.createByteArrayFromIpAddressString(hasPort ? matcher.group(1) : text);
        int port = hasPort ? Integer.parseInt(matcher.group(2)) : DNS_PORT;
        if (address == null || port < 1 || port > PORT_MAX) {
            return Optional.empty();
        }
        try {
            return Optional.of(new InetSocketAddress(InetAddress.getByAddress(address), port));
        } catch (UnknownHostException wrongLength) {
            throw new IllegalStateException(wrongLength);
        }
    }
}
