package com.raptorcomply.keyservice.config;

import com.raptorcomply.chassis.http.ClientAddressConfig;
import com.raptorcomply.chassis.http.request.CursorSeal;
import com.raptorcomply.chassis.postgres.PostgresConfig;
import com.raptorcomply.chassis.service.ManagementConfig;
import com.raptorcomply.chassis.settings.Checks;
import com.raptorcomply.chassis.settings.Computed;
import com.raptorcomply.chassis.settings.ConfigReader;
import com.raptorcomply.chassis.settings.Default;
import com.raptorcomply.chassis.settings.Examination;
import com.raptorcomply.chassis.settings.Secret;
import com.raptorcomply.chassis.settings.Settings;
import com.raptorcomply.chassis.tls.TlsConfig;
import com.raptorcomply.keyservice.client.key.TagKeys;
import com.raptorcomply.keyservice.http.ServiceCredential;
import com.raptorcomply.keyservice.notice.NoticeConfig;
import com.raptorcomply.keyservice.revocation.RevocationSettings;
import com.raptorcomply.keyservice.signin.oidc.OidcConfig;
import com.raptorcomply.keyservice.signin.session.SessionConfig;
import com.raptorcomply.keyservice.webhook.delivery.WebhookConfig;
import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All settings of the key service.
 *
 * @param host the address that the public port listens on
 * @param port 0 takes any free port
 * @param tls TLS of the public port; null: connections are not encrypted
 * @param drainDelay for which a stopping service goes on although it is not ready, so that gateways notice
 * @param gateway the gateways' credential, and the address of one
 * @param tagKeys maps a version to 32 or more bytes in base64
 * @param tagKeyVersion the version that new keys get
 * @param clientAddress resolves the client address of attempts to sign in
 * @param oidc the provider that users may sign in with; null: none
 * @param resources the data service, which has the places of restrictions
 * @param notices alerts, and the logs of webhooks
 * @param webhooks how notices are sent
 * @param outageGraceMax the longest outage grace that a gateway may ask for; every receipt waits for it
 */
