package com.raptorcomply.keyservice.client.protocol;

import static com.raptorcomply.keyservice.client.protocol.ProtocolClient.REQUESTS;
import static com.raptorcomply.keyservice.client.protocol.ProtocolClient.USAGE;
import static com.raptorcomply.keyservice.client.protocol.ProtocolClient.VERIFICATIONS;
import static com.raptorcomply.keyservice.client.protocol.ProtocolClient.question;
import static com.raptorcomply.keyservice.client.protocol.ProtocolClient.report;
import static com.raptorcomply.keyservice.client.protocol.ProtocolClient.wellformed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.raptorcomply.keyservice.client.grant.Change;
import com.raptorcomply.keyservice.client.grant.Grant;
import com.raptorcomply.keyservice.client.grant.Subject;
import com.raptorcomply.keyservice.client.grant.Verdict;
import com.raptorcomply.keyservice.client.grant.Verdict.Granted;
import com.raptorcomply.keyservice.client.grant.Verdict.Reason;
import com.raptorcomply.keyservice.client.grant.Verdict.Refused;
import com.raptorcomply.keyservice.client.grant.Verification;
import com.raptorcomply.keyservice.client.key.NewKey;
import com.raptorcomply.keyservice.client.key.PresentedKey;
import io.vertx.core.json.JsonObject;
import java.net.http.WebSocketHandshakeException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Holds a key service to the internal API that gateways rely on. It runs against the real key service and against the one in
 * memory, because the gateway's tests work with the latter and must not rely on what the real one does not do.
 */
public abstract class InternalProtocolContract {
    private static final int RENEWALS_MAX = 100;
    private final List<ProtocolStream> streams = new ArrayList<>();
    private final List<String> sessions = new ArrayList<>();

    /** Returns the address of the key service. */
    protected abstract String url();

    /** Returns the credential of gateways. */
    protected abstract String credential();

    /** Creates a valid key of the organization of all keys and users here. */
    protected abstract String key(String... permissions);

    /** Creates a key that has expired. */
    protected abstract String expiredKey();

    /** Creates a user who holds {@code tasks:read} and not {@code users:read}. */
    protected abstract UUID user();

    protected abstract void revoke(String key);

    /** Returns the requests of a key that were reported. */
    protected abstract long requests(String key);

