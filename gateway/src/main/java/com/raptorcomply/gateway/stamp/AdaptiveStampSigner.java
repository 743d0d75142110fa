package com.raptorcomply.gateway.stamp;

import com.raptorcomply.chassis.log.LogKeys;
import com.raptorcomply.keyservice.stamp.Stamp;
import com.raptorcomply.keyservice.stamp.StampSigner;
import io.vertx.core.Vertx;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signs stamps. Loads the native signer only after {@value #NATIVE_THRESHOLD} signatures, so that an idle gateway pays
 * nothing for it. Any thread.
 */
public final class AdaptiveStampSigner {
    private static final Logger LOG = LoggerFactory.getLogger(AdaptiveStampSigner.class);

    /** Number of signatures that saves as much time as loading native code costs. */
    private static final int NATIVE_THRESHOLD = 15_000;

    private final StampSigner signer;
    private final Runnable onThreshold;
    private final AtomicLong signatures = new AtomicLong();

    /** @param onThreshold runs once, on the thread that signs at that moment */
    public AdaptiveStampSigner(StampSigner signer, Runnable onThreshold) {
        this.signer = signer;
        this.onThreshold = onThreshold;
    }

    /** Creates a signer that loads native code on a worker thread. */
    public static AdaptiveStampSigner create(Vertx vertx, StampSigner signer) {
        return new AdaptiveStampSigner(signer, () -> loadNativeCode(vertx, signer));
    }

    /** Returns the stamp as compact JWS, in ASCII. */
    public byte[] sign(Stamp stamp) {
        if (signatures.incrementAndGet() == NATIVE_THRESHOLD) {
            onThreshold.run();
        }
        return signer.mintAscii(stamp);
    }

    private static void loadNativeCode(Vertx vertx, StampSigner signer) {
        vertx.executeBlocking(signer::useNativeCode)
                .onSuccess(provider ->
                        LOG.atInfo().addKeyValue(LogKeys.PROVIDER, provider).log("Stamps are signed by native code"))
                .onFailure(cause -> LOG.atInfo()
                        .addKeyValue(LogKeys.REASON, cause.toString())
                        .log("Stamps are signed by Java code"));
    }
}
