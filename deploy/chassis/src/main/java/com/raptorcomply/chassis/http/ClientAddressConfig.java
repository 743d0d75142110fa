package com.raptorcomply.chassis.http;

import com.raptorcomply.chassis.settings.Checks;
import com.raptorcomply.chassis.settings.Default;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The settings {@code clientAddress}: the proxies that may tell where a request comes from.
 *
 * @param trusted networks of these proxies; none: the client is the connection's other end
 * @param field the header field that they write
 */
public record ClientAddressConfig(
        @Default("") List<String> trusted,
        @Default("X-Forwarded-For") String field) {
    /** A token of RFC 9110 section 5.6.2. */
    private static final Pattern FIELD = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}");

    public ClientAddressConfig {
        trusted = Checks.accepted(trusted);
        Checks checks = new Checks()
                .expect(
                        field == null || FIELD.matcher(field).matches(),
                        "field",
                        field,
                        "the name of a header field, such as X-Forwarded-For or Forwarded");
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
