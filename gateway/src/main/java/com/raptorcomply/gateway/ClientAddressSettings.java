package com.raptorcomply.gateway;

import com.raptorcomply.chassis.settings.Settings;
import com.raptorcomply.gateway.decision.Networks;
import java.util.List;

/** Reads who may say where a request comes from. */
final class ClientAddressSettings {
    private ClientAddressSettings() {}

    static Clients from(Settings settings) {
        Settings address = settings.child("clientAddress");
        List<String> trusted = address.strings("trusted");
        boolean networks = trusted.stream().allMatch(Networks::isNetwork);
        address.expect(networks, "trusted", "a list of networks such as 192.0.2.0/24 or 2001:db8::/32");
        return new Clients(Networks.of(networks ? trusted : List.of()), address.string("field", "X-Forwarded-For"));
    }
}
