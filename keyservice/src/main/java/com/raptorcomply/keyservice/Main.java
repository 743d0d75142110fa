package com.raptorcomply.keyservice;

import com.raptorcomply.chassis.service.ServiceMain;
import com.raptorcomply.chassis.service.ServiceName;
import java.util.List;

/** Runs the key service as a process of its own, or one of the operator's commands. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        if (OperatorCommand.isOne(arguments)) {
            System.exit(OperatorCommand.run(arguments, System.getenv(), System.out, System.err));
        }
        if (List.of(arguments).contains("--help")) {
            System.out.print(OperatorCommand.USAGE);
        }
        ServiceMain.run(ServiceName.KEYSERVICE, arguments, KeyService::start);
    }
}
