package com.raptorcomply.resources.evidence;

import com.raptorcomply.chassis.postgres.PostgresServer;
import com.raptorcomply.resources.Caller;
import com.raptorcomply.resources.UnderTest;
import java.util.Map;
import java.util.UUID;

/** A service with narrow bounds of files, which sweeps often. Starts at first use and ends with the JVM. */
final class NarrowService {
    static final int BYTES_MAX = 200 * 1024;

    private static final UnderTest SHARED = new UnderTest(PostgresServer.shared())
            .start(Map.of(
                    "files.bytesMax",
                    BYTES_MAX,
                    "files.organizationUploadsMax",
                    1,
                    "files.uploadsMax",
                    2,
                    "files.unusedAge",
                    "1m",
                    "files.sweepInterval",
                    "1s"));

    private NarrowService() {}

    static UnderTest shared() {
        return SHARED;
    }

    /** Creates a client of a new organization. */
    static FileClient client() {
        return new FileClient(FileClient.withFiles(Caller.of(SHARED, UUID.randomUUID())));
    }
}
