package com.raptorcomply.resources;

import com.raptorcomply.chassis.service.ServiceMain;
import com.raptorcomply.chassis.service.ServiceName;

/** The resource service as a process. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        ServiceMain.run(ServiceName.RESOURCES, arguments, ResourcesSettings::from, ResourcesService::start);
    }
}
