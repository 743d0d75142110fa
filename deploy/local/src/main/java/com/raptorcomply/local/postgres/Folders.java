package com.raptorcomply.local.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.UserPrincipal;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Deletes folders and changes their owner, recursively. */
final class Folders {
    private Folders() {}

    /** Deletes the folder and its content. Deletes links without following them. */
    static void delete(Path folder) throws IOException {
        for (Path path : deepestFirst(folder)) {
            Files.deleteIfExists(path);
        }
    }

    /** Makes the user the owner of the folder and its content. */
    static void giveTo(Path folder, String user) throws IOException {
        UserPrincipal owner =
                folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(user);
        for (Path path : deepestFirst(folder)) {
            Files.getFileAttributeView(path, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                    .setOwner(owner);
        }
    }

    private static List<Path> deepestFirst(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.sorted(Comparator.reverseOrder()).toList();
        }
    }
}
