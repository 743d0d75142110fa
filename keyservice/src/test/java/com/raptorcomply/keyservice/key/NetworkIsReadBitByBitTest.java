package com.raptorcomply.keyservice.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Random addresses and prefix lengths: a text is a network if no bit behind the prefix is set. */
class NetworkIsReadBitByBitTest {
    private static final long SEED = 20_261_120;
    private static final int ROUNDS = 20_000;

    private final Random random = new Random(SEED);

    @ParameterizedTest
    @ValueSource(ints = {4, 16})
    void whateverItsFamily(int bytes) throws UnknownHostException {
        for (int round = 0; round < ROUNDS; round++) {
            byte[] address = endingIn(random.nextInt(8 * bytes + 1), bytes);
            int prefix = random.nextInt(8 * bytes + 1);
            int zeros = new BigInteger(1, address).getLowestSetBit();
            boolean isNetwork = zeros < 0 || zeros >= 8 * bytes - prefix;
            String text = InetAddress.getByAddress(address).getHostAddress() + "/" + prefix;

            assertThat(CidrSyntax.isNetwork(text)).as(text).isEqualTo(isNetwork);
            assertThat(CidrSyntax.isNetwork(text + " ")).as(text).isFalse();
            assertThat(CidrSyntax.isNetwork(text.replaceFirst("/.*", "/" + (8 * bytes + 1 + prefix))))
                    .isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {96, 97, 120, 128})
    void mappedAddressesToo(int prefix) {
        assertThat(CidrSyntax.isNetwork("::ffff:0.0.0.0/" + prefix)).isTrue();
        assertThat(CidrSyntax.isNetwork("::ffff:192.0.2.1/" + prefix)).isEqualTo(prefix == 128);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"010.0.0.0/8", "10.00.0.0/8", "10.0.0.08/32", "::ffff:010.0.0.0/104", "0x0a.0.0.0/8", "10.0/16"})
    void numberThatSomeReadAsOctalIsNone(String text) {
        assertThat(CidrSyntax.isNetwork(text)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.7, 192.0.2.7/32 could",
        "192.0.2.7/24, 192.0.2.0/24 or 192.0.2.7/32 could",
        "2001:db8::1/32, 2001:db8::/32 or 2001:db8::1/128 could",
        "2001:db8::1, 2001:db8::1/128 could",
        "192.0.2.7/33, where 192.0.2.7/32 could"
    })
    void networkThatCouldBeMeantIsOffered(String text, String offered) {
        assertThat(CidrSyntax.objection(text, 0)).contains(offered);
    }

    @ParameterizedTest
    @ValueSource(strings = {"example.com/8", "010.0.0.1", "", "/", "10.0.0.1%eth0", "[::1]"})
    void nothingIsOfferedForWhatIsNoAddress(String text) {
        assertThat(CidrSyntax.objection(text, 0)).doesNotContain("could");
    }

    /** Returns random bytes that end in this number of zero bits. */
    private byte[] endingIn(int zeros, int bytes) {
        BigInteger number = new BigInteger(8 * bytes - zeros, random).shiftLeft(zeros);
        byte[] address = new byte[bytes];
        for (int i = 0; i < bytes; i++) {
            address[i] = number.shiftRight(8 * (bytes - 1 - i)).byteValue();
        }
        return address;
    }
}
