package com.raptorcomply.bench.services;

import com.raptorcomply.local.step.LocalRunException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Downloads an evidence package twice, and verifies it without the service: the time for the whole one, and whether the
 * verifier finds flipped bytes. Fails if the second package has other bytes, or if a flip is not found.
 */
final class PackageProof implements Probe {
    /** Half of the flips are spread over the file, half over its structures. */
    private static final int PLACES = 150;

    private static final int SEED = 7;
    private static final String VERIFIER = "deploy/examples/verify-activity.py";
    private static final String FLIPS = "deploy/bench/flip-bytes";
    private static final Pattern FLIPPED = Pattern.compile("(\\d+) flips, 0 not found");

    @Override
    public Map<String, Double> measure(AssetDatabase assets, Sight sight, long millisMax) {
        EvidenceFiles.ensure(assets);
        Path file = downloadedTwice(assets, Streams.evidencePackage());
        try {
            Map<String, Double> figures = new LinkedHashMap<>();
            long begin = System.nanoTime();
            run(VERIFIER, file.toString());
            figures.put("", (System.nanoTime() - begin) / 1e6);
            figures.put("MB", Files.size(file) / 1e6);
            begin = System.nanoTime();
            figures.put("flipped bytes, all found", flipped(file));
            figures.put("s for the flips", (System.nanoTime() - begin) / 1e9);
            Files.delete(file);
            return figures;
        } catch (IOException e) {
            throw new LocalRunException("Could not read " + file, e);
        }
    }

    private static Path downloadedTwice(AssetDatabase assets, String target) {
        Path again = assets.download(target);
        Path first = again.resolveSibling(again.getFileName() + ".zip");
        try {
            Files.move(again, first, StandardCopyOption.REPLACE_EXISTING);
            assets.download(target);
            long other = Files.mismatch(first, again);
            if (other >= 0) {
                throw new LocalRunException("The same request gave another package from byte " + other + " on");
            }
            Files.delete(again);
            return first;
        } catch (IOException e) {
            throw new LocalRunException("Could not compare " + again, e);
        }
    }

    private static double flipped(Path file) {
        String said = run(FLIPS, file.toString(), "--places", "" + PLACES, "--seed", "" + SEED);
        Matcher flips = FLIPPED.matcher(said);
        if (!flips.find()) {
            throw new LocalRunException("The verifier did not find all flipped bytes:\n" + said);
        }
        return Double.parseDouble(flips.group(1));
    }

    private static String run(String program, String... arguments) {
        List<String> command = new ArrayList<>(List.of(arguments));
        command.add(0, ServiceProcess.home().resolve(program).toString());
        return Shell.run(command);
    }
}
