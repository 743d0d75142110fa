package com.raptorcomply.keyservice.webhook;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.handler.codec.dns.DatagramDnsQuery;
import io.netty.handler.codec.dns.DatagramDnsQueryDecoder;
import io.netty.handler.codec.dns.DatagramDnsResponse;
import io.netty.handler.codec.dns.DatagramDnsResponseEncoder;
import io.netty.handler.codec.dns.DefaultDnsRawRecord;
import io.netty.handler.codec.dns.DnsQuestion;
import io.netty.handler.codec.dns.DnsRecordType;
import io.netty.handler.codec.dns.DnsResponseCode;
import io.netty.handler.codec.dns.DnsSection;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A name server on a UDP socket, whose answers may not be kept and may change from one question to the next. */
public final class TestNameServer implements AutoCloseable {
    private static final int IPV4_BYTES = 4;

    private final EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final Map<String, Deque<List<String>>> answers = new ConcurrentHashMap<>();
    private final AtomicInteger questions = new AtomicInteger();
    private final Channel channel;

    public TestNameServer() {
        channel = new Bootstrap()
                .group(group)
                .channel(NioDatagramChannel.class)
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel started) {
                        started.pipeline()
                                .addLast(
                                        new DatagramDnsQueryDecoder(),
                                        new DatagramDnsResponseEncoder(),
                                        new Answering());
                    }
                })
                .bind(InetAddress.getLoopbackAddress(), 0)
                .syncUninterruptibly()
                .channel();
    }

    public String address() {
        return "127.0.0.1:" + ((InetSocketAddress) channel.localAddress()).getPort();
    }

    /** Answers each question for the name with these addresses. */
    public void answer(String name, List<String> addresses) {
        answerInTurn(name, List.of(addresses));
    }

    /** Answers the next question for the name with the first list of addresses, and so on; the last one stays. */
    public void answerInTurn(String name, List<List<String>> addresses) {
        answers.put(name, new ArrayDeque<>(addresses));
    }

    /** Returns the number of questions for IPv4 addresses. */
    public int questions() {
        return questions.get();
    }

    @Override
    public void close() {
        channel.close().syncUninterruptibly();
        group.shutdownGracefully();
    }

    private final class Answering extends SimpleChannelInboundHandler<DatagramDnsQuery> {
        @Override
        protected void channelRead0(ChannelHandlerContext context, DatagramDnsQuery query) {
            DnsQuestion question = query.recordAt(DnsSection.QUESTION);
            InetSocketAddress server = query.recipient();
            InetSocketAddress client = query.sender();
            DatagramDnsResponse response =
                    new DatagramDnsResponse(/* sender= */ server, /* recipient= */ client, query.id());
            response.addRecord(DnsSection.QUESTION, question);
            String name = question.name().replaceAll("\\.$", "");
            Deque<List<String>> known = answers.get(name);
            boolean isIpv4 = question.type().equals(DnsRecordType.A);
            if (known == null) {
                response.setCode(DnsResponseCode.NXDOMAIN);
            } else {
                List<String> addresses = isIpv4 && known.size() > 1 ? known.removeFirst() : known.getFirst();
                addresses.forEach(address -> add(response, question, address));
            }
            if (isIpv4) {
                questions.incrementAndGet();
            }
            context.writeAndFlush(response);
        }

        private void add(DatagramDnsResponse response, DnsQuestion question, String address) {
            byte[] bytes = NetUtil.createByteArrayFromIpAddressString(address);
            DnsRecordType type = bytes.length == IPV4_BYTES ? DnsRecordType.A : DnsRecordType.AAAA;
            if (question.type().equals(type)) {
                response.addRecord(
                        DnsSection.ANSWER,
                        new DefaultDnsRawRecord(question.name(), type, 0, Unpooled.wrappedBuffer(bytes)));
            }
        }
    }
}
