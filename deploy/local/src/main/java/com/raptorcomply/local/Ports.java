package com.raptorcomply.local;

import com.raptorcomply.local.step.LocalRunException;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/** The public port of each service. Its management port is 1000 above. 0 means any free port for both. */
public record Ports(int gateway, int keyservice, int resources) {
    private static final int MANAGEMENT_OFFSET = 1_000;
    private static final int PORT_MAX = 65_535 - MANAGEMENT_OFFSET;
    private static final int ATTEMPTS_MAX = 100;
    private static final int CHOSEN_MIN = 15_000;
    private static final int CHOSEN_MAX = 31_000;

    /** Any free ports. */
    public static final Ports FREE = new Ports(0, 0, 0);

    public static int managementOf(int port) {
        return port == 0 ? 0 : port + MANAGEMENT_OFFSET;
    }

    /**
     * The same, with ports for the resource service and the gateway if they may have any: the key service, which starts before
     * them, has to know where they will be.
     */
    Ports withOthers(String host) {
        InetAddress address = addressOf(host);
        return new Ports(
                gateway == 0 ? findFree(address) : gateway, keyservice, resources == 0 ? findFree(address) : resources);
    }

    /**
     * A port that is free now, with its management port; none of those that systems give to whoever asks for any, because one
     * of these would be taken by a connection of this run before the service starts.
     */
    private static int findFree(InetAddress address) {
        for (int attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(CHOSEN_MIN, CHOSEN_MAX);
            if (isFree(port, address) && isFree(managementOf(port), address)) {
                return port;
            }
        }
        throw new LocalRunException("This machine has no free port");
    }

    private static boolean isFree(int port, InetAddress address) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(address, port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    /** @throws LocalRunException that names the first port that this machine cannot give, and the option that changes it */
    void requireFree(String host) {
        InetAddress address = addressOf(host);
        Map<Integer, String> options = new LinkedHashMap<>();
        claim(options, "gateway", gateway, address);
        claim(options, "keyservice", keyservice, address);
        claim(options, "resources", resources, address);
    }

    private static void claim(Map<Integer, String> options, String service, int port, InetAddress address) {
        String option = "--" + service + "-port";
        if (port < 0 || port > PORT_MAX) {
            throw new LocalRunException(option + " is " + port + "; it may be 1 to " + PORT_MAX
                    + " (the management port is " + MANAGEMENT_OFFSET + " above it), or 0 for any free port");
        }
        if (port == 0) {
            return;
        }
        for (int needed : new int[] {port, managementOf(port)}) {
            String otherOption = options.putIfAbsent(needed, option);
            if (otherOption != null) {
                throw new LocalRunException(
                        "Port " + needed + " is wanted twice, by " + otherOption + " and by " + option);
            }
            requireFree(needed, needed == port ? "port" : "management port", service, address);
        }
    }

    private static void requireFree(int port, String what, String service, InetAddress address) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(address, port));
        } catch (BindException taken) {
            throw new LocalRunException(
                    "Port " + port + " of " + address.getHostAddress() + " cannot be used as the " + what + " of "
                            + service + " (" + taken.getMessage() + "). Choose another: --" + service + "-port PORT",
                    taken);
        } catch (IOException failed) {
            throw new LocalRunException("Port " + port + " cannot be used: " + failed.getMessage(), failed);
        }
    }

    private static InetAddress addressOf(String host) {
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException unknown) {
            throw new LocalRunException("--host " + host + " is not an address of this machine", unknown);
        }
    }
}
