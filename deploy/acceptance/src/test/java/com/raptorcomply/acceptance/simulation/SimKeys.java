package com.raptorcomply.acceptance.simulation;

import com.raptorcomply.keyservice.client.grant.Grant;
import com.raptorcomply.keyservice.client.grant.GrantConstraints;
import com.raptorcomply.keyservice.client.grant.KeyKind;
import com.raptorcomply.keyservice.client.grant.Organization;
import com.raptorcomply.keyservice.client.grant.Permissions;
import com.raptorcomply.keyservice.client.grant.Subject;
import com.raptorcomply.keyservice.client.grant.Verdict;
import com.raptorcomply.keyservice.client.key.NewKey;
import com.raptorcomply.keyservice.client.key.PresentedKey;
import com.raptorcomply.keyservice.client.key.TagKeys;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;

/**
 * Generates a few keys of two users of two organizations, so that some keys share subjects of every kind. A change of a
 * secret or a key narrows it: one permission less, or one restriction more (logged under the key that it limits). Every
 * fourth change of a user or an organization disables or suspends it, and the next one reverts that.
 */
final class SimKeys {
    static final TagKeys TAG_KEYS = new TagKeys('1', Map.of('1', new byte[TagKeys.KEY_BYTES_MIN]));
    static final int KEYS = 4;
    private static final int OFF_EACH = 4;

    final List<PresentedKey.Wellformed> keys = new ArrayList<>();
    final List<Subject> subjects = new ArrayList<>();
    /** The grants before any change, by secret. */
    private final Map<String, Grant> bySecretId = new LinkedHashMap<>();

    private final Map<String, List<Subject>> subjectsBySecretId = new LinkedHashMap<>();

    SimKeys(Random random) {
        SecureRandom seeded = new Seeded(random);
        for (int i = 0; i < KEYS; i++) {
            NewKey minted = NewKey.mint(TAG_KEYS, seeded);
            PresentedKey.Wellformed key = (PresentedKey.Wellformed) PresentedKey.parse(minted.reveal());
            keys.add(key);
            Grant grant = unchanged(key, i);
            bySecretId.put(key.secretId(), grant);
            subjectsBySecretId.put(key.secretId(), grant.subjects());
            grant.subjects().stream()
                    .filter(subject -> !subjects.contains(subject))
                    .forEach(subjects::add);
        }
    }

    private static Grant unchanged(PresentedKey.Wellformed key, int number) {
        return new Grant(
                key.secretId(),
                key.digest(),
                new UUID(1, number),
                "",
                KeyKind.USER,
                Organization.of(new UUID(3, number % 2), "Organization"),
                new UUID(2, number / 2),
                "user",
                null,
                Permissions.NONE,
                GrantConstraints.NONE,
                0,
                0,
                0);
    }

    Grant grant(String secretId, Map<Subject, Long> versions, long sequence) {
        Grant unchanged = Objects.requireNonNull(bySecretId.get(secretId));
        Map<String, Long> read = new LinkedHashMap<>();
        subjectsOf(secretId).forEach(subject -> read.put(subject.id(), versions.getOrDefault(subject, 0L)));
        return new Grant(
                secretId,
                unchanged.digest(),
                unchanged.keyId(),
                Oracle.name(read),
                unchanged.kind(),
                unchanged.organization(),
                unchanged.ownerUserId(),
                unchanged.role(),
                null,
                unchanged.permissions(),
                unchanged.bounds(),
                0,
                0,
                sequence);
    }

    /** Returns true if this version of a user is disabled, or of an organization suspended. */
    static boolean isOff(Subject subject, long version) {
        boolean ends = subject.kind() == Subject.Kind.USER || subject.kind() == Subject.Kind.ORGANIZATION;
        return ends && version % OFF_EACH == OFF_EACH - 1;
    }

    /** Returns the verdict of a verification. */
    Verdict verdict(String secretId, Map<Subject, Long> versions, long sequence) {
        boolean off = subjectsOf(secretId).stream().anyMatch(each -> isOff(each, versions.getOrDefault(each, 0L)));
        return off
                ? new Verdict.Refused(Verdict.Reason.REVOKED, subjectsOf(secretId), sequence)
                : new Verdict.Granted(grant(secretId, versions, sequence));
    }

    /** Returns the grants of all keys, for a join. */
    List<Grant> granted(Map<Subject, Long> versions, long sequence) {
        List<Grant> granted = new ArrayList<>();
        for (PresentedKey.Wellformed key : keys) {
            if (verdict(key.secretId(), versions, sequence) instanceof Verdict.Granted each) {
                granted.add(each.grant());
            }
        }
        return granted;
    }

    /** Returns the subjects that a key rests on. */
    List<Subject> subjectsOf(PresentedKey.Wellformed key) {
        return subjectsOf(key.secretId());
    }

    private List<Subject> subjectsOf(String secretId) {
        return Objects.requireNonNull(subjectsBySecretId.get(secretId));
    }

    /** A seeded generator, because caches hash keys, so keys must be the same in two runs of a seed. */
    private static final class Seeded extends SecureRandom {
        private static final long serialVersionUID = 1;
        private final Random random;

        Seeded(Random random) {
            this.random = random;
        }

        @Override
        public void nextBytes(byte[] bytes) {
            random.nextBytes(bytes);
        }
    }
}
