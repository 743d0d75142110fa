package com.raptorcomply.acceptance.whole;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/** A built copy of the project's scripts in a separate folder, with the classes of this test run. */
public final class Checkout {
    private static final List<String> SCRIPT_FOLDERS = List.of(
            ".ci",
            "deploy/local",
            "deploy/life",
            "deploy/bench",
            "deploy/bench/peer",
            "deploy/fuzz",
            "deploy/clients",
            "deploy/image",
            "deploy/compose",
            "deploy/kubernetes",
            "deploy/examples");
    private static final List<String> SOURCE_FOLDERS = List.of(
            "deploy/chassis",
            "keyservice",
            "keyservice/client",
            "keyservice/stamp",
            "gateway",
            "resources-service",
            "deploy/local");

    private final Path root;

    private Checkout(Path root) {
        this.root = root;
    }

    /**
     * Creates a copy.
     *
     * @param project the folder with the scripts
     */
    public static Checkout at(Path root, Path project) throws IOException {
        for (String folder : SCRIPT_FOLDERS) {
            copyFiles(project.resolve(folder), Files.createDirectories(root.resolve(folder)));
        }
        for (String folder : SOURCE_FOLDERS) {
            Files.createDirectories(root.resolve(folder).resolve("src/main"));
            Files.writeString(root.resolve(folder).resolve("pom.xml"), "");
        }
        Files.writeString(root.resolve("pom.xml"), "");
        Path target = Files.createDirectories(root.resolve("deploy/local/target"));
        Path libraries = Files.createDirectories(target.resolve("lib"));
        int number = 0;
        for (String entry : System.getProperty("java.class.path").split(java.io.File.pathSeparator, -1)) {
            Path classes = Path.of(entry);
            if (entry.endsWith(".jar") && !entry.endsWith("-tests.jar")) {
                Files.createSymbolicLink(libraries.resolve(classes.getFileName()), classes.toAbsolutePath());
            } else if (classes.endsWith(Path.of("target", "classes")) && Files.isDirectory(classes)) {
                pack(classes, libraries.resolve("module-" + number++ + ".jar"));
            }
        }
        Files.createFile(target.resolve("built"));
        return new Checkout(root);
    }

    /** Returns the executable scripts, by path below the root. */
    public List<String> scripts() throws IOException {
        List<String> scripts = new ArrayList<>();
        for (String folder : SCRIPT_FOLDERS) {
            try (Stream<Path> files = Files.list(root.resolve(folder))) {
                files.filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                        .forEach(file -> scripts.add(root.relativize(file).toString()));
            }
        }
        return scripts;
    }

    /** Returns a process for a script, started in another folder than its own. */
    public ProcessBuilder script(String name, String... arguments) {
        List<String> command = new ArrayList<>(List.of(root.resolve(name).toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(root.resolve("deploy").toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        return builder;
    }

    public Path resolve(String path) {
        return root.resolve(path);
    }

    private static void copyFiles(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }

    /** Packs classes into an archive, because the JVM shares classes of archives only. */
    private static void pack(Path classes, Path archive) throws IOException {
        try (OutputStream out = Files.newOutputStream(archive);
                JarOutputStream jar = new JarOutputStream(out);
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                jar.putNextEntry(new JarEntry(classes.relativize(file).toString()));
                Files.copy(file, jar);
                jar.closeEntry();
            }
        }
    }
}
