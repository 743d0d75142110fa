package com.raptorcomply.bench.services;

import com.raptorcomply.local.step.LocalRunException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Stores an evidence package and verifies it without the service: the time for the whole one, and for how many of some random
 * bytes the verifier notices that one bit of the byte is another.
 */
final class PackageProof implements Probe {
    private static final int FLIPS = 3;
    private static final String VERIFIER = "deploy/examples/verify-activity.py";

    private final SplittableRandom random = new SplittableRandom(7);

    @Override
    public Map<String, Double> measure(AssetDatabase assets, Sight sight, long millisMax) {
        Path stored = assets.download(Streams.evidencePackage());
        try {
            long begin = System.nanoTime();
            if (!isWhole(stored)) {
                throw new LocalRunException("The verifier rejects the package as the service sent it");
            }
            double millis = (System.nanoTime() - begin) / 1e6;
            int found = 0;
            for (int i = 0; i < FLIPS; i++) {
                long place = random.nextLong(Files.size(stored));
                flip(stored, place);
                found += isWhole(stored) ? 0 : 1;
                flip(stored, place);
            }
            Map<String, Double> figures = new LinkedHashMap<>();
            figures.put("", millis);
            figures.put("flipped bytes found, of " + FLIPS, (double) found);
            Files.delete(stored);
            return figures;
        } catch (IOException e) {
            throw new LocalRunException("Could not change " + stored, e);
        }
    }

    private static void flip(Path file, long place) throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.seek(place);
            int value = bytes.read();
            bytes.seek(place);
            bytes.write(value ^ 1);
        }
    }

    /** Returns true if the verifier ends with status 0; it ends with 1 if the package does not hold. */
    private static boolean isWhole(Path file) {
        return Shell.status(ServiceProcess.home().resolve(VERIFIER).toString(), file.toString()) == 0;
    }
}
