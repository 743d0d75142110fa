package com.raptorcomply.gateway.stamp;

import com.raptorcomply.chassis.log.LogKeys;
import com.raptorcomply.keyservice.stamp.Stamp;
import com.raptorcomply.keyservice.stamp.StampSigner;
import io.vertx.core.Vertx;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signs stamps, in native code once there were many: a gateway that mints few never loads it, so neither starts nor rests the
 * dearer. Any thread.
 */
public final class AdaptiveStampSigner {
    private static final Logger LOG = LoggerFactory.getLogger(AdaptiveStampSigner.class);

    /** Native code takes as long to load as it spares with so many signatures. */
    private static final int MANY = 15_000;

    private final StampSigner signer;
    private final Runnable onMany;
    private final AtomicLong stamps = new AtomicLong();

    /** @param onMany run once, by the thread that happens to sign then */
    public AdaptiveStampSigner(StampSigner signer, Runnable onMany) {
        this.signer = signer;
        this.onMany = onMany;
    }

    /** Goes over to native code on a worker thread. */
    public static AdaptiveStampSigner of(Vertx vertx, StampSigner signer) {
        return new AdaptiveStampSigner(signer, () -> goNative(vertx, signer));
    }

    /** The stamp as compact JWS, in ASCII. */
    public byte[] sign(Stamp stamp) {
        if (stamps.incrementAndGet() == MANY) {
            onMany.run();
        }
        return signer.mintAscii(stamp);
    }

    private static void goNative(Vertx vertx, StampSigner signer) {
        vertx.executeBlocking(signer::useNativeCode)
                .onSuccess(provider ->
                        LOG.atInfo().addKeyValue(LogKeys.PROVIDER, provider).log("Native code signs stamps"))
                .onFailure(cause -> LOG.atInfo()
                        .addKeyValue(LogKeys.REASON, cause.toString())
                        .log("Java code signs stamps"));
    }
}
