package com.raptorcomply.keyservice;

import com.raptorcomply.chassis.service.ServiceMain;
import com.raptorcomply.chassis.service.ServiceName;

/** Runs the key service as a process of its own. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        ServiceMain.run(ServiceName.KEYSERVICE, arguments, KeyService::start);
    }
}
