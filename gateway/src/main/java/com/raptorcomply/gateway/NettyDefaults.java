package com.raptorcomply.gateway;

/**
 * Sets system properties that Netty and Vert.x read at their first use, unless the operator has set them. Netty uses
 * the pooled allocator, because the adaptive one, its default, costs more CPU for large responses.
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
