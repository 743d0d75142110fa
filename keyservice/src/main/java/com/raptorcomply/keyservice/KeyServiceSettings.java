package com.raptorcomply.keyservice;

import com.raptorcomply.chassis.postgres.PostgresSettings;
import com.raptorcomply.chassis.service.ServiceName;
import com.raptorcomply.chassis.settings.Settings;
import com.raptorcomply.keyservice.api.GatewayCredential;
import com.raptorcomply.keyservice.client.key.TagKeys;
import com.raptorcomply.keyservice.people.session.SessionSettings;
import com.raptorcomply.keyservice.revocation.RevocationSettings;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * The key service's settings.
 *
 * @param host where it listens
 * @param port 0 takes any free one
 * @param gateways {@code gateway.credential}, and {@code gateway.credentialPrevious} while it is being changed
 * @param tagKeys {@code tagKeys}: version to 32 or more bytes in base64; {@code tagKeyVersion} is the one that new keys
 *     get, needed only if there are several
 * @param sessions of people
 * @param revocation under {@code lease}: how long gateways may trust what they hold
 */
public record KeyServiceSettings(
        String host,
        int port,
        PostgresSettings database,
        GatewayCredential gateways,
        TagKeys tagKeys,
        SessionSettings sessions,
        RevocationSettings revocation) {
    private static final int PORT_MAX = 65_535;
    private static final String TAG_KEY_FORM = "a base62 digit as version, and at least 32 bytes in base64";

    public static KeyServiceSettings from(Settings settings) {
        Settings gateway = settings.child("gateway");
        return new KeyServiceSettings(
                settings.string("host", "127.0.0.1"),
                settings.integer("port", ServiceName.KEYSERVICE.publicPort(), 0, PORT_MAX),
                PostgresSettings.from(settings),
                new GatewayCredential(gateway.secret("credential"), gateway.optionalSecret("credentialPrevious")),
                tagKeys(settings),
                SessionSettings.from(settings),
                RevocationSettings.from(settings));
    }

    private static TagKeys tagKeys(Settings settings) {
        Settings versions = settings.child("tagKeys");
        Map<Character, byte[]> keys = new HashMap<>();
        Set<String> names = versions.keys();
        for (String version : names) {
            byte[] key = decode(versions, version);
            if (version.length() != 1 || key.length < TagKeys.KEY_BYTES_MIN) {
                throw versions.refuse(version, TAG_KEY_FORM);
            }
            keys.put(version.charAt(0), key);
        }
        String current = names.size() == 1
                ? settings.string("tagKeyVersion", names.iterator().next())
                : settings.string("tagKeyVersion");
        try {
            return new TagKeys(current.isEmpty() ? '?' : current.charAt(0), keys);
        } catch (IllegalArgumentException e) {
            throw settings.refuse("tagKeyVersion", "the version of one of the tag keys");
        }
    }

    private static byte[] decode(Settings versions, String version) {
        try {
            return Base64.getDecoder().decode(versions.secret(version).reveal());
        } catch (IllegalArgumentException notBase64) {
            throw versions.refuse(version, TAG_KEY_FORM);
        }
    }
}
