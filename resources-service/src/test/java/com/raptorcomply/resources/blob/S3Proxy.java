package com.raptorcomply.resources.blob;

import com.raptorcomply.chassis.Await;
import com.raptorcomply.chassis.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * A real S3 server, S3Proxy in a process of its own, which keeps the object {@code key} of a bucket in the file {@code
 * directory/bucket/key}. It does not compare the digest that an upload names, as Amazon's does. It starts at first use and
 * ends with the JVM.
 */
public final class S3Proxy {
    private static final Path LIBRARIES = Path.of("../deploy/s3proxy/target/lib");
    private static final String ACCESS_KEY = "tests";
    private static final String SECRET = "secret-of-tests";

    private final Path directory;
    private final int port;

    private S3Proxy(Path directory, int port) {
        this.directory = directory;
        this.port = port;
    }

    private static final class Shared {
        static final S3Proxy INSTANCE = start();
    }

    /** Returns the shared server. */
    public static S3Proxy shared() {
        return Shared.INSTANCE;
    }

    /** Makes a new bucket, and returns its directory. */
    public Path newBucket() {
        try {
            return Files.createDirectory(directory.resolve("b-" + UUID.randomUUID()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the settings of a service that keeps its files in the bucket of a directory. */
    public Map<String, Object> settings(Path bucket) {
        return new HashMap<>(Map.of(
                "files.s3.bucket",
                bucket.getFileName().toString(),
                "files.s3.endpoint",
                "http://127.0.0.1:" + port,
                "files.s3.accessKeyId",
                ACCESS_KEY,
                "files.s3.secretAccessKey",
                SECRET,
                "files.s3.timeout",
                "10s"));
    }

    private static S3Proxy start() {
        try {
            Path home = Files.createTempDirectory("s3proxy-test");
            Path data = Files.createDirectory(home.resolve("data"));
            int port = FreePort.find();
            Path properties = Files.writeString(
                    home.resolve("s3proxy.conf"), """
                    s3proxy.endpoint=http://127.0.0.1:%d
                    s3proxy.authorization=aws-v4
                    s3proxy.ignore-unknown-headers=true
                    s3proxy.identity=%s
                    s3proxy.credential=%s
                    jclouds.provider=filesystem
                    jclouds.identity=%s
                    jclouds.credential=%s
                    jclouds.filesystem.basedir=%s
                    """.formatted(port, ACCESS_KEY, SECRET, ACCESS_KEY, SECRET, data));
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx128m",
                            "-XX:TieredStopAtLevel=1",
                            "-DLOG_LEVEL=warn",
                            "-cp",
                            LIBRARIES + "/*",
                            "org.gaul.s3proxy.Main",
                            "--properties",
                            properties.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(home.resolve("log").toFile())
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            Await.until("S3Proxy to listen", () -> listens(port));
            return new S3Proxy(data, port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }
}
