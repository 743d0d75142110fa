package com.raptorcomply.keyservice;

import com.raptorcomply.chassis.service.ServiceMain;
import com.raptorcomply.chassis.service.ServiceName;
import com.raptorcomply.keyservice.cli.KeyServiceCommands;
import com.raptorcomply.keyservice.config.KeyServiceConfig;

/** Runs the key service as a process, or one of the operator's commands. */
public final class KeyServiceMain {
    private KeyServiceMain() {}

    public static void main(String[] arguments) {
        KeyServiceCommands.ALL.runIfNamed(arguments);
        ServiceMain.run(
                ServiceName.KEYSERVICE,
                arguments,
                KeyServiceConfig.class,
                KeyServiceConfig::examine,
                KeyService::start);
    }
}
