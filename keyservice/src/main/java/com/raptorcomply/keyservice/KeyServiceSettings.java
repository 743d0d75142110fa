package com.raptorcomply.keyservice;

import com.raptorcomply.chassis.postgres.PostgresSettings;
import com.raptorcomply.chassis.service.ServiceName;
import com.raptorcomply.chassis.settings.Secret;
import com.raptorcomply.chassis.settings.Settings;
import com.raptorcomply.chassis.settings.SettingsException;
import com.raptorcomply.chassis.tls.TlsSettings;
import com.raptorcomply.keyservice.api.GatewayCredential;
import com.raptorcomply.keyservice.client.key.TagKeys;
import com.raptorcomply.keyservice.people.oidc.OidcSettings;
import com.raptorcomply.keyservice.people.session.SessionSettings;
import com.raptorcomply.keyservice.revocation.RevocationSettings;
import java.net.URI;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The key service's settings.
 *
 * @param host where it listens
 * @param port 0 takes any free one
 * @param gateways {@code gateway.credential}, and {@code gateway.credentialPrevious} while it is being changed
 * @param tagKeys {@code tagKeys}: version to 32 or more bytes in base64; {@code tagKeyVersion} is the one that new keys
 *     get, needed only if there are several
 * @param sessions of people
 * @param oidc the provider that people may sign in with, if there is one
 * @param dataServices {@code resources.urls}: where the places of restrictions are looked up; none: they are not
 * @param tls {@code tls}; null: connections are not encrypted
 * @param revocation under {@code lease}: how long gateways may trust what they hold
 */
public record KeyServiceSettings(
        String host,
        int port,
        PostgresSettings database,
        GatewayCredential gateways,
        TagKeys tagKeys,
        SessionSettings sessions,
        Optional<OidcSettings> oidc,
        RevocationSettings revocation,
        List<URI> dataServices,
        @Nullable TlsSettings tls) {
    private static final int PORT_MAX = 65_535;
    private static final int URLS_MAX = 16;

    public static KeyServiceSettings from(Settings settings) {
        Settings gateway = settings.child("gateway");
        TlsSettings tls = TlsSettings.from(settings, "tls");
        boolean certified = tls != null && tls.authorityFile() != null;
        return new KeyServiceSettings(
                settings.string("host", "127.0.0.1"),
                settings.integer("port", ServiceName.KEYSERVICE.publicPort(), 0, PORT_MAX),
                PostgresSettings.from(settings),
                new GatewayCredential(
                        gateway.secret("credential"), gateway.optionalSecret("credentialPrevious"), certified),
                tagKeys(settings),
                SessionSettings.from(settings),
                OidcSettings.from(settings),
                RevocationSettings.from(settings),
                settings.child("resources").origins("urls", URLS_MAX),
                tls);
    }

    private static TagKeys tagKeys(Settings settings) {
        Settings versions = settings.child("tagKeys");
        Map<Character, byte[]> keys = new TreeMap<>();
        for (String version : versions(versions)) {
            versions.optionalSecret(version)
                    .flatMap(key -> decode(versions, version, key))
                    .ifPresent(key -> keys.put(version.charAt(0), key));
        }
        if (keys.isEmpty()) {
            versions.secret("1");
            // Only while further faults are looked for: what is missing is refused.
            keys.put('1', new byte[TagKeys.KEY_BYTES_MIN]);
        }
        String only = keys.keySet().iterator().next().toString();
        String current = keys.size() == 1 ? settings.string("tagKeyVersion", only) : settings.string("tagKeyVersion");
        boolean known = current.length() == 1 && keys.containsKey(current.charAt(0));
        settings.expect(known || !settings.has("tagKeyVersion"), "tagKeyVersion", "the version of one of the tag keys");
        return new TagKeys((known ? current : only).charAt(0), keys);
    }

    /** Those that are there; of environment variables that name files, only versions that are decimal digits are found. */
    private static Set<String> versions(Settings versions) {
        Set<String> names = new TreeSet<>(Set.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9"));
        versions.keys().forEach(name -> names.add(name.replaceFirst("(?<=^.)File$", "")));
        return names;
    }

    private static Optional<byte[]> decode(Settings versions, String version, Secret secret) {
        try {
            byte[] key = Base64.getDecoder().decode(secret.reveal());
            if (version.matches("[0-9A-Za-z]") && key.length >= TagKeys.KEY_BYTES_MIN) {
                return Optional.of(key);
            }
        } catch (IllegalArgumentException notBase64) {
            // Refused below, without the value.
        }
        versions.fault(new SettingsException("Setting 'tagKeys." + version
                + "' is not accepted; expected a base62 digit as version, and at least 32 bytes in base64"));
        return Optional.empty();
    }
}
