package com.raptorcomply.local.fleet;

import com.raptorcomply.local.postgres.DatabaseNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** A table of a fleet's members. */
record Status(Fleet fleet) {
    private static final long KIBIBYTES = 1024;

    void print(PrintWriter out) {
        line(out, "NAME", "PORT", "STATE", "PROCESS", "MiB");
        for (String name : Layout.DATABASES) {
            line(out, name, "" + fleet.layout().port(name), database(name), "", "");
        }
        service(out, Layout.BALANCER, fleet.layout().clients(), "listening");
        for (String name : Layout.services()) {
            service(
                    out,
                    name,
                    fleet.layout().port(name),
                    new Readiness(fleet.layout().managementPort(name)).state());
        }
        out.flush();
    }

    private void service(PrintWriter out, String name, int port, String state) {
        Stream.of(fleet.member(name)).forEach(member -> {
            String pid = member.process().map(process -> "" + process.pid()).orElse("");
            line(out, name, "" + port, pid.isEmpty() ? "stopped" : state, pid, pid.isEmpty() ? "" : memory(pid));
        });
    }

    private String database(String name) {
        DatabaseNode node = fleet.database().node(name);
        if (!node.isRunning()) {
            return name.equals(fleet.layout().primary()) ? "stopped (primary)" : "stopped";
        }
        if (name.equals(fleet.layout().primary())) {
            return "primary";
        }
        return fleet.database().isStreaming() ? "standby, streaming" : "standby, not streaming";
    }

    private static String memory(String pid) {
        try {
            List<String> lines = Files.readAllLines(Path.of("/proc/" + pid + "/status"));
            return lines.stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .map(line -> "" + Long.parseLong(line.replaceAll("\\D", "")) / KIBIBYTES)
                    .findFirst()
                    .orElse("");
        } catch (IOException gone) {
            return "";
        }
    }

    private static void line(PrintWriter out, String name, String port, String state, String pid, String memory) {
        out.printf(Locale.ROOT, "%-14s %6s  %-24s %8s %6s%n", name, port, state, pid, memory);
    }
}
