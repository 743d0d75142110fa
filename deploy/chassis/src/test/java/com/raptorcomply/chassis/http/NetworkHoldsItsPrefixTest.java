package com.raptorcomply.chassis.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.util.NetUtil;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares random networks and addresses with arithmetic on numbers. */
class NetworkHoldsItsPrefixTest {
    private static final long SEED = 20_261_120;
    private static final int ROUNDS = 20_000;

    private final Random random = new Random(SEED);

    @ParameterizedTest
    @ValueSource(ints = {4, 16})
    void andNothingElse(int bytes) throws Exception {
        int held = 0;
        for (int round = 0; round < ROUNDS; round++) {
            byte[] address = randomBytes(bytes);
            int prefix = random.nextInt(8 * bytes + 1);
            byte[] client = sharing(address, random.nextInt(8 * bytes + 1));

            boolean expected = number(address, prefix).equals(number(client, prefix));

            assertThat(network(text(address) + "/" + prefix).contain(InetAddress.getByAddress(client)))
                    .as("%s/%d and %s", text(address), prefix, text(client))
                    .isEqualTo(expected);
            held += expected ? 1 : 0;
        }
        assertThat(held).isBetween(ROUNDS / 5, ROUNDS * 4 / 5);
    }

    @Test
    void writtenAsMappedAddressesToo() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            byte[] address = randomBytes(4);
            int prefix = random.nextInt(33);
            InetAddress client = InetAddress.getByAddress(sharing(address, random.nextInt(33)));
            String mapped = "::ffff:" + text(address) + "/" + (96 + prefix);

            assertThat(network(mapped).contain(client))
                    .as("%s and %s", mapped, client)
                    .isEqualTo(network(text(address) + "/" + prefix).contain(client));
        }
    }

    @Test
    void neverOneFamilyWithinTheOther() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            byte[] four = randomBytes(4);
            byte[] six = randomBytes(16);
            six[0] = 0x20;
            assertThat(network("0.0.0.0/0").contain(InetAddress.getByAddress(six)))
                    .isFalse();
            assertThat(network("::/" + random.nextInt(96)).contain(InetAddress.getByAddress(four)))
                    .isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.0/24, 192.0.2.255, true",
        "192.0.2.0/24, 192.0.3.0, false",
        "192.0.2.128/25, 192.0.2.127, false",
        "192.0.2.7, 192.0.2.7, true",
        "192.0.2.7, 192.0.2.70, false",
        "10.1.0.0/16, 10.10.0.1, false",
        "2001:db8::/32, 2001:db8:ffff::1, true",
        "2001:db8::/33, 2001:db8:8000::1, false",
        "::ffff:c000:200/120, 192.0.2.9, true",
        "0.0.0.0/0, 203.0.113.1, true",
        "::/0, 2001:db8::1, true"
    })
    void examples(String cidr, String client, boolean held) throws Exception {
        assertThat(network(cidr).contain(address(client))).isEqualTo(held);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/8",
                "10.0.0.0/",
                "10.0.0.0/33",
                "::/129",
                "10.0.0.0/-1",
                "10.0.0/8",
                "10.0.0.0/8/8",
                "a.example/8"
            })
    void aTextThatIsNoNetworkMatchesNoAddress(String text) throws Exception {
        CidrBlocks networks = Objects.requireNonNull(CidrBlocks.of(List.of(text)));
        assertThat(networks.contain(address("10.0.0.1"))).isFalse();
        assertThat(networks.contain(address("::1"))).isFalse();
    }

    private static InetAddress address(String text) throws UnknownHostException {
        return InetAddress.getByAddress(NetUtil.createByteArrayFromIpAddressString(text));
    }

    private static CidrBlocks network(String cidr) {
        assertThat(CidrBlocks.isNetwork(cidr)).as(cidr).isTrue();
        return Objects.requireNonNull(CidrBlocks.of(List.of(cidr)));
    }

    private static BigInteger number(byte[] address, int prefix) {
        return new BigInteger(1, address).shiftRight(8 * address.length - prefix);
    }

    /** Returns another address with the same first bits and a different next bit. */
    private byte[] sharing(byte[] address, int bits) {
        byte[] other = randomBytes(address.length);
        for (int bit = 0; bit < 8 * address.length && bit <= bits; bit++) {
            int mask = 0x80 >> bit % 8;
            boolean set = (address[bit / 8] & mask) != 0;
            if (bit == bits) {
                set = !set;
            }
            other[bit / 8] = (byte) (set ? other[bit / 8] | mask : other[bit / 8] & ~mask);
        }
        return other;
    }

    private byte[] randomBytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    private static String text(byte[] address) throws UnknownHostException {
        return InetAddress.getByAddress(address).getHostAddress();
    }
}
