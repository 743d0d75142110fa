package com.raptorcomply.local;

import com.raptorcomply.local.demo.DemoInventory;
import com.raptorcomply.local.directory.DataDirectory;
import com.raptorcomply.local.directory.DemoEnvironment;
import java.io.PrintWriter;

/** Prints addresses, keys and command lines to paste, when the local run is ready. */
record Banner(DemoEnvironment environment, DataDirectory directory) {

    void print(PrintWriter out) {
        out.println();
        environment.variables().forEach((name, value) -> out.println("  " + name + "=" + value));
        out.println();
        out.println("Also in " + directory.resolve("demo.env") + "; the services' logs are in "
                + directory.resolve("services.log"));
        out.println();
        out.println("Try:");
        out.println();
        out.println(curl("/facilities", ""));
        out.println();
        out.println(curl("/cyber-assets", " -H 'Content-Type: application/json' -d '" + newAsset() + "'"));
        out.println();
        out.println(curl("/validate", ""));
        out.println();
        out.println("Ready. Press Ctrl-C to stop.");
        out.flush();
    }

    private String curl(String path, String options) {
        return "  curl -sS -H 'X-API-Key: " + environment.get("RAPTOR_COMPLY_API_KEY") + "'" + options + " "
                + environment.get("GATEWAY_URL") + path;
    }

    /** The shell inserts the time into the tag, so that the pasted line works options than once. */
    private static String newAsset() {
        return DemoInventory.assetToTry("RTU-'$(date +%s)'").encode();
    }
}
