package com.raptorcomply.local.fleet;

import com.raptorcomply.local.step.LocalRunException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** HAProxy with the files of {@code deploy/haproxy}: the way of clients to the gateways, and of services to the primary. */
final class Balancer {
    private static final int WAIT_MILLIS_MAX = 10_000;
    private static final int PAUSE_MILLIS = 50;
    private static final String SERVER = " server database/primary";

    private final Layout layout;
    private final Member member;
    private final Path files;

    /** @param files the folder of the two files */
    Balancer(Layout layout, Path files) {
        this.layout = layout;
        this.member = new Member(Layout.BALANCER, layout.resolve("run"));
        this.files = files;
    }

    Member member() {
        return member;
    }

    void start() {
        List<String> command = new ArrayList<>(List.of("haproxy", "-db"));
        command.addAll(files());
        member.start(command, environment());
        Polling.until("HAProxy starts (see " + member.log() + ")", WAIT_MILLIS_MAX, PAUSE_MILLIS, this::answers);
    }

    /** Returns the files as arguments. */
    List<String> files() {
        return List.of(
                "-f",
                files.resolve("haproxy.cfg").toString(),
                "-f",
                files.resolve("database.cfg").toString());
    }

    /** Returns the variables that the files read. */
    Map<String, String> environment() {
        Map<String, String> environment = new LinkedHashMap<>(layout.variables());
        String tls = "ssl verify required verifyhost localhost ca-file " + layout.resolve("tls/ca.pem");
        environment.put("GATEWAY_TLS", tls);
        environment.put("KEYSERVICE_TLS", tls);
        return environment;
    }

    /** Ends every connection to the primary and lets no new one through. */
    void closeDatabase() {
        tell("set" + SERVER + " state maint");
        tell("shutdown sessions" + SERVER);
    }

    /** Leads the way to the database to this port, and opens it. */
    void openDatabase(int port) {
        tell("set" + SERVER + " addr 127.0.0.1 port " + port);
        tell("set" + SERVER + " state ready");
    }

    /** Refuses clients' connections. */
    void closeClients() {
        tell("disable frontend clients");
    }

    void openClients() {
        tell("enable frontend clients");
    }

    private boolean answers() {
        try {
            return member.isRunning()
                    && Files.exists(socket())
                    && !ask("show info").isEmpty();
        } catch (IOException notYet) {
            return false;
        }
    }

    /** Sends a command whose success is silent, or a line about the new address. */
    private void tell(String command) {
        try {
            String said = ask(command).strip();
            if (!said.isEmpty() && !said.contains("changed from") && !said.startsWith("no need to change")) {
                throw new LocalRunException("HAProxy refuses '" + command + "': " + said);
            }
        } catch (IOException failed) {
            throw new LocalRunException("HAProxy does not answer: " + failed.getMessage(), failed);
        }
    }

    private String ask(String command) throws IOException {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(socket()));
            channel.write(ByteBuffer.wrap((command + "\n").getBytes(StandardCharsets.US_ASCII)));
            return new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    private Path socket() {
        return layout.resolve("haproxy.sock");
    }
}
