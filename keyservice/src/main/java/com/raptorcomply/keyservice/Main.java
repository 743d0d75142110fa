package com.raptorcomply.keyservice;

import com.raptorcomply.chassis.service.ServiceMain;
import com.raptorcomply.chassis.service.ServiceName;

/** Runs the key service as a process of its own, or one of the operator's commands. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        if (OperatorCommand.isOne(arguments)) {
            System.exit(OperatorCommand.run(arguments, System.getenv(), System.out, System.err));
        }
        ServiceMain.run(ServiceName.KEYSERVICE, arguments, KeyService::start);
    }
}
