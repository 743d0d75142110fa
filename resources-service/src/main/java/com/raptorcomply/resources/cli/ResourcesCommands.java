package com.raptorcomply.resources.cli;

import com.raptorcomply.chassis.command.OperatorCommands;
import com.raptorcomply.chassis.service.ServiceName;
import com.raptorcomply.resources.config.ResourcesConfig;
import java.util.stream.Stream;

/** The operator's commands of the resource service. */
public final class ResourcesCommands {
    public static final OperatorCommands ALL = new OperatorCommands(
            ServiceName.RESOURCES,
            ResourcesConfig.MIGRATIONS,
            operator -> Stream.of(new VerifyActivityCommand(operator), new NewEpochCommand(operator)));

    private ResourcesCommands() {}
}