public record KeyServiceConfig(
        @Default("127.0.0.1") String host,
        @Default("8081") int port,
        @Default("port: 9081") ManagementConfig management,
        @Nullable TlsConfig tls,
        @Default("0s") Duration drainDelay,
        PostgresConfig database,
        GatewayCredentialConfig gateway,
        Map<String, Secret> tagKeys,
        @Computed("the only one") String tagKeyVersion,
        ClientAddressConfig clientAddress,
        SessionConfig sessions,
        @Nullable OidcConfig oidc,
        LeaseConfig lease,
        @Default("0s") Duration outageGraceMax,
        ChangeLogConfig changeLog,
        DataServiceConfig resources,
        NoticeConfig notices,
        WebhookConfig webhooks) {
    /** The folder of the migrations on the class path. */
    public static final String MIGRATIONS = "migrations/keyservice";

    /** By former names of settings, the present ones. */
    private static final Map<String, String> FORMER_NAMES =
            Map.of("lease.graceMax", "outageGraceMax", "lease.changesKept", "changeLog.retention");

    private static final Set<String> SCHEMES = Set.of("http", "https");

    private static final String TAG_KEY_NEEDED = "at least one tag key (environment variable KEYSERVICE_TAG_KEYS_1,"
            + " or the same with _FILE for a file that holds it)";

    private static final ConfigReader<KeyServiceConfig> READER = ConfigReader.of(KeyServiceConfig.class, FORMER_NAMES);

    public KeyServiceConfig {
        tagKeys = Checks.accepted(tagKeys);
        boolean isOne = tagKeys.size() == 1;
        tagKeyVersion =
                tagKeyVersion == null && isOne ? tagKeys.keySet().iterator().next() : tagKeyVersion;
        Checks checks = new Checks()
                .port("port", port)
                .within("drainDelay", drainDelay, Duration.ZERO, Duration.ofSeconds(30))
                .within("outageGraceMax", outageGraceMax, Duration.ZERO, Duration.ofHours(1));
        tagKeys.forEach((version, key) -> checks.expectUnshown(
                isTagKey(version, key),
                "tagKeys." + version,
                "a base62 digit as version, and at least " + TagKeys.KEY_BYTES_MIN + " bytes in base64"));
        checks.expect(!tagKeys.isEmpty(), "tagKeys.1", "", TAG_KEY_NEEDED);
        checks.expect(
                        tagKeys.isEmpty() || (tagKeyVersion != null && tagKeys.containsKey(tagKeyVersion)),
                        "tagKeyVersion",
                        tagKeyVersion,
                        "the version of one of the tag keys")
                .done();
    }

    /** Reads all settings and collects all faults. */
    public static Examination<KeyServiceConfig> examine(Settings settings) {
        return READER.examine(settings);
    }

    /** Returns the gateways' credential, with its rules for the service's connections. */
    public ServiceCredential gatewayCredential() {
        return new ServiceCredential(
                gateway.credential(),
                Optional.ofNullable(gateway.credentialPrevious()),
                isCertified(),
                ServiceCredential.Holder.GATEWAY);
    }

    /** Returns the data services' credential, with its rules for the service's connections; empty without one. */
    public Optional<ServiceCredential> dataServiceCredential() {
        return Optional.ofNullable(resources.credential())
                .map(credential -> new ServiceCredential(
                        credential,
                        Optional.ofNullable(resources.credentialPrevious()),
                        isCertified(),
                        ServiceCredential.Holder.DATA_SERVICE));
    }

    private boolean isCertified() {
        return tls != null && tls.authorityFile() != null;
    }

    /** Returns the tag keys by version. */
    public TagKeys tags() {
        Map<Character, byte[]> keys = new TreeMap<>();
        tagKeys.forEach((version, key) ->
                keys.put(version.charAt(0), Base64.getDecoder().decode(key.reveal())));
        return new TagKeys(tagKeyVersion.charAt(0), keys);
    }

    /**
     * Returns the seal of all cursors. Its key is derived from the current tag key, so that all replicas have it: a cursor
     * grants no access, and one of before a rotation is refused.
     */
    public CursorSeal cursorSeal() {
        return new CursorSeal(tags().derive("cursors"));
    }

    /** Returns the bounds on the time for which gateways may trust their cached grants. */
    public RevocationSettings revocation() {
        return new RevocationSettings(
                lease.term.toMillis(),
                outageGraceMax.toMillis(),
                lease.warmGrantsMax,
                lease.changesMax,
                changeLog.retention);
    }

    private static boolean isTagKey(String version, Secret key) {
        try {
            return version.matches("[0-9A-Za-z]")
                    && Base64.getDecoder().decode(key.reveal()).length >= TagKeys.KEY_BYTES_MIN;
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }

    /**
     * The settings {@code gateway}.
     *
     * @param credential the credential that gateways send
     * @param credentialPrevious accepted too during a rotation; null: none
     * @param url a gateway as clients reach it; null: the page of a new key does not try it
     */
    public record GatewayCredentialConfig(
            Secret credential,
            @Nullable Secret credentialPrevious,
            @Nullable URI url) {
        public GatewayCredentialConfig {
            boolean isFit = url == null
                    || (SCHEMES.contains(String.valueOf(url.getScheme()))
                            && url.getHost() != null
                            && Checks.isPort(url));
            new Checks()
                    .expect(isFit, "url", url, "an http or https URL with a host")
                    .credential("credential", credential)
                    .credential("credentialPrevious", credentialPrevious)
                    .done();
        }
    }

    /**
     * The settings {@code lease}.
     *
     * @param term L: no revocation waits longer than this and the margin for a gateway that is cut off
     * @param changesMax the largest number of changes that a renewal brings
     * @param warmGrantsMax the largest number of recently used grants that a join brings
     */
    public record LeaseConfig(
            @Default("5s") Duration term,
            @Default("1000") int changesMax,
            @Default("50000") int warmGrantsMax) {
        public LeaseConfig {
            new Checks()
                    .within("term", term, Duration.ofMillis(200), Duration.ofMinutes(1))
                    .within("changesMax", changesMax, 1, 10_000)
                    .within("warmGrantsMax", warmGrantsMax, 0, 200_000)
                    .done();
        }
    }

    /**
     * The settings {@code changeLog}.
     *
     * @param retention the time that the log holds a change; a gateway that lacks an older one joins again
     */
    public record ChangeLogConfig(@Default("7d") Duration retention) {
        public ChangeLogConfig {
            new Checks()
                    .within("retention", retention, Duration.ofMinutes(1), Duration.ofDays(3_650))
                    .done();
        }
    }

    /**
     * The settings {@code resources}.
     *
     * @param urls the replicas of the data service; empty: places are not checked
     * @param credential the credential with which data services read the directory; null: none can
     * @param credentialPrevious accepted too during a rotation; null: none
     */
    public record DataServiceConfig(
            @Default("") List<URI> urls,
            @Nullable Secret credential,
            @Nullable Secret credentialPrevious) {
        private static final int URLS_MAX = 16;

        public DataServiceConfig {
            urls = Checks.accepted(urls);
            new Checks()
                    .origins("urls", urls, 0, URLS_MAX)
                    .credential("credential", credential)
                    .credential("credentialPrevious", credentialPrevious)
                    .done();
        }
    }
}
