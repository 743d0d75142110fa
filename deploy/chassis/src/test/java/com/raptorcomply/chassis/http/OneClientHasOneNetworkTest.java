package com.raptorcomply.chassis.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OneClientHasOneNetworkTest {
    @ParameterizedTest
    @CsvSource({
        "192.0.2.7, 192.0.2.7",
        "255.255.255.255, 255.255.255.255",
        "::ffff:192.0.2.7, 192.0.2.7",
        "2001:db8:0:1:2:3:4:5, 2001:db8:0:1:0:0:0:0/64",
        "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, ffff:ffff:ffff:ffff:0:0:0:0/64"
    })
    void isShownAsAddressOrNetwork(String address, String shown) throws Exception {
        assertThat(network(address).text()).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({
        "2001:db8:0:1::1, 2001:db8:0:1:ffff::9, true",
        "2001:db8:0:1::1, 2001:db8:0:2::1, false",
        "192.0.2.7, 192.0.2.8, false",
        "0.0.0.0, ::, false"
    })
    void isTheSameForOneClientOnly(String one, String other, boolean same) throws Exception {
        assertThat(network(one).equals(network(other))).isEqualTo(same);
    }

    private static ClientNetwork network(String text) throws UnknownHostException {
        return ClientNetwork.of(InetAddress.getByAddress(NetUtil.createByteArrayFromIpAddressString(text)));
    }
}
