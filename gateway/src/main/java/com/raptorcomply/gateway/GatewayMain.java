package com.raptorcomply.gateway;

import com.raptorcomply.chassis.service.ServiceMain;
import com.raptorcomply.chassis.service.ServiceName;
import com.raptorcomply.gateway.config.GatewayConfig;
import com.raptorcomply.gateway.config.GatewayConfigReader;

/** Runs the gateway as a process. */
public final class GatewayMain {
    private GatewayMain() {}

    public static void main(String[] arguments) {
        NettyDefaults.apply();
        ServiceMain.run(
                ServiceName.GATEWAY,
                arguments,
                GatewayConfig.class,
                GatewayConfigReader::examine,
                GatewayService::start);
    }
}
