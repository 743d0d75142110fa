package com.raptorcomply.local.directory;

import com.raptorcomply.chassis.failure.FailureReason;
import com.raptorcomply.local.step.LocalRunException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** The directory that keeps everything of a local run. One run locks it at a time, and only its user may read it. */
public final class DataDirectory implements AutoCloseable {
    private static final long MEGABYTE = 1_000_000;
    private static final long PAUSE_NANOS = 50_000_000;

    private final Path path;
    private final FileChannel lockFile;

    private DataDirectory(Path path, FileChannel lockFile) {
        this.path = path;
        this.lockFile = lockFile;
    }

    /**
     * Creates the directory if it is missing and locks it for this run.
     *
     * @throws LocalRunException if it is not writable, or another run has locked it
     */
    public static DataDirectory open(Path directory) {
        return open(directory, Duration.ZERO);
    }

    /**
     * Creates the directory if it is missing and locks it for this run.
     *
     * @param wait how long to wait for another run that has locked it
     * @throws LocalRunException if it is not writable, or another run keeps it locked
     */
    public static DataDirectory open(Path directory, Duration wait) {
        Path path = directory.toAbsolutePath().normalize();
        try {
            if (!Files.isDirectory(path)) {
                Files.createDirectories(path);
                Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
            }
            return new DataDirectory(path, lock(path, wait));
        } catch (IOException | UnsupportedOperationException refused) {
            throw new LocalRunException(
                    "The data directory " + path + " cannot be used: " + reason(refused)
                            + ". Choose another: --data DIR",
                    refused);
        }
    }

    public Path path() {
        return path;
    }

    public Path resolve(String name) {
        return path.resolve(name);
    }

    /** Returns true if an earlier start was completed here, so that there are keys and data to keep. */
    public boolean isFinished() {
        return Files.exists(resolve("demo.env"));
    }

    /**
     * Checks the free space of the disk.
     *
     * @throws LocalRunException if it is less than a start writes
     */
    public void requireFreeBytes(long bytes) {
        try {
            long free = Files.getFileStore(path).getUsableSpace();
            if (free < bytes) {
                throw new LocalRunException("The disk of the data directory " + path + " is full: " + free / MEGABYTE
                        + " MB are free, and this start needs " + bytes / MEGABYTE + " MB. Choose another: --data DIR");
            }
        } catch (IOException failure) {
            throw new LocalRunException(
                    "Could not determine the free space of " + path + ": " + failure.getMessage(), failure);
        }
    }

    @Override
    public void close() {
        try {
            lockFile.close();
        } catch (IOException failed) {
            throw new LocalRunException("Could not release " + path + ": " + failed.getMessage(), failed);
        }
    }

    private static FileChannel lock(Path path, Duration wait) throws IOException {
        FileChannel channel = FileChannel.open(
                path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        if (!tryLock(channel, wait)) {
            String holder = StandardCharsets.US_ASCII.decode(read(channel)).toString();
            channel.close();
            throw new LocalRunException("The data directory " + path + " is in use by another run"
                    + (holder.isBlank() ? "" : " (process " + holder.strip() + ")")
                    + ". Stop that run, or choose another: --data DIR");
        }
        channel.truncate(0);
        channel.write(
                ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
        return channel;
    }

    private static boolean tryLock(FileChannel channel, Duration wait) throws IOException {
        long begun = System.nanoTime();
        while (!tryLock(channel)) {
            if (System.nanoTime() - begun >= wait.toNanos()) {
                return false;
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        return true;
    }

    private static boolean tryLock(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException heldByThisProcess) {
            return false;
        }
    }

    private static ByteBuffer read(FileChannel channel) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(20);
        channel.read(bytes);
        return bytes.flip();
    }

    private static String reason(Exception refused) {
        return refused instanceof java.nio.file.AccessDeniedException
                ? "no permission to write there"
                : FailureReason.of(refused);
    }
}
