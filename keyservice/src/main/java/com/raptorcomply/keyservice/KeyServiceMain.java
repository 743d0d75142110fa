package com.raptorcomply.keyservice;

import com.raptorcomply.chassis.service.ServiceMain;
import com.raptorcomply.chassis.service.ServiceName;
import com.raptorcomply.keyservice.cli.OperatorCommands;
import com.raptorcomply.keyservice.config.KeyServiceConfig;
import java.util.List;

/** Runs the key service as a process, or one of the operator's commands. */
public final class KeyServiceMain {
    private KeyServiceMain() {}

    public static void main(String[] arguments) {
        if (OperatorCommands.has(arguments)) {
            // Only errors are logged, because the operator reads the command's own output.
            System.setProperty("LOG_LEVEL", "ERROR");
            System.exit(OperatorCommands.run(arguments, System.getenv(), System.out, System.err));
        }
        if (List.of(arguments).contains("--help")) {
            System.out.println(OperatorCommands.usage());
        }
        ServiceMain.run(ServiceName.KEYSERVICE, arguments, KeyServiceConfig::examine, KeyService::start);
    }
}
