package com.raptorcomply.chassis.http;

import com.raptorcomply.chassis.settings.Checks;
import com.raptorcomply.chassis.settings.Default;
import java.util.List;

/**
 * The settings {@code clientAddress}: the proxies that may tell where a request comes from.
 *
 * @param trusted networks of these proxies; none: the client is the connection's other end
 * @param field the header field that they write
 */
public record ClientAddressConfig(
        @Default("") List<String> trusted,
        @Default("X-Forwarded-For") String field) {
    public ClientAddressConfig {
        trusted = Checks.accepted(trusted);
        Checks checks = new Checks();
        for (int i = 0; i < trusted.size(); i++) {
            checks.expect(
                    CidrBlocks.isNetwork(trusted.get(i)),
                    "trusted[" + i + "]",
                    trusted.get(i),
                    "a network such as 192.0.2.0/24 or 2001:db8::/32");
        }
        checks.done();
    }
}
