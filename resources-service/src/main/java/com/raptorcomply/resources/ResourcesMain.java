package com.raptorcomply.resources;

import com.raptorcomply.chassis.service.ServiceMain;
import com.raptorcomply.chassis.service.ServiceName;
import com.raptorcomply.resources.config.ResourcesConfig;

/** Runs the resource service as a process. */
public final class ResourcesMain {
    private ResourcesMain() {}

    public static void main(String[] arguments) {
        ServiceMain.run(ServiceName.RESOURCES, arguments, ResourcesConfig::examine, ResourcesService::start);
    }
}
