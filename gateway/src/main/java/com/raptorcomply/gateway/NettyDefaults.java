package com.raptorcomply.gateway;

/**
 * What Netty reads from system properties when it is first used, set where the operator has not. Netty 4.2's default,
 * adaptive allocator costs three times the CPU of the pooled one at answers of 64 KiB and more.
 */
final class NettyDefaults {
    private NettyDefaults() {}

    static void apply() {
        setUnlessSet("io.netty.allocator.type", "pooled");
        setUnlessSet("vertx.disableTCCL", "true");
        setUnlessSet("vertx.disableContextTimings", "true");
        setUnlessSet("vertx.disableMetrics", "true");
    }

    private static void setUnlessSet(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }
}
