package com.raptorcomply.local.fleet;

import com.raptorcomply.local.directory.DataDirectory;
import com.raptorcomply.local.directory.PrivateFile;
import com.raptorcomply.local.step.LocalRunException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The members of a fleet with their ports, kept in {@code fleet.env}: {@code NAME=value} lines that a shell can source and that
 * {@code deploy/haproxy} reads. A member keeps its ports for good.
 */
final class Layout {
    static final String BALANCER = "haproxy";
    static final List<String> DATABASES = List.of("database-1", "database-2");
    static final List<String> KEY_SERVICES = List.of("keyservice-1", "keyservice-2");
    static final List<String> RESOURCES = List.of("resources-1", "resources-2");
    static final List<String> GATEWAYS = List.of("gateway-1", "gateway-2", "gateway-3");

    private static final String PRIMARY = "PRIMARY";
    private static final String SYNCHRONOUS = "SYNCHRONOUS";
    private static final String CLIENTS = "CLIENTS";
    private static final String BROWSERS = "BROWSERS";
    private static final String DATABASE = "DATABASE";
    private static final String MANAGEMENT = "_MANAGEMENT";
    private static final int PORT_MAX = 65_000;

    private final Path directory;
    private final PrivateFile file;
    private final Map<String, String> values;

    private Layout(Path directory, PrivateFile file, Map<String, String> values) {
        this.directory = directory;
        this.file = file;
        this.values = values;
    }

    /** Returns the layout of an earlier {@link #create}. */
    static Layout of(DataDirectory data) {
        PrivateFile file = new PrivateFile(data.resolve("fleet.env"));
        Map<String, String> values = file.read();
        if (values.isEmpty()) {
            throw new LocalRunException("There is no fleet in " + data.path() + ": run deploy/local/fleet up first");
        }
        return new Layout(data.path(), file, values);
    }

    /**
     * Returns the layout of the directory; chooses its ports if it is new.
     *
     * @param first the clients' port; the others follow it. 0 takes any free ones
     */
    static Layout create(DataDirectory data, int first) {
        PrivateFile file = new PrivateFile(data.resolve("fleet.env"));
        if (!file.read().isEmpty()) {
            return of(data);
        }
        if (first < 0 || first > PORT_MAX) {
            throw new LocalRunException(
                    "--port is " + first + "; it may be 1 to " + PORT_MAX + ", or 0 for any free ones");
        }
        Map<String, String> values = new LinkedHashMap<>();
        values.put(PRIMARY, DATABASES.get(0));
        Numbers numbers = new Numbers(first);
        for (String name : List.of(CLIENTS, BROWSERS, DATABASE)) {
            values.put(name, numbers.next());
        }
        for (List<String> members : List.of(DATABASES, KEY_SERVICES, RESOURCES, GATEWAYS)) {
            for (String member : members) {
                values.put(variable(member), numbers.next());
                if (!members.equals(DATABASES)) {
                    values.put(variable(member) + MANAGEMENT, numbers.next());
                }
            }
        }
        numbers.close();
        Layout layout = new Layout(data.path(), file, values);
        layout.save();
        return layout;
    }

    Path resolve(String name) {
        return directory.resolve(name);
    }

    int port(String member) {
        return number(variable(member));
    }

    int managementPort(String member) {
        return number(variable(member) + MANAGEMENT);
    }

    /** The port at which clients reach any gateway. */
    int clients() {
        return number(CLIENTS);
    }

    /** The port at which browsers reach any key service. */
    int browsers() {
        return number(BROWSERS);
    }

    /** The port at which services reach the primary. */
    int database() {
        return number(DATABASE);
    }

    String primary() {
        return Objects.requireNonNull(values.get(PRIMARY));
    }

    String standby() {
        return DATABASES.stream()
                .filter(name -> !name.equals(primary()))
                .findFirst()
                .orElseThrow();
    }

    /** Returns true if no commit was answered that the standby does not have. */
    boolean isSynchronous() {
        return "yes".equals(values.get(SYNCHRONOUS));
    }

    void setSynchronous(boolean is) {
        values.put(SYNCHRONOUS, is ? "yes" : "no");
        save();
    }

    void setPrimary(String name) {
        values.put(PRIMARY, name);
        save();
    }

    /** Returns the service that a member runs, such as {@code gateway}. */
    static String service(String member) {
        return member.substring(0, member.lastIndexOf('-'));
    }

    /** Returns all services in the order in which they start. */
    static List<String> services() {
        return List.of(KEY_SERVICES, RESOURCES, GATEWAYS).stream()
                .flatMap(List::stream)
                .toList();
    }

    /** Returns the members that a name stands for: itself, or all of a service. */
    static List<String> membersOf(String name) {
        List<String> all = Stream.of(services(), DATABASES, List.of(BALANCER))
                .flatMap(List::stream)
                .toList();
        List<String> named = all.stream()
                .filter(each -> each.equals(name) || each.matches(name + "-\\d"))
                .toList();
        if (named.isEmpty()) {
            throw new LocalRunException("No member is called '" + name + "'; there are " + String.join(", ", all)
                    + ", and all of keyservice, resources, gateway or database");
        }
        return named;
    }

    /** Returns the variables for {@code deploy/haproxy}, without those of TLS. */
    Map<String, String> variables() {
        Map<String, String> variables = new LinkedHashMap<>();
        values.forEach((name, value) ->
                variables.put(name, name.endsWith(MANAGEMENT) || !name.contains("_") ? value : "127.0.0.1:" + value));
        variables.put("HAPROXY_CLIENTS", "127.0.0.1:" + clients());
        variables.put("HAPROXY_BROWSERS", "127.0.0.1:" + browsers());
        variables.put("HAPROXY_DATABASE", "127.0.0.1:" + database());
        variables.put("HAPROXY_SOCKET", resolve("haproxy.sock").toString());
        variables.put("DATABASE_PRIMARY", "127.0.0.1:" + port(primary()));
        return variables;
    }

    private int number(String name) {
        String value = values.get(name);
        if (value == null) {
            throw new LocalRunException(
                    "unknown member " + name.toLowerCase(Locale.ROOT).replace('_', '-'));
        }
        return Integer.parseInt(value);
    }

    private void save() {
        file.write("The ports of this fleet, and which database is the primary.", values);
    }

    private static String variable(String member) {
        return member.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    /** Gives ports: one after another, or free ones, which it holds until all are given, so that none comes twice. */
    private static final class Numbers {
        private final List<ServerSocket> held = new ArrayList<>();
        private int next;

        private Numbers(int first) {
            next = first;
        }

        private String next() {
            if (next != 0) {
                return Integer.toString(next++);
            }
            try {
                ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                held.add(socket);
                return Integer.toString(socket.getLocalPort());
            } catch (IOException none) {
                throw new LocalRunException("This machine has no free port", none);
            }
        }

        private void close() {
            for (ServerSocket socket : held) {
                try {
                    socket.close();
                } catch (IOException ignored) {
                    // The port is not in use, whatever closing says.
                }
            }
        }
    }
}