    @AfterEach
    void leave() {
        for (int i = 0; i < streams.size(); i++) {
            streams.get(i).send(new Message.Leave(sessions.get(i)));
            streams.get(i).close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer another", "Basic another"})
    void nothingIsAnsweredWithoutTheCredential(String authorization) throws Exception {
        ProtocolClient stranger = new ProtocolClient(url(), authorization);
        String question = question(key(), null).encode();
        String report = report(UUID.randomUUID(), 1, key());

        assertThat(stranger.post(VERIFICATIONS, question).statusCode()).isEqualTo(401);
        assertThat(stranger.post(USAGE, report).statusCode()).isEqualTo(401);
        assertThatThrownBy(stranger::open)
                .cause()
                .isInstanceOfSatisfying(WebSocketHandshakeException.class, refused -> assertThat(
                                refused.getResponse().statusCode())
                        .isEqualTo(401));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "{}", "[]", "{\"secretId\":\"AbCdEfGhIjK\"}"})
    void whatIsNoQuestionIsRefused(String body) throws Exception {
        assertThat(gateway().post(VERIFICATIONS, body).statusCode()).isBetween(400, 499);
        assertThat(gateway().post(USAGE, body).statusCode()).isBetween(400, 499);
    }

    @Test
    void validKeyIsGranted() throws Exception {
        String key = key("facilities:read");

        Grant grant = granted(verify(key, null));

        assertThat(grant.secretId()).isEqualTo(wellformed(key).secretId());
        assertThat(grant.digest()).isEqualTo(wellformed(key).digest());
        assertThat(grant.permissions().asList()).containsExactly("facilities:read");
        assertThat(grant.actor()).isNull();
        assertThat(grant.subjects())
                .containsExactlyInAnyOrder(
                        Subject.secret(grant.secretId()),
                        Subject.key(grant.keyId()),
                        Subject.organization(grant.organization().id()));
    }

    @Test
    void keyThatNobodyMadeIsUnknownUntilItsSecretChanges() throws Exception {
        String unknown = NewKey.mint(join().tagKeys(), new SecureRandom()).reveal();

        assertThat(refused(verify(unknown, null), Reason.UNKNOWN).subjects())
                .containsExactly(Subject.secret(wellformed(unknown).secretId()));
    }

    @Test
    void secretsIdAloneIsNotEnough() throws Exception {
        String key = key();
        PresentedKey.Wellformed other = wellformed(key());
        JsonObject question = question(key, null).put("digest", other.digest().toBase64Url());

        assertThat(refused(gateway().verify(question), Reason.UNKNOWN).subjects())
                .containsExactly(Subject.secret(wellformed(key).secretId()));
    }

    @Test
    void refusalOfAKnownKeyRestsOnWhatItsGrantWouldRestOn() throws Exception {
        String revoked = key();
        Grant before = granted(verify(revoked, null));
        revoke(revoked);

        assertThat(refused(verify(revoked, null), Reason.REVOKED).subjects())
                .containsExactlyInAnyOrderElementsOf(before.subjects());
        assertThat(refused(verify(expiredKey(), null), Reason.EXPIRED).subjects())
                .hasSize(3);
    }

    @Test
    void keyActsAsAUserWithWhatBothHold() throws Exception {
        UUID user = user();

        Grant grant = granted(verify(key("users:impersonate", "tasks:read", "users:read"), user));

        assertThat(grant.permissions().asList()).containsExactly("tasks:read");
        assertThat(grant.actor()).isNotNull().satisfies(actor -> assertThat(actor.userId())
                .isEqualTo(user));
        assertThat(grant.subjects()).contains(Subject.user(user), Subject.key(grant.keyId()));
    }

    @Test
    void keyThatMayNotActAsTheUserIsForbiddenTo() throws Exception {
        UUID user = user();
        UUID nobody = UUID.randomUUID();

        assertThat(refused(verify(key("tasks:read"), user), Reason.FORBIDDEN).subjects())
                .contains(Subject.user(user));
        assertThat(refused(verify(key("users:impersonate"), nobody), Reason.FORBIDDEN)
                        .subjects())
                .contains(Subject.user(nobody));
    }

    @Test
    void joinTellsTheTermsAndTheStateOfTheLog() throws Exception {
        String key = key();
        Message.Joined joined = join();
        Verification after = verify(key, null);

        assertThat(joined.epoch()).isEqualTo(after.epoch());
        assertThat(joined.sequence()).isBetween(0L, after.verdict().sequence());
        assertThat(joined.terms()).isEqualTo(LeaseTerms.of(joined.terms().termMillis(), 0));
        assertThat(joined.tagKeys().verify(wellformed(key))).isTrue();
        assertThat(joined.gateways()).isPositive();
    }

    @Test
    void changeIsPushedRenewedAndVerified() throws Exception {
        String key = key();
        List<Subject> subjects = granted(verify(key, null)).subjects();
        Message.Joined joined = join();

        revoke(key);

        Message.Changed pushed = last().next(Message.Changed.class, changed -> changed.changes().stream()
                .anyMatch(change -> subjects.contains(change.subject())));
        long head = pushed.changes().get(pushed.changes().size() - 1).sequence();
        assertThat(pushed.session()).isEqualTo(joined.session());
        assertThat(pushed.epoch()).isEqualTo(joined.epoch());
        assertThat(refused(verify(key, null), Reason.REVOKED).sequence()).isGreaterThanOrEqualTo(head);
        Message.Renewed renewed = renew(joined.session(), 1, joined.sequence());
        assertThat(renewed.request()).isEqualTo(1);
        assertThat(renewed.epoch()).isEqualTo(joined.epoch());
        assertThat(renewed.gateways()).isPositive();
        assertThat(renewed.changes())
                .extracting(Change::sequence)
                .containsExactlyElementsOf(LongStream.rangeClosed(joined.sequence() + 1, renewed.head())
                        .boxed()
                        .toList());
        // A push may bring changes that the join has told already.
        assertThat(renewed.changes())
                .containsAll(pushed.changes().stream()
                        .filter(change -> change.sequence() > joined.sequence())
                        .toList());
        Message.Renewed again = renew(joined.session(), 2, renewed.head());
        assertThat(again.request()).isEqualTo(2);
        assertThat(again.changes()).allMatch(change -> change.sequence() > renewed.head());
    }

    @Test
    void sessionThatIsNotOpenIsToJoinAgain() throws Exception {
        Message.Joined joined = join();
        String never = UUID.randomUUID().toString();

        last().send(new Message.Renew(never, 1, joined.sequence()));
        assertThat(last().next(Message.Rejoin.class).session()).isEqualTo(never);

        last().send(new Message.Leave(joined.session()));
        assertThat(rejoin(joined).session()).isEqualTo(joined.session());
    }

    @Test
    void reportCountsOnceHoweverOftenItComes() throws Exception {
        String key = key();
        UUID reporter = UUID.randomUUID();

        for (int i = 0; i < 2; i++) {
            assertThat(gateway().post(USAGE, report(reporter, 1, key)).statusCode())
                    .isEqualTo(204);
        }
        assertThat(requests(key)).isEqualTo(REQUESTS);

        gateway().post(USAGE, report(reporter, 2, key));
        assertThat(requests(key)).isEqualTo(2 * REQUESTS);
    }

    private Message.Joined join() throws Exception {
        ProtocolStream stream = gateway().open();
        String session = UUID.randomUUID().toString();
        streams.add(stream);
        sessions.add(session);
        stream.send(new Message.Join(session, "contract", 0, null));
        return stream.next(Message.Joined.class, joined -> joined.session().equals(session));
    }

    private Message.Renewed renew(String session, long request, long applied) throws Exception {
        last().send(new Message.Renew(session, request, applied));
        return last().next(Message.Renewed.class, renewed -> renewed.session().equals(session));
    }

    /** Renews until it is refused, because a renewal that is on its way together with the leave may be granted. */
    private Message.Rejoin rejoin(Message.Joined joined) throws Exception {
        for (int request = 2; request < RENEWALS_MAX; request++) {
            last().send(new Message.Renew(joined.session(), request, joined.sequence()));
            Message.ToGateway answer = last().next(
                            Message.ToGateway.class,
                            message -> message instanceof Message.Renewed || message instanceof Message.Rejoin);
            if (answer instanceof Message.Rejoin rejoin) {
                return rejoin;
            }
        }
        throw new AssertionError("The session is still open after " + RENEWALS_MAX + " renewals");
    }

    private ProtocolStream last() {
        return streams.get(streams.size() - 1);
    }

    private Verification verify(String key, @Nullable UUID actsAs) throws Exception {
        return gateway().verify(question(key, actsAs));
    }

    private ProtocolClient gateway() {
        return new ProtocolClient(url(), "Bearer " + credential());
    }

    private static Grant granted(Verification answer) {
        assertThat(answer.verdict()).isInstanceOf(Granted.class);
        return ((Granted) answer.verdict()).grant();
    }

    private static Verdict refused(Verification answer, Reason reason) {
        assertThat(answer.verdict()).isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.reason())
                .isEqualTo(reason));
        return answer.verdict();
    }
}
