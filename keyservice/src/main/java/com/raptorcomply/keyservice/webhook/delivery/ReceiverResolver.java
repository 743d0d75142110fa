package com.raptorcomply.keyservice.webhook.delivery;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.resolver.ResolvedAddressTypes;
import io.netty.resolver.dns.DnsNameResolver;
import io.netty.resolver.dns.DnsNameResolverBuilder;
import io.netty.resolver.dns.SequentialDnsServerAddressStreamProvider;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Resolves the names of receivers to all of their addresses. It has a resolver of its own, because the one of the HTTP
 * client connects to what it has found before anybody has looked at it.
 */
final class ReceiverResolver {
    private static final int QUERY_MILLIS_MAX = 2_000;
    private static final int QUERIES_MAX = 8;
    private static final int CACHED_SECONDS_MAX = 30;

    private final EventLoopGroup group = new MultiThreadIoEventLoopGroup(
            1, new DefaultThreadFactory("webhook-dns", true), NioIoHandler.newFactory());
    private final DnsNameResolver resolver;

    /** @param servers empty: the system's */
    ReceiverResolver(List<InetSocketAddress> servers) {
        DnsNameResolverBuilder builder = new DnsNameResolverBuilder(group.next())
                .datagramChannelType(NioDatagramChannel.class)
                .socketChannelType(NioSocketChannel.class)
                .resolvedAddressTypes(ResolvedAddressTypes.IPV4_PREFERRED)
                .completeOncePreferredResolved(false)
                .searchDomains(List.of())
                .ttl(0, CACHED_SECONDS_MAX)
                .queryTimeoutMillis(QUERY_MILLIS_MAX)
                .maxQueriesPerResolve(QUERIES_MAX);
        if (!servers.isEmpty()) {
            builder.nameServerProvider(new SequentialDnsServerAddressStreamProvider(servers));
        }
        this.resolver = builder.build();
    }

    /** Returns all addresses, IPv4 first; fails if there are none. Completes on the context. */
    Future<List<InetAddress>> resolve(String name, Context context) {
        Promise<List<InetAddress>> found = Promise.promise();
        resolver.resolveAll(name)
                .addListener(
                        (io.netty.util.concurrent.Future<List<InetAddress>> resolved) -> context.runOnContext(done -> {
                            if (resolved.isSuccess()) {
                                found.complete(List.copyOf(resolved.getNow()));
                            } else {
                                found.fail(resolved.cause());
                            }
                        }));
        return found.future();
    }

    void close() {
        resolver.close();
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }
}
