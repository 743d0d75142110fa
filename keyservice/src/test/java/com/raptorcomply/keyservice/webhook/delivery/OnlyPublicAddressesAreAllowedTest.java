package com.raptorcomply.keyservice.webhook.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OnlyPublicAddressesAreAllowedTest {
    private final AllowedAddresses none = new AllowedAddresses(List.of());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "10.255.255.255",
                "100.64.0.1",
                "127.255.255.254",
                "169.254.169.254",
                "172.31.255.255",
                "192.0.0.192",
                "192.0.2.1",
                "192.168.0.1",
                "198.18.0.1",
                "198.51.100.1",
                "203.0.113.1",
                "224.0.0.1",
                "239.255.255.250",
                "240.0.0.1",
                "255.255.255.255",
                "168.63.129.16",
                "::",
                "::1",
                "::127.0.0.1",
                "::ffff:10.0.0.1",
                "64:ff9b::a9fe:a9fe",
                "64:ff9b:1::1",
                "100::1",
                "2001::1",
                "2001:db8::1",
                "2002:7f00:1::1",
                "3fff::1",
                "fc00::1",
                "fd00:ec2::254",
                "fe80::1",
                "fec0::1",
                "ff02::1"
            })
    void noneOfTheSpecialOnes(String address) throws UnknownHostException {
        assertThat(none.allows(parse(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "9.255.255.255",
                "11.0.0.1",
                "100.63.255.255",
                "100.128.0.1",
                "172.32.0.1",
                "192.0.1.1",
                "223.255.255.255",
                "2606:4700::1111",
                "2a00:1450::1",
                "64:ff9b::101:101",
                "::ffff:1.1.1.1"
            })
    void thoseOfTheInternet(String address) throws UnknownHostException {
        assertThat(none.allows(parse(address))).isTrue();
        assertThat(none.isNamed(parse(address))).isFalse();
    }

    @Test
    void andThoseThatASettingNames() throws UnknownHostException {
        AllowedAddresses named = new AllowedAddresses(List.of("10.1.0.0/16", "fd12::/16"));

        assertThat(named.allows(parse("10.1.2.3"))).isTrue();
        assertThat(named.allows(parse("fd12::1"))).isTrue();
        assertThat(named.allows(parse("10.2.0.1"))).isFalse();
        assertThat(named.allows(parse("127.0.0.1"))).isFalse();
        assertThat(named.allows(parse("1.1.1.1"))).isTrue();
    }

    private static InetAddress parse(String address) throws UnknownHostException {
        return InetAddress.getByAddress(NetUtil.createByteArrayFromIpAddressString(address));
    }
}
