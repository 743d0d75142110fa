package com.raptorcomply.resources;

import com.raptorcomply.chassis.service.ServiceMain;
import com.raptorcomply.chassis.service.ServiceName;
import com.raptorcomply.resources.cli.ResourcesCommands;
import com.raptorcomply.resources.config.ResourcesConfig;

/** Runs the resource service as a process, or one of the operator's commands. */
public final class ResourcesMain {
    private ResourcesMain() {}

    public static void main(String[] arguments) {
        ResourcesCommands.ALL.runIfNamed(arguments);
        ServiceMain.run(
                ServiceName.RESOURCES,
                arguments,
                ResourcesConfig.class,
                ResourcesConfig::examine,
                ResourcesService::start);
    }
}
