package com.raptorcomply.chassis.service;

import com.raptorcomply.chassis.log.LogKeys;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Warns at start of what is safe on one machine only, because the defaults are made for a first try on one. */
public final class Exposure {
    private static final Logger LOG = LoggerFactory.getLogger(Exposure.class);
    private static final Pattern LOOPBACK =
            Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[?::1]?", Pattern.CASE_INSENSITIVE);

    private Exposure() {}

    /** Warns if credentials and keys travel to the public port in the clear. */
    public static void ofPublicPort(ServiceName service, String host, boolean encrypted) {
        if (!encrypted && !isLoopback(host)) {
            warn(
                    service,
                    host,
                    "Public port serves other machines without TLS: keys and credentials can be read on the network");
        }
    }

    static void ofManagementPort(ServiceName service, String host) {
        if (!isLoopback(host)) {
            warn(service, host, "Management port serves other machines, and asks for no credential");
        }
    }

    private static void warn(ServiceName service, String host, String what) {
        LOG.atWarn()
                .addKeyValue(LogKeys.SERVICE, service.label())
                .addKeyValue(LogKeys.HOST, host)
                .log(what);
    }

    /** Returns true if the host is this machine's own loopback interface, so that no network carries what is sent there. */
    public static boolean isLoopback(String host) {
        return LOOPBACK.matcher(host).matches();
    }
}
