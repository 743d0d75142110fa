package com.raptorcomply.keyservice.cli;

import com.raptorcomply.chassis.command.OperatorCommands;
import com.raptorcomply.chassis.service.ServiceName;
import com.raptorcomply.keyservice.config.KeyServiceConfig;
import java.util.stream.Stream;

/** The operator's commands of the key service. */
public final class KeyServiceCommands {
    public static final OperatorCommands ALL = new OperatorCommands(
            ServiceName.KEYSERVICE,
            KeyServiceConfig.MIGRATIONS,
            operator -> Stream.of(
                    new FirstAdminCommand(operator),
                    new VerifyActivityCommand(operator),
                    new NewEpochCommand(operator),
                    new ReencryptSecretsCommand(operator)));

    private KeyServiceCommands() {}
}
